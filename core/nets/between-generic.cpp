// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/between.h"
#include "core/nets/encoder.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

namespace nst::generic {
namespace {

constexpr std::array<std::int64_t, 4> one_pixel{1, 1, 1, 1};

at::Tensor constants(const std::array<double, 3>& values, const at::Tensor& like) {
  return at::tensor({values[0], values[1], values[2]}, like.options().dtype(at::kFloat)).view({1, 3, 1, 1});
}

/// From the values after ReLU to the next input.
at::Tensor pool_and_pad(const at::Tensor& values, const Stage& stage) {
  const at::Tensor x = stage.pooling ? pool(values, stage.pooling->kind) * stage.pooling->factor : values;
  return at::reflection_pad2d(x, one_pixel);
}

}  // namespace

at::Tensor advance(at::Tensor y, const Stage& stage, Trace* trace) {
  y.relu_();
  if (trace != nullptr) {
    trace->values = y;
  }
  return stage.last ? at::Tensor() : pool_and_pad(y, stage).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor retreat(const at::Tensor& g, const at::Tensor& inject, const Stage& stage, const Trace& trace) {
  at::Tensor gradient = inject;  // (1, C, H, W)
  if (g.defined()) {
    const at::AutoGradMode with_gradients(true);
    const at::Tensor values = trace.values.detach().requires_grad_(true);
    const at::Tensor through = torch::autograd::grad({pool_and_pad(values, stage)}, {values}, {g}).front();
    const at::NoGradGuard no_grad;
    gradient = inject.defined() ? through + inject : through;
  }
  return at::threshold_backward(gradient, trace.values, 0).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor enter(const at::Tensor& picture, const std::array<double, 3>& mean, const std::array<double, 3>& deviation,
                 at::ScalarType type) {
  const at::Tensor x = (picture - constants(mean, picture)) / constants(deviation, picture);
  return at::reflection_pad2d(x, one_pixel).to(type).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor leave(const at::Tensor& g, const std::array<double, 3>& deviation) {
  const at::Tensor inner = g.to(at::kFloat).slice(2, 1, -1).slice(3, 1, -1);
  const at::Tensor folded = at::reflection_pad2d_backward(g.to(at::kFloat), at::empty_like(inner), one_pixel);
  return (folded / constants(deviation, g)).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace nst::generic
