// SPDX-License-Identifier: GPL-3.0-or-later
//
// Differentiable augmentation (Zhao et al. 2020, "Differentiable augmentation for data-efficient GAN training"): real
// and painted pictures are changed in the same ways before the discriminator sees them, and the gradient goes back
// through the change. With a few thousand pictures the discriminator otherwise learns them by heart.
#pragma once

#include "models/train/row-numbers.h"

#include <ATen/core/Tensor.h>

namespace nst::train {

struct DiffAugment {
  bool colour = true;  ///< brightness by ±0.5, saturation by 0 to 2, contrast by 0.5 to 1.5
  bool shift = true;   ///< by up to an eighth of the side; the uncovered edge is 0
  bool cutout = true;  ///< a square of half the side is made 0
};

/// x, (N, 3, H, W) in [-1, 1], every picture changed by random numbers of its own.
at::Tensor augmented(at::Tensor x, const DiffAugment& kinds, const RowNumbers& random);

}  // namespace nst::train
