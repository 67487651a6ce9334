// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style sweep`: words in, one checked call for each picture out.
#pragma once

#include "plugin/cli/arguments.h"
#include "plugin/cli/vary.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace nst::cli {

/// One picture of a sweep.
struct Trial {
  std::vector<std::string> values;  ///< one for each variation
  Arguments arguments;              ///< its `output` is the sheet
};

struct SweepArguments {
  std::vector<Variation> variations;  ///< at least one
  std::vector<Trial> trials;          ///< the full grid; the last variation changes fastest
  std::filesystem::path output;       ///< the sheet
  std::filesystem::path table;        ///< empty: none
  std::filesystem::path keep;         ///< folder for the pictures; empty: none
  int cell = 320;                     ///< longer side of a picture on the sheet, in px
};

/// What `words` (without the program's name and "sweep") ask for: a sweep, or a text to print on stdout (the help).
/// Throws UsageError, also if the values of a trial are not what its options take.
std::variant<SweepArguments, std::string> parse_sweep(const std::vector<std::string>& words);

}  // namespace nst::cli
