// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/pass.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace nst {
namespace {

at::Tensor channels_last(const at::Tensor& x) { return x.contiguous(at::MemoryFormat::ChannelsLast); }

}  // namespace

Pass::Pass(std::shared_ptr<const Network> network, const at::Tensor& picture, std::span<const std::string> taps,
           bool keep, std::function<void()> step)
    : network_(std::move(network)), step_(std::move(step)) {
  const at::NoGradGuard no_grad;
  std::copy_n(picture.sizes().begin(), 4, picture_sizes_.begin());
  const auto is_tapped = [&](const Network::Layer& layer) { return std::ranges::find(taps, layer.name) != taps.end(); };
  const auto& layers = network_->layers;
  const auto count =
      static_cast<std::size_t>(std::ranges::find_if(layers.rbegin(), layers.rend(), is_tapped).base() - layers.begin());
  at::Tensor x = enter(picture, network_->mean, network_->deviation, network_->type);  // padded
  for (std::size_t i = 0; i < count; ++i) {
    if (step_) {
      step_();
    }
    const Network::Layer& layer = layers[i];
    Step done{.stage = {layer.pooling, is_tapped(layer), i + 1 == count}, .trace = {}};
    at::Tensor y = channels_last(at::conv2d(x, layer.weight, layer.bias));  // (1, C, H, W)
    x = advance(y, done.stage, keep ? &done.trace : nullptr);
    if (done.stage.tapped) {
      features_[layer.name] = std::move(y);
    }
    if (keep) {
      steps_.push_back(std::move(done));
    }
  }
}

at::Tensor Pass::backward(std::map<std::string, at::Tensor> gradients) && {
  assert(std::ranges::all_of(gradients, [&](const auto& entry) { return features_.contains(entry.first); }));
  const at::NoGradGuard no_grad;
  at::Tensor g;  // (1, C, H + 2, W + 2): of a convolution's padded input
  for (std::size_t i = steps_.size(); i-- > 0;) {
    const Network::Layer& layer = network_->layers[i];
    Step done = std::move(steps_[i]);
    const auto found = gradients.find(layer.name);
    const at::Tensor inject = found == gradients.end() ? at::Tensor() : channels_last(found->second);
    if (!g.defined() && !inject.defined()) {
      continue;  // deeper than all that a gradient was given for
    }
    if (step_) {
      step_();
    }
    const at::Tensor at_convolution = retreat(std::move(g), inject, done.stage, done.trace);  // (1, C, H, W)
    // A convolution's gradient is a convolution with the mirrored kernel; 2 pixels of zeros give it its input's size.
    g = channels_last(at::conv2d(at_convolution, layer.weight_back, {}, 1, 2));
    gradients.erase(layer.name);
  }
  if (!g.defined()) {
    return at::zeros(picture_sizes_, network_->layers.front().weight.options().dtype(at::kFloat))
        .contiguous(at::MemoryFormat::ChannelsLast);
  }
  return leave(std::move(g), network_->deviation);
}

}  // namespace nst
