// SPDX-License-Identifier: GPL-3.0-or-later
//
// The direction of L-BFGS on pictures. Private to the optimisers.
#pragma once

#include "core/tensors.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace nst {

/// What L-BFGS remembers, in `slots`:
///   s, y             (K, 3, H, W): the last K steps and the changes of the gradient along them
///   pairs            (1): how many there have been in all; pair i lies in row i modulo K, once there are K
///   sy, yy           (K, K) float64: the inner products s_i y_j and y_i y_j of these rows
///   step, gradient   (1, 3, H, W): the last step and the gradient before it
/// `history` is the largest K.
///
/// The next step from `gradient`, (1, 3, H, W) channels-last: minus the inverse Hessian times the gradient, by the two
/// loops of Nocedal 1980. These are run on the inner products of all vectors (Chen et al. 2014, "Large-scale L-BFGS
/// using MapReduce"), so that the pairs are read twice a step, and not each of them twice.
at::Tensor l_bfgs_step(std::map<std::string, at::Tensor>& slots, const at::Tensor& gradient, int history);

/// Resamples what is remembered. A gradient of a mean over the pixels falls as their number rises.
void resample_l_bfgs(std::map<std::string, at::Tensor>& slots, const Size& size);

}  // namespace nst
