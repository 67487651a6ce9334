// SPDX-License-Identifier: GPL-3.0-or-later
//
// How good a generator's samples are, by their features. All functions take one row a picture: (N, F), float64.
#pragma once

#include <ATen/core/Tensor.h>

namespace nst::train {

/// The Fréchet distance of two sets of pictures as if their features were normal distributions (Heusel et al. 2017,
/// "GANs trained by a two time-scale update rule converge to a local Nash equilibrium"):
///
///   d^2 = |m - m'|^2 + tr(C + C' - 2 (C^1/2 C' C^1/2)^1/2)
///
/// It grows when sets are small, so only distances of sets of equal size can be compared.
double frechet_distance(const at::Tensor& a, const at::Tensor& b);

/// The row of `among` that is nearest to each row of `of`, and how far it is, both (N).
struct Nearest {
  at::Tensor index;
  at::Tensor distance;
};
Nearest nearest(const at::Tensor& of, const at::Tensor& among);

/// Mean distance between two rows.
double diversity(const at::Tensor& rows);

}  // namespace nst::train
