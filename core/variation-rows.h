// SPDX-License-Identifier: GPL-3.0-or-later
//
// The squared variation of one row of pixels. Private to core/variation.
#pragma once

#include <cstdint>

namespace nst::rows {

/// A row of `count` values, 3 for each pixel, with the rows above and below it (null at the edges of the picture).
struct PixelRow {
  const float* above;
  const float* here;
  const float* below;
  std::int64_t count;
};

/// Adds to `gradient` what the row's pixels take part in: 2 straight (x - neighbour) for each of four neighbours, and
/// 2 diagonal (x - neighbour) for each of four others. Gives the weighted squares of the differences to the right and
/// downwards, so that all rows together count each pair once.
double add_variation_row(const PixelRow& row, float straight, float diagonal, float* gradient);

}  // namespace nst::rows
