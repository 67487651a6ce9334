// SPDX-License-Identifier: GPL-3.0-or-later
//
// The terms of the objective as pure functions, and the style term as an object that holds its target. All of them are
// relative to the power of their target, so that their weights mean the same for every encoder. Private to the core.
#pragma once

#include "core/settings.h"
#include "core/statistics.h"

#include <ATen/core/Tensor.h>

namespace nst {

/// Distance between the moments of one layer and those of the style, () >= 0, differentiable.
class StyleTerm {
 public:
  StyleTerm(StyleLoss kind, const Statistics& target);

  at::Tensor operator()(const Statistics& current) const;

 private:
  /// ||Q - Q_s||^2 / ||Q_s||^2 (Gatys et al. 2016, eq. 4; there sums with 1 / 4 C^2 M^2 in place of the power).
  at::Tensor gram(const Statistics& current) const;

  /// (||m - m_s||^2 + tr K + tr K_s - 2 tr (K_s^1/2 K K_s^1/2)^1/2) / tr Q_s: the squared Wasserstein-2 distance of
  /// the two normal distributions (Olkin and Pukelsheim 1982; as a style loss in crowsonkb/style-transfer-pytorch).
  at::Tensor wasserstein(const Statistics& current) const;

  StyleLoss kind_;
  Statistics target_;
  at::Tensor root_;   // K_s^1/2, (C, C)
  at::Tensor trace_;  // tr K_s, ()
  at::Tensor power_;  // ||Q_s||^2 or tr Q_s, ()
};

/// Mean squared difference of the features relative to the target's mean square (Gatys et al. 2016, eq. 1, there half
/// the sum). feature, target: (1, C, H, W); guide as in statistics().
at::Tensor content_loss(const at::Tensor& feature, const at::Tensor& target, const at::Tensor& guide);

/// Mean squared difference of neighbours of picture, (1, 3, H, W), horizontally, vertically and (half) diagonally.
/// A mean, so that its weight holds for every size.
at::Tensor total_variation(const at::Tensor& picture);

}  // namespace nst
