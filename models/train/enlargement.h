// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an upscaler has to mend, and how well it did: pictures that were reduced and enlarged again, and the distance of
// the mended ones from those that they were. Used by the training and by the measures.
#pragma once

#include "core/nets/encoder.h"
#include "models/train/row-numbers.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace nst::train {

/// x, (N, 3, S, S) in [0, 1], reduced by `factor`, with noise of the deviation `noise`, and enlarged again as the core
/// enlarges swatches.
at::Tensor enlarged_again(const at::Tensor& x, std::int64_t factor, double noise, const RowNumbers& random);

/// sum_l mean (F_l(y) - F_l(x))^2 / mean F_l(x)^2 over conv1_1, conv2_1 and conv3_1 of `encoder`, which is prepared:
/// 0 the same, 3 nothing in common; y and x, (N, 3, S, S) in [0, 1]. The gradient goes to y. Several processes divide
/// by the mean over the rows of all.
at::Tensor feature_distance(const Encoder& encoder, const at::Tensor& y, const at::Tensor& x);

}  // namespace nst::train
