// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one table of options. The PDB arguments, the dialog and the command line are small readers of it: a new option
// is one field in core/settings.h and one line in core/option-table.cpp.
#pragma once

#include "core/settings.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace nst {

/// On or off.
struct Toggle {
  bool Settings::* member;
};

/// A whole number. `lowest` and `highest` are hard; a slider shows `slider_lowest` to `slider_highest`.
struct Integer {
  int Settings::* member;
  int lowest;
  int highest;
  int slider_lowest;
  int slider_highest;
  const char* unit = "";
};

/// A real number, with hard range and slider range as above.
struct Real {
  double Settings::* member;
  double lowest;
  double highest;
  double slider_lowest;
  double slider_highest;
  const char* unit = "";
};

/// One of several named values. The entries stand in the order of the enumeration's values, from 0.
struct Choice {
  struct Entry {
    const char* name;   ///< canonical, as in scripts
    const char* label;  ///< translatable
    const char* help;   ///< translatable
  };
  std::span<const Entry> entries;
  int (*read)(const Settings&);
  void (*write)(Settings&, int);
};

/// A file's path; empty means none.
struct File {
  std::string Settings::* member;
  bool written = false;  ///< by the run, so that it need not exist before
};

/// A short text with a grammar of its own. `check` throws Error, saying what is wrong, if it does not follow it.
struct Text {
  std::string Settings::* member;
  void (*check)(std::string_view text);
};

using Kind = std::variant<Toggle, Integer, Real, Choice, File, Text>;

enum class Group { style, colour, size, method, steps, machine };

/// All groups, in the order in which users shall see them.
inline constexpr std::array groups{Group::style,  Group::colour, Group::size,
                                   Group::method, Group::steps,  Group::machine};

struct Option {
  const char* name;   ///< canonical: lower case with hyphens, unique
  const char* label;  ///< translatable, with a mnemonic's underscore that is unique in its group
  const char* help;   ///< translatable: what happens to the picture
  Group group;
  Kind kind;
};

/// All options, in the order in which users shall see them.
std::span<const Option> options();

/// The option called `name`, or null.
const Option* find_option(std::string_view name);

/// The translatable title of a group.
const char* label(Group group);

/// The value of `option` in `settings` as text that assign() reads back to the bit.
std::string text(const Option& option, const Settings& settings);

/// Sets `option` from text ("true", "12", "0.5", "gram", a path). Throws Error, naming the option and what it takes,
/// for anything else; numbers out of range are refused, not clamped.
void assign(const Option& option, Settings& settings, std::string_view text);

/// Throws Error, naming the option, if a value lies outside its hard range or is not finite.
void validate(const Settings& settings);

}  // namespace nst
