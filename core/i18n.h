// SPDX-License-Identifier: GPL-3.0-or-later
//
// Translation without GLib: translatable() marks a string in a table for xgettext, tr() looks one up in the catalogue
// that the host has bound to the domain "neural-style", format() fills in what the sentence is about.
#pragma once

#include <format>
#include <string>
#include <string_view>

namespace nst {

/// The gettext domain of the whole project.
inline constexpr const char* translation_domain = "neural-style";

/// Marks `text` for translation where it cannot be looked up yet (tables made at compile time).
consteval const char* translatable(const char* text) { return text; }

/// The translation of `text` in the user's language, or `text` itself.
const char* tr(const char* text);

/// The translation of `text` with its {} replaced by `arguments` (std::format's rules).
template <typename... Arguments>
std::string tr(const char* text, const Arguments&... arguments) {
  return std::vformat(tr(text), std::make_format_args(arguments...));
}

/// The translation of `one` or `many`, as the user's language wants it for `count`, with its {} replaced by `count`.
std::string tr_plural(const char* one, const char* many, long count);

/// A number that people read, with so many digits behind the decimal point, or comma, of the user's language. What
/// programs read, files and arguments, has a point everywhere.
std::string number_text(double number, int digits);

}  // namespace nst
