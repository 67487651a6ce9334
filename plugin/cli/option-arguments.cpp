// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/option-arguments.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/options.h"

#include <CLI/CLI.hpp>

#include <format>
#include <string>

namespace nst::cli {
namespace {

/// What stands for the value in the help.
struct Placeholder {
  std::string operator()(const Toggle&) const { return "true|false"; }
  std::string operator()(const Integer&) const { return tr("NUMBER"); }
  std::string operator()(const Real&) const { return tr("NUMBER"); }
  std::string operator()(const Choice&) const { return tr("NAME"); }
  std::string operator()(const File&) const { return tr("FILE"); }
  std::string operator()(const Text&) const { return tr("TEXT"); }
};

/// What the value may be, as it follows the option's own help.
struct Limits {
  std::string operator()(const Integer& range) const {
    return numbers(std::to_string(range.lowest), std::to_string(range.highest), range.unit);
  }
  std::string operator()(const Real& range) const {
    return numbers(std::format("{:g}", range.lowest), std::format("{:g}", range.highest), range.unit);
  }
  std::string operator()(const Choice& choice) const {
    std::string names;
    for (const Choice::Entry& entry : choice.entries) {
      names += std::format("\n{}: {}", entry.name, tr(entry.help));
    }
    return names;
  }
  std::string operator()(const Toggle&) const { return {}; }
  std::string operator()(const File&) const { return {}; }
  std::string operator()(const Text&) const { return {}; }

 private:
  static std::string numbers(const std::string& lowest, const std::string& highest, const char* unit) {
    const std::string space = *unit == '\0' ? "" : " ";
    return " (" + tr("{} to {}", lowest, highest) + space + (*unit == '\0' ? "" : tr(unit)) + ")";
  }
};

void add_option(CLI::App& app, const Option& option, Settings& settings) {
  const auto read = [&option, &settings](const std::string& word) {
    try {
      assign(option, settings, word);
    } catch (const Error& error) {
      throw CLI::ValidationError(error.what());
    }
  };
  app.add_option_function<std::string>(std::string("--") + option.name, read,
                                       tr(option.help) + std::visit(Limits{}, option.kind))
      ->type_name(std::visit(Placeholder{}, option.kind))
      ->default_str(text(option, settings))
      ->group(tr(label(option.group)));
}

}  // namespace

void add_options(CLI::App& app, Settings& settings) {
  for (const Option& option : options()) {
    add_option(app, option, settings);
  }
}

}  // namespace nst::cli
