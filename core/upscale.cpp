// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/upscale.h"

#include "core/tensors.h"

#include <ATen/ATen.h>
#include <torch/utils.h>

namespace nst {
namespace {

// Windows of 5 x 5 px of the small picture: wide enough for a stable regression, narrow enough to follow an edge.
constexpr std::int64_t radius = 2;
// Contrasts below about 2 % are noise, not edges.
constexpr double smallest_variance = 4e-4;

at::Tensor box_mean(const at::Tensor& x) {
  return at::avg_pool2d(at::replication_pad2d(x, {radius, radius, radius, radius}), {2 * radius + 1, 2 * radius + 1},
                        {1, 1});
}

/// x, (1, C, H, W), without what alternates from pixel to pixel: pooling by two leaves a faint lattice of that period,
/// which nobody sees at the painting's own size, but enlarged it would lie over the picture like a weave.
/// The taps are -1 4 10 4 -1 over 16: nothing is left of the period of two pixels, a quarter is lost of that of four.
at::Tensor without_lattice(const at::Tensor& x) {
  const at::Tensor taps = at::tensor({-1.0, 4.0, 10.0, 4.0, -1.0}, x.options()) / 16;
  const std::int64_t channels = x.size(1);
  const auto filter = [&](const at::Tensor& padded, at::IntArrayRef shape) {
    return at::conv2d(padded, taps.view(shape).expand({channels, 1, shape[2], shape[3]}), {}, 1, at::IntArrayRef{0, 0},
                      1, channels);
  };
  const at::Tensor across = filter(at::replication_pad2d(x, {2, 2, 0, 0}), {1, 1, 1, 5});
  return filter(at::replication_pad2d(across, {0, 0, 2, 2}), {1, 1, 5, 1}).clamp_(0, 1);
}

at::Tensor luminance(const at::Tensor& picture) {
  const at::Tensor weights = at::tensor({0.299, 0.587, 0.114}, picture.options()).view({1, 3, 1, 1});
  return (picture * weights).sum(1, /*keepdim=*/true);  // (1, 1, H, W)
}

/// The regression a of `upscale`, (1, 1, h, w).
at::Tensor gain(const at::Tensor& painting, const at::Tensor& content) {
  const at::Tensor p = luminance(painting);
  const at::Tensor c = luminance(content);
  const at::Tensor mean = box_mean(c);
  const at::Tensor covariance = box_mean(p * c) - box_mean(p) * mean;
  const at::Tensor variance = box_mean(c * c) - mean * mean;
  return (covariance / (variance + smallest_variance)).clamp_(0, 1);
}

}  // namespace

at::Tensor upscale(const at::Tensor& painting, const at::Tensor& content) {
  const Size size = size_of(content);
  if (size_of(painting) == size) {
    return painting;
  }
  const torch::NoGradGuard no_grad;
  const at::Tensor small = resize_picture(content, size_of(painting));
  at::Tensor detail = resize_picture(small, size).neg_().add_(content);
  detail.mul_(resize_mask(gain(painting, small), size));
  const at::Tensor smooth = without_lattice(painting);
  for (std::int64_t channel = 0; channel < detail.size(1); ++channel) {  // one by one: a third of the memory
    detail.narrow(1, channel, 1).add_(resize_picture(smooth.narrow(1, channel, 1), size));
  }
  return detail.clamp_(0, 1);
}

}  // namespace nst
