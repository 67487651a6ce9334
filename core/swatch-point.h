// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which swatch of a generator is meant: the one of a seed, a variation of another one, or what lies between two. What
// the latent space makes of it is in core/latent.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nst {

/// The largest seed of a swatch, and the largest number of a variation: what a spin button holds exactly and a user can
/// read out.
inline constexpr std::uint32_t largest_swatch_seed = 999'999'999;

/// How many seeds and variations one swatch may be made of.
inline constexpr std::size_t most_swatch_parts = 64;

/// How far a variation is unless it is said otherwise. Chosen by looking at sheets of all generators that are shipped:
/// at 0.2 landscapes are hardly told apart, at 0.4 the first motifs are lost. Part of what a word like 12~3 means: not
/// to be changed.
inline constexpr double usual_distance = 0.3;

/// The share of a blend unless it is said otherwise. Part of what a word like 3+9 means.
inline constexpr double half_way = 0.5;

/// A point of the latent space, told by seeds, so that it can be written down and found again.
struct SwatchPoint {
  std::uint32_t seed = 0;            ///< where `of` is empty; of a variation its number, which tells it from others
  std::vector<SwatchPoint> of = {};  ///< the one that it is a variation of, or the two that it blends
  double share = 0;                  ///< in [0, 1]: how far a variation is from its origin (1: nothing in common), or
                                     ///< a blend from the first towards the second

  bool operator==(const SwatchPoint&) const = default;
};

/// The `number`-th variation of `point`: a step towards a point of its own (core/latent.h).
SwatchPoint variation_of(SwatchPoint point, std::uint32_t number, double distance = usual_distance);

/// What lies between `first` and `second`.
SwatchPoint blend_of(SwatchPoint first, SwatchPoint second, double share = half_way);

/// Throws Error, saying what to do, for numbers and shares out of range, more than two points to blend, and more than
/// `most_swatch_parts` parts.
void require_valid(const SwatchPoint& point);

}  // namespace nst
