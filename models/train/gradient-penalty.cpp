// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/gradient-penalty.h"

#include <torch/autograd.h>

namespace nst::train {

at::Tensor squared_gradient(const std::function<at::Tensor(const at::Tensor&)>& critic, const at::Tensor& x) {
  const at::Tensor point = x.detach().clone().requires_grad_(true);
  const at::Tensor sum = critic(point).sum();
  const at::Tensor gradient =  // (N, 3, H, W)
      torch::autograd::grad({sum}, {point}, {}, /*retain_graph=*/true, /*create_graph=*/true).front();
  return gradient.square().flatten(1).sum(1);
}

}  // namespace nst::train
