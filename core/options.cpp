// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/options.h"

#include "core/error.h"
#include "core/i18n.h"

#include <array>
#include <charconv>

namespace nst {
namespace {

[[noreturn]] void refuse(const Option& option, const std::string& what) {
  throw Error(tr("The option “{}” takes {}.", option.name, what));
}

template <typename Number>
std::string digits(Number number) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return {buffer.data(), end};
}

template <typename Range>
[[noreturn]] void refuse_range(const Option& option, const Range& range) {
  refuse(option, tr("a number from {} to {}", digits(range.lowest), digits(range.highest)));
}

template <typename Range, typename Number>
void check_range(const Option& option, const Range& range, Number value) {
  if (!(value >= range.lowest && value <= range.highest)) {  // written so that NaN fails, too
    refuse_range(option, range);
  }
}

template <typename Number, typename Range>
Number parse_number(const Option& option, const Range& range, std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    refuse_range(option, range);
  }
  check_range(option, range, value);
  return value;
}

void check_text(const Option& option, const Text& kind, std::string_view text) {
  try {
    kind.check(text);
  } catch (const Error& error) {
    throw Error(tr("The option “{}”: {}", option.name, std::string(error.what())));
  }
}

struct Assign {
  const Option& option;
  Settings& settings;
  std::string_view text;

  void operator()(const Toggle& toggle) const {
    if (text != "true" && text != "false") {
      refuse(option, tr("true or false"));
    }
    settings.*toggle.member = text == "true";
  }
  void operator()(const Integer& range) const { settings.*range.member = parse_number<int>(option, range, text); }
  void operator()(const Real& range) const { settings.*range.member = parse_number<double>(option, range, text); }
  void operator()(const Choice& choice) const {
    std::string names;
    for (std::size_t i = 0; i < choice.entries.size(); ++i) {
      if (text == choice.entries[i].name) {
        choice.write(settings, static_cast<int>(i));
        return;
      }
      names += (i == 0 ? "" : ", ") + std::string(choice.entries[i].name);
    }
    refuse(option, tr("one of: {}", names));
  }
  void operator()(const File& file) const { settings.*file.member = text; }
  void operator()(const Text& kind) const {
    check_text(option, kind, text);
    settings.*kind.member = text;
  }
};

struct Write {
  const Settings& settings;

  std::string operator()(const Toggle& toggle) const { return settings.*toggle.member ? "true" : "false"; }
  std::string operator()(const Integer& range) const { return digits(settings.*range.member); }
  std::string operator()(const Real& range) const { return digits(settings.*range.member); }
  std::string operator()(const Choice& choice) const {
    return choice.entries[static_cast<std::size_t>(choice.read(settings))].name;
  }
  std::string operator()(const File& file) const { return settings.*file.member; }
  std::string operator()(const Text& text) const { return settings.*text.member; }
};

struct Validate {
  const Option& option;
  const Settings& settings;

  void operator()(const Integer& range) const { check_range(option, range, settings.*range.member); }
  void operator()(const Real& range) const { check_range(option, range, settings.*range.member); }
  void operator()(const Choice& choice) const {
    if (choice.read(settings) < 0 || choice.read(settings) >= static_cast<int>(choice.entries.size())) {
      refuse(option, tr("one of its named values"));
    }
  }
  void operator()(const Toggle&) const {}
  void operator()(const File&) const {}
  void operator()(const Text& text) const { check_text(option, text, settings.*text.member); }
};

}  // namespace

std::string text(const Option& option, const Settings& settings) { return std::visit(Write{settings}, option.kind); }

void assign(const Option& option, Settings& settings, std::string_view text) {
  std::visit(Assign{option, settings, text}, option.kind);
}

void validate(const Settings& settings) {
  for (const Option& option : options()) {
    std::visit(Validate{option, settings}, option.kind);
  }
}

}  // namespace nst
