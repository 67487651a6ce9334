// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which swatches the words of `neural-style sample` mean, and what each is called.
#pragma once

#include "core/swatch-point.h"

#include <string>
#include <vector>

namespace nst::cli {

struct WantedSwatch {
  SwatchPoint point;
  std::string caption;  ///< on a sheet, a word (plugin/swatch-word.h) where it is short: "12", "12~3", "3+9@0.25"
  std::string name;     ///< in a file's name: "012", "12~03", "3-9-02"; sorts in the order of the swatches
};

// All throw Error, saying what to write, for texts that are no seeds (plugin/swatch-seeds.h).

/// One for each of `seeds`.
std::vector<WantedSwatch> swatches_of(const std::string& seeds);

/// `steps` on the way between two swatches, or `steps` lines of `steps` in the square between four.
std::vector<WantedSwatch> swatches_between(const std::string& seeds, int steps);

/// `count` variations of one swatch.
std::vector<WantedSwatch> swatches_near(const std::string& seed, double distance, int count);

}  // namespace nst::cli
