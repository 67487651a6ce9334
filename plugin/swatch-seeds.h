// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists of seeds as users write them, "7,12,19" or "0-7" or "7*2,12~3": which swatches of a generator are meant, and
// how much each counts. Used by both hosts.
#pragma once

#include "core/swatch-point.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nst {

struct SwatchShare {
  SwatchPoint point;
  double weight = 1;  ///< relative to the others of its list

  bool operator==(const SwatchShare&) const = default;
};

/// Reads a list whose entries are parted by commas, with spaces as one likes:
///
///   SWATCH      7, 12~3, 3+9   a word of plugin/swatch-word.h
///   RANGE       0-7, 12~1-8    all of these
///   …*WEIGHT    7*2            counts double
///
/// Throws Error, saying what to write, for an empty list, anything else in it, a swatch that comes twice and more than
/// `most` swatches.
std::vector<SwatchShare> parse_seeds(std::string_view text, std::size_t most);

/// The same list as a text that parse_seeds() reads back, neighbours of one weight as a range.
std::string seeds_text(std::span<const SwatchShare> swatches);

}  // namespace nst
