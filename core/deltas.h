// SPDX-License-Identifier: GPL-3.0-or-later
//
// The differences between neighbours as pictures: they show the fine noise that a painting has more than its
// photograph, which is what smoothness (total variation) works against.
#pragma once

#include "core/image.h"

namespace nst {

/// Two pictures of the size of their original, R'G'B': mid grey where neighbours are alike, 0.5 + 2 (next - this)
/// elsewhere, clamped to [0, 1]. The last column, or row, has no next one and is mid grey.
struct Deltas {
  Image horizontal;
  Image vertical;
  double variation = 0;  ///< mean of |next - this| over the horizontal pairs, and that over the vertical ones, added
};

/// The differences within `picture` (three or four channels; an alpha channel is left out).
Deltas deltas(const Image& picture);

}  // namespace nst
