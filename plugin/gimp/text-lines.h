// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arguments of several lines. Used where the lists of styles and of regions are read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nst::gimp {

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// The lines of `text` that are not empty, trimmed.
std::vector<std::string> split_lines(std::string_view text);

/// One below the other.
std::string joined_lines(std::span<const std::string> lines);

/// A name as it stands in a line.
std::string in_line(std::string name);

}  // namespace nst::gimp
