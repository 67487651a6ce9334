// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swatch-point.h"

#include "core/error.h"
#include "core/i18n.h"

#include <utility>

namespace nst {
namespace {

void require_numbers(const SwatchPoint& point) {
  constexpr std::size_t most_points = 2;
  if (point.of.size() > most_points) {
    throw Error(
        tr("A swatch lies between two others, not {}. Blend two, and the result with the next one.", point.of.size()));
  }
  if (point.seed > largest_swatch_seed) {
    throw Error(tr("The seed {} is too large. Choose one from 0 to {}.", point.seed, largest_swatch_seed));
  }
  if (!(point.share >= 0 && point.share <= 1)) {  // true for NaN
    throw Error(point.of.size() == 1 ? tr("The distance of a variation is not from 0 to 1. Choose another.")
                                     : tr("The place of a swatch between others is not from 0 to 1. Choose another."));
  }
  for (const SwatchPoint& part : point.of) {
    require_numbers(part);
  }
}

/// Of how many seeds and variations a point is made.
std::size_t parts_of(const SwatchPoint& point) {
  std::size_t parts = point.of.size() == 2 ? 0 : 1;
  for (const SwatchPoint& part : point.of) {
    parts += parts_of(part);
  }
  return parts;
}

}  // namespace

SwatchPoint variation_of(SwatchPoint point, std::uint32_t number, double distance) {
  SwatchPoint variation{.seed = number, .share = distance};
  variation.of.push_back(std::move(point));
  return variation;
}

SwatchPoint blend_of(SwatchPoint first, SwatchPoint second, double share) {
  SwatchPoint blend{.share = share};
  blend.of.reserve(2);
  blend.of.push_back(std::move(first));
  blend.of.push_back(std::move(second));
  return blend;
}

void require_valid(const SwatchPoint& point) {
  require_numbers(point);
  if (parts_of(point) > most_swatch_parts) {
    throw Error(tr("A swatch cannot be made of more than {} others. Take a simpler one.", most_swatch_parts));
  }
}

}  // namespace nst
