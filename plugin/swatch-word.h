// SPDX-License-Identifier: GPL-3.0-or-later
//
// A swatch in one word, as users write it: "12", "12~3", "3+9". Used by the lists of seeds and by both hosts.
#pragma once

#include "core/swatch-point.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace nst {

/// One swatch, or those that differ only in the number: of the seed, or of the variation.
struct SwatchRange {
  SwatchPoint first;
  std::uint32_t last = 0;  ///< its number; not below that of the first

  bool operator==(const SwatchRange&) const = default;
};

/// Reads a word, in which spaces do not count:
///
///   12          the swatch of a seed, a whole number up to largest_swatch_seed
///   12~3        the third variation of it; 12~3~5 is the fifth of that one
///   12~3@0.5    further away: 0 is 12 itself, 1 has nothing in common with it; usual_distance without it
///   3+9         half way from 3 to 9
///   3+9@0.25    a quarter of the way
///   {3+9}~2     braces hold together what belongs together
///   0-7         a range of seeds
///   12~1-8      a range of variations, 12~1-8@0.5 of distant ones
///
/// Behind "+", "@" is the share of the blend: a variation there has the usual distance, or braces. None of the signs
/// means anything to shells inside a word (but ~ to zsh with EXTENDED_GLOB), to style words or to lists of seeds.
/// Throws Error, saying what to write, for anything else, and for a range that runs backwards.
SwatchRange parse_swatch_range(std::string_view word);

/// The shortest word that is read back as the same swatch, or range.
std::string swatch_text(const SwatchPoint& point);
std::string swatch_text(const SwatchRange& range);

/// `text`, words or a list of them, cut off where it is too long for a label.
std::string shortened(const std::string& text);

}  // namespace nst
