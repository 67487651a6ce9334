// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/guidance.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst {
namespace {

// Less than this share of one position is no region to speak of, and dividing by it would blow up rounding errors.
constexpr double smallest_area = 1e-3;

/// The largest of x, (1, 1, H, W) >= 0, and its neighbours up to one position away.
at::Tensor widened(const at::Tensor& x) { return at::max_pool2d(x, {3, 3}, {1, 1}, {1, 1}); }

/// What an encoder's 2 x 2 pooling sees of x, (1, 1, H, W). A pooling with overlapping windows sees a row and a column
/// more.
at::Tensor pooled(const at::Tensor& x, bool overlapping) {
  return overlapping ? at::max_pool2d(at::constant_pad_nd(x, {0, 1, 0, 1}), {3, 3}, {2, 2}) : at::max_pool2d(x, {2, 2});
}

Guides by_average(const at::Tensor& mask, const Encoder& encoder) {
  Guides guides;
  at::Tensor guide = mask;
  for (const std::string& layer : encoder.description().layers) {
    guide = layer == "pool" ? at::avg_pool2d(guide, {2, 2}) : guide;
    guides[layer] = guide;
  }
  return guides;
}

Guides by_windows(const at::Tensor& mask, const Encoder& encoder) {
  const bool overlapping = encoder.pooling() == Pooling::blurred_max;
  Guides guides;
  at::Tensor guide = mask;
  for (const std::string& layer : encoder.description().layers) {
    guide = layer == "pool" ? pooled(guide, overlapping) : widened(guide);
    guides[layer] = guide;
  }
  return guides;
}

Guides propagate_everywhere(const at::Tensor& mask, const Encoder& encoder, Propagation mode) {
  switch (mode) {
    case Propagation::all:
      return by_windows(mask, encoder);
    case Propagation::inside: {
      Guides guides = by_windows(1 - mask, encoder);
      for (auto& [layer, guide] : guides) {
        guide = 1 - guide;
      }
      return guides;
    }
    case Propagation::simple:
      break;
  }
  return by_average(mask, encoder);
}

}  // namespace

Guides propagate(const at::Tensor& mask, const Encoder& encoder, std::span<const std::string> layers,
                 Propagation mode) {
  Guides guides;
  const Guides all = mask.defined() ? propagate_everywhere(mask, encoder, mode) : Guides();
  for (const std::string& layer : layers) {
    if (!mask.defined()) {
      guides[layer] = at::Tensor();
    } else if (all.at(layer).sum().item<double>() > smallest_area) {
      guides[layer] = all.at(layer);
    }
  }
  return guides;
}

}  // namespace nst
