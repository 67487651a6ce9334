// SPDX-License-Identifier: GPL-3.0-or-later
//
// The argument "regions": parts of the picture with settings of their own, as text. Used where regions are read, by the
// page of the dialog that sets them, and by what a painted layer remembers. Knows nothing of GIMP.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nst::gimp {

/// The word for what no other region covers: the rest of the selection, or of the whole picture.
inline constexpr const char* rest_word = "selection";

/// As the options have that strength and protection multiply.
inline constexpr double largest_factor = 1e12;

/// Wider soft edges make no sense in any picture.
inline constexpr double widest_feather = 10000;

struct RegionLine {
  std::string mask;                      ///< a word of plugin/gimp/region-masks.h, or rest_word
  std::vector<std::string> styles = {};  ///< lines as in the argument "styles"; none: those of the picture
  double strength = 1;                   ///< times the picture's, from 0
  double feather = 0;                    ///< the radius of a blur of the mask in pixels of the layer, from 0
  double protection = 1;                 ///< how much closer it keeps to the photograph, from 0
  bool keep = false;                     ///< not painted

  bool operator==(const RegionLine&) const = default;
};

/// Reads one setting a line: "mask=WORD" begins a region, and what is said of it follows:
///
///   style=STYLE      a style of its own; there may be several
///   strength=NUMBER
///   feather=NUMBER
///   protection=NUMBER
///   keep
///
/// The first region is always the rest, as it is meant to be where nothing is said of it. Where masks overlap, later
/// regions lie over earlier ones. Throws Error, saying what to write, for anything else.
std::vector<RegionLine> parse_regions(std::string_view text);

/// The same as text, as short as it can be said; empty for nothing but the rest as it is meant to be.
std::string regions_text(const std::vector<RegionLine>& regions);

}  // namespace nst::gimp
