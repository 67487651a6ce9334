// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weights mean nothing without the formula that they stand in front of, and every paper and program has its own. Here
// are the units of the five that are in use, so that a published weight can be used as it was published. Private to the
// core.
//
// Notation: at a layer with C channels, M positions and stride s, F are the features, P those of the content, Q the
// moments F F^T / M and Q_s those of the style.
//
//   convention     pixels     content              style                        variation
//   relative       any        mean (F-P)^2         |Q - Q_s|^2 / |Q_s|^2        mean over positions
//                             / mean P^2
//   gatys          0…255      1/2 sum (F-P)^2      |Q - Q_s|^2 / (4 C^2)        none; as neural-style's
//   keras          0…255      sum (F-P)^2          |Q - Q_s|^2 / (36 s^4)       sum over positions
//   pytorch        (x-m)/d    mean (F-P)^2         |Q - Q_s|^2 / C^4            none; a sum
//   neural-style   0…255      mean (F-P)^2         |Q - Q_s|^2 / C^4            sum over positions
//   control        0…255      mean (F-P)^2         |Q - Q_s|^2 / C^4            none; as neural-style's
//
// Sources: Gatys, Ecker and Bethge 2015, eq. 1 to 5; the Keras example "neural_style_transfer", whose style term
// divides by (2 * 3 * rows * columns)^2 of the picture, whatever the layer; the PyTorch tutorial "Neural Transfer Using
// PyTorch"; jcjohnson/neural-style and neural-style-pt; Gatys et al. 2017, whose published code divides a weight of
// 1000 by C^2 and its matrices by C. gatys, keras and relative take the mean over the style layers, the others the sum.
//
// The other measures of style (covariance: the same units as Q; Wasserstein and moments: those of F^2) were never
// published in these conventions: covariance takes the factor of Q, the other two 1 / C, as crowsonkb's program has it.
#pragma once

#include "core/settings.h"

#include <cstdint>

namespace nst {

/// What a convention needs to know of a layer.
struct LayerShape {
  std::int64_t channels;
  std::int64_t positions;  ///< of the working picture
  int stride;              ///< pixels of the picture per position
};

/// What stands in front of the terms besides their weights: 1 in published conventions, and for `relative` the balance
/// that makes weights of 1, 1 and 1 the look that most pictures want.
struct Balance {
  double content = 1;
  double style = 1;
  double variation = 1;
};
Balance balance(Convention convention, StyleLoss loss);

/// The factor in front of sum (F-P)^2 over channels and positions. `power` is sum P^2 over both.
double content_factor(Convention convention, const LayerShape& shape, double power);

/// The factor in front of the squared distance of the style, before the layers are added. `quadratic`: in units of Q^2,
/// not of F^2. `power` is the target's own: |Q_s|^2, |K_s|^2, or tr Q_s for the measures in units of F^2.
double style_factor(Convention convention, bool quadratic, const LayerShape& shape, double power);

/// Whether layers share the weight (mean) or each has all of it (sum).
bool shares_weight(Convention convention);

/// The factor in front of the sum over `pixels` positions of what Variation measures on values from 0 to 1. `isotropic`
/// measures the length of borders, which grows with the picture's side where the number of pixels grows with its
/// square: in `relative` units it is divided by the side, so that areas of the same share of the picture are flattened
/// at every size.
double variation_factor(Convention convention, Variation variation, std::int64_t pixels);

/// By how much features have to be multiplied to be those of the convention: it fixes the range of the pixels that the
/// network is fed with, 0 to 255 or unit deviation, while `deviation` is what this one's pixels are divided by (the
/// mean of three). 1 for `relative`, which does not care.
double feature_scale(Convention convention, double deviation);

}  // namespace nst
