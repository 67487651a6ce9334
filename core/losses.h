// SPDX-License-Identifier: GPL-3.0-or-later
//
// The terms of the objective as pure functions, and the style term as an object that holds its target. Factors and
// weights are in front of them: core/conventions.h. Private to the core.
#pragma once

#include "core/settings.h"
#include "core/statistics.h"

#include <ATen/core/Tensor.h>

namespace nst {

/// How a layer is compared. `sums`, the mean alone, is for regions in their cheaper form.
enum class Measure { wasserstein, gram, covariance, moments, sums };

Measure measure_of(StyleLoss loss);

/// Squared distance between the moments of one layer and those of the style, () >= 0, differentiable.
class StyleTerm {
 public:
  StyleTerm(Measure measure, const Statistics& target);

  at::Tensor operator()(const Statistics& current) const;

  /// Whether the second moments are needed.
  bool needs_products() const { return measure_ != Measure::sums; }

  /// Whether the distance is in units of the second moments squared; else in those of the features squared.
  bool quadratic() const { return measure_ == Measure::gram || measure_ == Measure::covariance; }

  /// What the distance is relative to: the squared norm of the target's matrix (gram, covariance), or the target's mean
  /// square, summed over the channels (the others). Never negative.
  double power() const { return power_; }

 private:
  /// ||Q - Q_s||^2 (Gatys et al. 2016, eq. 4).
  at::Tensor gram(const Statistics& current) const;

  /// ||K - K_s||^2: Gram matrices of centred features.
  at::Tensor covariance_distance(const Statistics& current) const;

  /// ||m - m_s||^2 (Gatys et al. 2017, guided sums).
  at::Tensor sums(const Statistics& current) const;

  /// ||m - m_s||^2 + ||d - d_s||^2 with the deviations d = sqrt(diag K) (Li et al. 2017, "Demystifying Neural Style
  /// Transfer"; Huang and Belongie 2017).
  at::Tensor moments(const Statistics& current) const;

  /// ||m - m_s||^2 + tr K + tr K_s - 2 tr (K_s^1/2 K K_s^1/2)^1/2: the squared Wasserstein-2 distance of the two normal
  /// distributions (Olkin and Pukelsheim 1982; as a style loss in crowsonkb/style-transfer-pytorch).
  at::Tensor wasserstein(const Statistics& current) const;

  Measure measure_;
  Statistics target_;
  at::Tensor covariance_;  // K_s, (C, C)
  at::Tensor root_;        // K_s^1/2, (C, C)
  at::Tensor trace_;       // tr K_s, ()
  at::Tensor deviation_;   // d_s, (C)
  double power_;
};

/// The variation of picture, (1, 3, H, W), in [0, 1], as a sum over its positions, and its gradient, added to
/// `gradient` with `factor`. Differences of neighbours d, at the right and bottom edge 0:
///   squared   (dx^2 + dy^2) / 3 + (the two diagonals' squares) / 12, averaged over the channels
///   absolute  |dx| + |dy|, summed over the channels
///   keras     (dx^2 + dy^2)^1.25, summed over the channels
double add_variation(const at::Tensor& picture, Variation kind, double factor, at::Tensor& gradient);

}  // namespace nst
