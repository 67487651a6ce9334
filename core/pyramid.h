// SPDX-License-Identifier: GPL-3.0-or-later
//
// From coarse to fine: large shapes of the style are painted where they are small, details where they are large.
// Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/progress.h"
#include "core/settings.h"
#include "core/tensors.h"

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace nst {

/// The shorter side of everything that is painted or learned from, in px: the deepest features of a VGG-like encoder
/// need two positions in each direction.
inline constexpr int least_painted_side = 32;

/// The sizes of the pyramid in rising order: each side doubles from one to the next, the last is `finest`, and the
/// first has a longer side of at least 128 px, or is the only one. No shorter side is under `least_painted_side`.
std::vector<Size> pyramid(const Size& finest);

/// A style picture at full size with its mask, and its share of all styles.
struct FullStyle {
  at::Tensor picture;  ///< (1, 3, H, W)
  at::Tensor mask;     ///< (1, 1, H, W) or undefined
  double share;
};

struct Painting {
  at::Tensor content;             ///< (1, 3, H, W) at the finest size
  at::Tensor mask;                ///< (1, 1, H, W) in [0, 1], or undefined for everywhere
  std::vector<FullStyle> styles;  ///< of any size
  double style_side;              ///< longer side that the styles have at the finest size, in px
};

/// The painting at its finest size, (1, 3, H, W). Pixels with a mask of 0 are those of the content.
at::Tensor paint(const Encoder& encoder, const Painting& painting, const Settings& settings, const Progress& progress);

}  // namespace nst
