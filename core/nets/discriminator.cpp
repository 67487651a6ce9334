// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/discriminator.h"

#include "core/error.h"
#include "core/i18n.h"

#include <ATen/ATen.h>

#include <string>

namespace nst {
namespace {

constexpr std::int64_t kernel = 4;
constexpr std::size_t most_layers = 12;

}  // namespace

Discriminator::Discriminator(ConvolutionReader& tensors, double slope, int size) : slope_(slope) {
  std::int64_t channels = 3;
  std::int64_t side = size;
  for (std::string layer = "down0"; layers_.empty() || tensors.has(layer);
       layer = "down" + std::to_string(layers_.size())) {
    if (layers_.size() == most_layers || side < kernel) {
      throw Error(tr("nothing is left of a picture at layer “{}”", layer));
    }
    layers_.push_back(tensors.take(layer, channels, {kernel}));
    channels = layers_.back().outputs();
    side /= 2;
  }
  if (channels != 1) {
    throw Error(tr("the last layer of its discriminator has {} channels, not 1", channels));
  }
}

at::Tensor Discriminator::operator()(const at::Tensor& pictures) const {
  at::Tensor x = (2 * pictures - 1).contiguous(at::MemoryFormat::ChannelsLast);  // (N, 3, size, size)
  for (const Convolution& layer : layers_) {
    const bool last = &layer == &layers_.back();
    x = at::conv2d(x, layer.weight, layer.bias, last ? 1 : 2, last ? 0 : 1);  // (N, C, H / 2, W / 2)
    if (!last) {
      at::leaky_relu_(x, slope_);
    }
  }
  return x.mean({1, 2, 3});
}

}  // namespace nst
