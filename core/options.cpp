// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/options.h"

#include "core/error.h"
#include "core/i18n.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <limits>

namespace nst {
namespace {

/// The kind of an enumeration's member: what is stored is the enumeration, what the table speaks is its number.
template <auto member>
constexpr Choice choice(std::span<const Choice::Entry> entries) {
  return {entries, [](const Settings& settings) { return static_cast<int>(settings.*member); },
          [](Settings& settings, int value) {
            settings.*member = static_cast<std::remove_reference_t<decltype(settings.*member)>>(value);
          }};
}

constexpr std::array style_losses{
    Choice::Entry{"wasserstein", translatable("Wasserstein"),
                  translatable("Compares how colors and shapes are distributed: the truest strokes")},
    Choice::Entry{"gram", translatable("Gram"),
                  translatable("The classic measure of Gatys and others: bolder, a little faster")},
};

constexpr std::array optimisers{
    Choice::Entry{"l-bfgs", translatable("L-BFGS"), translatable("Few, well-aimed steps")},
    Choice::Entry{"adam", translatable("Adam"),
                  translatable("Many small steps; averaged, so that little noise is left")},
};

constexpr std::array starts{
    Choice::Entry{"content", translatable("The photograph"), translatable("Keeps most of what is shown")},
    Choice::Entry{"noise", translatable("Noise"), translatable("Freer, follows the seed")},
};

constexpr int largest_seed = std::numeric_limits<int>::max();

constexpr std::array table{
    Option{"strength", translatable("S_trength"),
           translatable("How strongly the style is painted; 0 leaves the photograph as it is"), Group::style,
           Real{&Settings::strength, 0, 1000, 0, 4}},
    Option{"brush-size", translatable("_Brush size"),
           translatable("Size of the style's strokes: 1 takes the style as large as the picture, 0.5 half as large; "
                        "what is painted limits it"),
           Group::style, Real{&Settings::brush_size, 0.05, 8, 0.25, 2, translatable("× picture")}},
    Option{"content-weight", translatable("_Keep the photograph"),
           translatable("How closely the picture holds on to the photograph's shapes; 0 paints the pure texture"),
           Group::style, Real{&Settings::content_weight, 0, 1000, 0, 4}},
    Option{"smoothness", translatable("S_moothness"),
           translatable("Removes fine noise; too much makes the paint look blurred"), Group::style,
           Real{&Settings::smoothness, 0, 1000, 0, 4}},
    Option{"working-size", translatable("_Working size"),
           translatable("The longer side at which the picture is painted; larger pictures are brought up from it"),
           Group::size, Integer{&Settings::working_size, 64, 8192, 256, 4096, translatable("px")}},
    Option{"style-loss", translatable("Style _measure"), translatable("How two styles are compared"), Group::method,
           choice<&Settings::style_loss>(style_losses)},
    Option{"optimizer", translatable("_Optimizer"), translatable("How the picture is improved from step to step"),
           Group::method, choice<&Settings::optimiser>(optimisers)},
    Option{
        "steps", translatable("S_teps"),
        translatable("Steps at each size up to 512 px, fewer at larger ones; more take longer and look more finished"),
        Group::method, Integer{&Settings::steps, 1, 5000, 20, 500}},
    Option{"learning-rate", translatable("Learnin_g rate"),
           translatable("How far Adam moves in a step; L-BFGS finds that by itself"), Group::method,
           Real{&Settings::learning_rate, 0.0001, 1, 0.001, 0.1}},
    Option{"averaging", translatable("_Averaging"),
           translatable("How many of Adam's pictures are averaged into the result: 0 takes the last one alone"),
           Group::method, Real{&Settings::averaging, 0, 0.999, 0, 0.999}},
    Option{"start", translatable("Start _from"), translatable("The picture that the painting begins with"),
           Group::method, choice<&Settings::start>(starts)},
    Option{"seed", translatable("See_d"), translatable("Another number gives another noise to start from"),
           Group::method, Integer{&Settings::seed, 0, largest_seed, 0, 9999}},
    Option{"encoder", translatable("_Encoder"),
           translatable("Weights of another network that looks at the picture; none takes the one that is built in"),
           Group::method, File{&Settings::encoder}},
};

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
};

struct Text {
  const Settings& settings;

  std::string operator()(const Toggle& toggle) const { return settings.*toggle.member ? "true" : "false"; }
  std::string operator()(const Integer& range) const { return digits(settings.*range.member); }
  std::string operator()(const Real& range) const { return digits(settings.*range.member); }
  std::string operator()(const Choice& choice) const {
    return choice.entries[static_cast<std::size_t>(choice.read(settings))].name;
  }
  std::string operator()(const File& file) const { return settings.*file.member; }
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
};

}  // namespace

std::span<const Option> options() { return table; }

const Option* find_option(std::string_view name) {
  const auto found = std::ranges::find_if(table, [&](const Option& option) { return name == option.name; });
  return found == table.end() ? nullptr : &*found;
}

const char* label(Group group) {
  constexpr std::array labels{translatable("Style"), translatable("Size"), translatable("Method")};
  return labels.at(static_cast<std::size_t>(group));
}

std::string text(const Option& option, const Settings& settings) { return std::visit(Text{settings}, option.kind); }

void assign(const Option& option, Settings& settings, std::string_view text) {
  std::visit(Assign{option, settings, text}, option.kind);
}

void validate(const Settings& settings) {
  for (const Option& option : table) {
    std::visit(Validate{option, settings}, option.kind);
  }
}

}  // namespace nst
