// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style`: words in, a checked set of arguments out. Nothing is opened here; only whether a
// file called "a.png:2" exists is asked, to tell a name from a name with a weight.
#pragma once

#include "core/error.h"
#include "core/settings.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace nst::cli {

/// The command was called wrongly; what() says how.
class UsageError : public Error {
 public:
  using Error::Error;
};

struct StyleArgument {
  std::filesystem::path file;
  double weight = 1;
};

struct Arguments {
  std::filesystem::path content;
  std::vector<StyleArgument> styles;
  std::filesystem::path mask;  ///< empty: none
  std::filesystem::path output;
  int size = 0;  ///< long side of the result in pixels; 0: as the content
  Settings settings;
};

/// What `words` (without the program's name) ask for: a run, or a text to print on stdout (help or version).
/// Throws UsageError.
std::variant<Arguments, std::string> parse(const std::vector<std::string>& words);

}  // namespace nst::cli
