// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style`: words in, a checked set of arguments out. Nothing is opened here; only whether a
// file called "a.png:2" exists is asked, to tell a name from a name with a weight.
#pragma once

#include "core/error.h"
#include "core/settings.h"
#include "plugin/generated-style.h"

#include <filesystem>
#include <optional>
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
  std::filesystem::path file;  ///< empty: the style is generated or trained
  double weight = 1;
  std::filesystem::path mask = {};  ///< empty: everywhere
  std::optional<GeneratedStyle> generated = {};
  std::string trained = {};  ///< the id of a style with a network of its own; empty: it is none
};

struct RegionArgument {
  std::filesystem::path mask = {};  ///< empty: everywhere
  std::vector<StyleArgument> styles = {};
  double strength = 1;
  double content_weight = 1;
  bool keep = false;
};

struct Arguments {
  std::filesystem::path content;
  std::vector<RegionArgument> regions;  ///< one or more
  std::filesystem::path mask;           ///< empty: none
  std::filesystem::path detail;         ///< empty: none
  std::filesystem::path output;
  std::filesystem::path report;  ///< empty: none
  std::filesystem::path deltas;  ///< empty: none
  int size = 0;                  ///< long side of the result in pixels; 0: as the content
  bool estimate = false;         ///< tell what the run would take in place of running
  Settings settings;
  std::optional<double> steadiness = {};  ///< of a frame of a batch: how much of the last one's painting it keeps
};

/// What `words` (without the program's name) ask for: a run, or a text to print on stdout (help or version).
/// Throws UsageError.
std::variant<Arguments, std::string> parse(const std::vector<std::string>& words);

}  // namespace nst::cli
