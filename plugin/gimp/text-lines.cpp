// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/text-lines.h"

#include <algorithm>

namespace nst::gimp {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const auto start = text.find_first_not_of(blanks);
  return start == std::string_view::npos ? std::string_view()
                                         : text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (const std::string_view line = trimmed(text.substr(start, end - start)); !line.empty()) {
      lines.emplace_back(line);
    }
    start = end + 1;
  }
  return lines;
}

std::string joined_lines(std::span<const std::string> lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() ? "" : "\n") + line;
  }
  return text;
}

std::string in_line(std::string name) {
  std::ranges::replace(name, '\n', ' ');
  return std::string(trimmed(name));
}

}  // namespace nst::gimp
