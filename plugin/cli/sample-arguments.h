// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style sample`: words in, the swatches to paint out. Nothing is opened here.
#pragma once

#include "core/generator.h"
#include "plugin/cli/wanted-swatches.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace nst::cli {

struct SampleArguments {
  std::string model;                   ///< the generator's id
  std::vector<WantedSwatch> swatches;  ///< one or more
  SwatchOptions options;
  int columns = 0;               ///< of the sheet; 0: a square
  int cell = 0;                  ///< side of a swatch on the sheet in px; 0: its own
  bool rank = false;             ///< best first, by the discriminator
  bool upscale = true;           ///< by the network made for it, where it is installed
  std::filesystem::path sheet;   ///< empty: none
  std::filesystem::path output;  ///< a folder, a file, or a file's name with {}; empty: none
};

/// What `words` (those behind "sample") ask for: swatches, or a text to print on stdout (the help). Throws UsageError.
std::variant<SampleArguments, std::string> parse_sample(const std::vector<std::string>& words);

}  // namespace nst::cli
