// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variation-rows.h"

#include "core/nets/row-kernel.h"

#include <initializer_list>

namespace nst::rows {
namespace {

constexpr std::int64_t pixel = 3;

/// The same as the loop below for a pixel at the left or right edge.
NST_INLINE float add_at_edge(const PixelRow& row, float straight, float diagonal, float* gradient, std::int64_t i) {
  const float x = row.here[i];
  float slope = 0;
  float value = 0;
  const auto add = [&](const float* neighbours, std::int64_t at, float weight, bool counted) NST_LAMBDA {
    if (neighbours != nullptr && at >= 0 && at < row.count) {
      const float difference = x - neighbours[at];
      slope += weight * difference;
      value += counted ? weight * difference * difference : 0;
    }
  };
  add(row.here, i - pixel, straight, false);
  add(row.here, i + pixel, straight, true);
  add(row.above, i, straight, false);
  add(row.below, i, straight, true);
  for (const std::int64_t side : {-pixel, pixel}) {
    add(row.above, i + side, diagonal, false);
    add(row.below, i + side, diagonal, true);
  }
  gradient[i] += 2 * slope;
  return value;
}

}  // namespace

NST_KERNEL double add_variation_row(const PixelRow& row, float straight, float diagonal, float* gradient) {
  const bool has_above = row.above != nullptr;
  const bool has_below = row.below != nullptr;
  const float* above = has_above ? row.above : row.here;  // what is not there has the weight 0
  const float* below = has_below ? row.below : row.here;
  const float* here = row.here;
  const float straight_above = has_above ? straight : 0;
  const float straight_below = has_below ? straight : 0;
  const float diagonal_above = has_above ? diagonal : 0;
  const float diagonal_below = has_below ? diagonal : 0;
  constexpr int lanes = 16;
  float sums[lanes] = {};
  std::int64_t i = pixel;
  for (; i + lanes <= row.count - pixel; i += lanes) {
    for (int lane = 0; lane < lanes; ++lane) {
      const std::int64_t at = i + lane;
      const float x = here[at];
      const float right = x - here[at + pixel];
      const float down = x - below[at];
      const float down_left = x - below[at - pixel];
      const float down_right = x - below[at + pixel];
      const float slope = straight * (right + (x - here[at - pixel])) + straight_below * down +
                          straight_above * (x - above[at]) + diagonal_below * (down_left + down_right) +
                          diagonal_above * ((x - above[at - pixel]) + (x - above[at + pixel]));
      gradient[at] += 2 * slope;
      sums[lane] += straight * right * right + straight_below * down * down +
                    diagonal_below * (down_left * down_left + down_right * down_right);
    }
  }
  double value = 0;
  for (const float sum : sums) {
    value += sum;
  }
  for (std::int64_t edge = 0; edge < pixel && edge < row.count; ++edge) {
    value += add_at_edge(row, straight, diagonal, gradient, edge);
  }
  for (; i < row.count; ++i) {
    value += add_at_edge(row, straight, diagonal, gradient, i);
  }
  return value;
}

}  // namespace nst::rows
