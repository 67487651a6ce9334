// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/guidance.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst {
namespace {

// Less than this share of one position is no region to speak of, and dividing by it would blow up rounding errors.
constexpr double smallest_area = 1e-3;

}  // namespace

Guides propagate(const at::Tensor& mask, const EncoderDescription& encoder, std::span<const std::string> layers) {
  Guides guides;
  at::Tensor guide = mask;
  for (const std::string& layer : encoder.layers) {
    if (layer == "pool" && guide.defined()) {
      guide = pool(guide, Pooling::average);
    }
    if (std::ranges::find(layers, layer) == layers.end()) {
      continue;
    }
    if (!guide.defined() || guide.sum().item<double>() > smallest_area) {
      guides[layer] = guide;
    }
  }
  return guides;
}

}  // namespace nst
