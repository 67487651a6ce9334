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

/// A squared distance >= 0, and its gradient with respect to the moments.
struct StyleDistance {
  double value;
  at::Tensor mean;    ///< (C)
  at::Tensor moment;  ///< (C, C), symmetric; undefined where only the mean counts
};

/// Squared distance between the moments of one layer and those of the style.
class StyleTerm {
 public:
  StyleTerm(Measure measure, const Statistics& target);

  StyleDistance operator()(const Statistics& current) const;

  /// Whether the second moments are needed.
  bool needs_products() const { return measure_ != Measure::sums; }

  /// Whether the distance is in units of the second moments squared; else in those of the features squared.
  bool quadratic() const { return measure_ == Measure::gram || measure_ == Measure::covariance; }

  /// What the distance is relative to: the squared norm of the target's matrix (gram, covariance), or the target's mean
  /// square, summed over the channels (the others). Never negative.
  double power() const { return power_; }

 private:
  /// A function of K, the covariance, and its gradient, (C, C), symmetric.
  struct Slope {
    double value;
    at::Tensor gradient;
  };

  /// ||Q - Q_s||^2 (Gatys et al. 2016, eq. 4).
  StyleDistance gram(const Statistics& current) const;

  /// ||K - K_s||^2: Gram matrices of centred features.
  Slope covariance_distance(const at::Tensor& matrix) const;

  /// ||d - d_s||^2 with the deviations d = sqrt(diag K); together with the mean (Li et al. 2017, "Demystifying Neural
  /// Style Transfer"; Huang and Belongie 2017).
  Slope deviation_distance(const at::Tensor& matrix) const;

  /// tr K + tr K_s - 2 tr (K_s^1/2 K K_s^1/2)^1/2; together with the mean the squared Wasserstein-2 distance of the two
  /// normal distributions (Olkin and Pukelsheim 1982; as a style loss in crowsonkb/style-transfer-pytorch).
  Slope overlap_distance(const at::Tensor& matrix) const;

  /// `distance` of the covariance as a function of the moments.
  StyleDistance of_covariance(const Statistics& current, Slope (StyleTerm::*distance)(const at::Tensor&) const) const;

  /// `rest` + ||m - m_s||^2; by itself that of guided sums (Gatys et al. 2017).
  StyleDistance with_mean(const Statistics& current, StyleDistance rest) const;

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
///   isotropic (d^2 + e^2)^1/2 - e in each cell of four pixels, d^2 half the sum over its four sides and the channels,
///             e = 0.01: Rudin, Osher and Fatemi 1992, their colors coupled as in Bresson and Chan 2008. `absolute`
///             finds a border that runs aslant 1.4 times as long as one along a row, and makes steps of it.
double add_variation(const at::Tensor& picture, Variation kind, double factor, at::Tensor& gradient);

}  // namespace nst
