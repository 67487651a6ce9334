// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/enlargement.h"

#include "models/train/processes.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <string>
#include <vector>

namespace nst::train {
namespace {

const std::vector<std::string> feature_layers{"conv1_1", "conv2_1", "conv3_1"};

}  // namespace

at::Tensor enlarged_again(const at::Tensor& x, std::int64_t factor, double noise, const RowNumbers& random) {
  const std::int64_t small = x.size(2) / factor;
  const at::Tensor reduced = at::_upsample_bicubic2d_aa(x, {small, small}, /*align_corners=*/false);
  const at::Tensor noisy = reduced + noise * random.normal(reduced.sizes()).to(x.device());
  // As resize_picture() of the core enlarges swatches: the two bicubic functions have different kernels.
  return at::_upsample_bicubic2d_aa(noisy.clamp(0, 1), {x.size(2), x.size(3)}, /*align_corners=*/false);
}

at::Tensor feature_distance(const Encoder& encoder, const at::Tensor& y, const at::Tensor& x) {
  Features wanted;
  {
    const at::NoGradGuard no_grad;
    wanted = encoder.differentiable_features(x, feature_layers);
  }
  at::Tensor sum = at::zeros({}, y.options().dtype(at::kFloat));
  for (const auto& [layer, feature] : encoder.differentiable_features(y, feature_layers)) {
    const at::Tensor& target = wanted.at(layer);  // (N, C, H, W)
    sum = sum + (feature - target).square().mean() / mean_over_processes(target.square().mean());
  }
  return sum;
}

}  // namespace nst::train
