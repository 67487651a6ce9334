// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a style is to the optimisation: the moments of the features of one layer. Private to the core.
#pragma once

#include "core/moments.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace nst {

/// Moments of C channels over the positions of a layer. A guide (1, 1, H, W) enters as w = guide / sum(guide), which is
/// T^2 of guided Gram matrices (Gatys et al. 2017, "Controlling Perceptual Factors") with T = sqrt(alpha): the moments
/// of complementary soft masks, weighted by their areas, add up to those of the whole.
struct Statistics {
  at::Tensor mean;    ///< m = sum_i w_i f_i, (C)
  at::Tensor moment;  ///< Q = sum_i w_i f_i f_i^T, (C, C), not centred: with equal weights the Gram matrix F F^T / M
};

/// The moments of a picture, a region or a style at each layer where it shows something.
using LayerStatistics = std::map<std::string, Statistics>;

/// The sums of a layer's features divided by their mass, which must not be zero. Without products there is no moment.
/// On the processor, wherever the sums are: the matrices are small, and their eigenvalues are found there.
Statistics statistics(const Moments& moments);

/// Those of feature, (1, C, H, W), under guide, (1, 1, H, W), not negative and its sum not zero, or undefined for
/// everywhere.
Statistics statistics(const at::Tensor& feature, const at::Tensor& guide = {});

/// Moves `total` (empty at first) towards `part` by `share` on both moments. This is how several styles become one
/// target: for Gram losses the mean of the losses and the loss to the mean differ by a constant only.
void blend(Statistics& total, const Statistics& part, double share);

/// Q - m m^T with a small ridge, symmetric and positive definite, (C, C).
at::Tensor covariance(const Statistics& statistics);

/// The symmetric square root of a positive definite matrix, (C, C).
at::Tensor square_root(const at::Tensor& matrix);

}  // namespace nst
