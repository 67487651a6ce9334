// SPDX-License-Identifier: GPL-3.0-or-later
//
// The length of a critic's gradient with respect to the picture, through which autograd finds the way back once more.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace nst::train {

/// |d critic(x) / dx|^2 of each picture, (N), for x (N, 3, H, W). Where single pictures count, the critic must treat
/// each by itself; a normalisation by batch mixes them a little (Mescheder et al. 2018 do without).
at::Tensor squared_gradient(const std::function<at::Tensor(const at::Tensor&)>& critic, const at::Tensor& x);

}  // namespace nst::train
