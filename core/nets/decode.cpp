// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/decoder.h"
#include "core/nets/upward.h"

#include <ATen/ATen.h>

#include <vector>

namespace nst {
namespace {

at::Tensor channels_last(const at::Tensor& x) { return x.contiguous(at::MemoryFormat::ChannelsLast); }

/// The scales and shifts of a Modulation, layer by layer.
class Modulated {
 public:
  Modulated(const Modulation& modulation, const std::function<void()>& step) : modulation_(modulation), step_(step) {}

  /// One style for all can become a part of the weights.
  bool is_one_style() const { return modulation_.masks.empty() && modulation_.values.size(0) == 1; }

  /// The next layer with its only style in its weights.
  Convolution folded(const Convolution& layer) {
    const auto [scale, shift] = next(layer);
    return {layer.weight * scale.view({-1, 1, 1, 1}).to(layer.weight.scalar_type()),
            (layer.bias * scale.view(-1) + shift.view(-1)).to(layer.bias.scalar_type())};
  }

  /// layer(x) with one pixel of reflection, modulated. x: (N, C_in, H, W).
  at::Tensor operator()(const at::Tensor& x, const Convolution& layer, std::size_t stage) {
    const at::Tensor padded = at::reflection_pad2d(x, {1, 1, 1, 1});
    if (is_one_style()) {
      const Convolution own = folded(layer);
      return at::conv2d(padded, own.weight, own.bias);
    }
    const auto [scale, shift] = next(layer);
    const std::int64_t channels = layer.outputs();
    const at::Tensor y = at::conv2d(padded, layer.weight, layer.bias);  // (N, C, H, W)
    if (modulation_.masks.empty()) {
      return y * scale.view({-1, channels, 1, 1}) + shift.view({-1, channels, 1, 1});
    }
    const at::Tensor& mask = modulation_.masks[stage];   // (1, R, H, W)
    const auto spread = [&](const at::Tensor& values) {  // (R, C) -> (1, C, H, W)
      return at::conv2d(mask, values.t().to(mask.scalar_type()).unsqueeze(2).unsqueeze(3));
    };
    return y * spread(scale) + spread(shift);
  }

 private:
  struct Values {
    at::Tensor scale;  // (R, C)
    at::Tensor shift;  // (R, C)
  };

  Values next(const Convolution& layer) {
    if (step_) {
      step_();
    }
    const std::int64_t channels = layer.outputs();
    const Values values{modulation_.values.narrow(1, next_, channels) + 1,
                        modulation_.values.narrow(1, next_ + channels, channels)};
    next_ += 2 * channels;
    return values;
  }

  const Modulation& modulation_;
  const std::function<void()>& step_;
  std::int64_t next_ = 0;
};

/// decode() for all devices, batches, several styles, and gradients.
at::Tensor decode_any(const DecoderLayers& layers, std::span<const at::Tensor> inputs, Modulated run) {
  at::Tensor x;
  for (std::size_t stage = 0; stage < layers.stages.size(); ++stage) {
    if (x.defined()) {
      x = at::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});  // (N, C, H_s, W_s)
    }
    if (stage < inputs.size()) {
      x = x.defined() ? at::cat({x, inputs[stage].to(x.scalar_type())}, 1) : inputs[stage];
    }
    const DecoderLayers::Stage& here = layers.stages[stage];
    x = run(x, here.merge, stage).relu();
    for (const std::array<Convolution, 2>& block : here.blocks) {
      x = x + run(run(x, block[0], stage).relu(), block[1], stage);
    }
  }
  return at::conv2d(at::reflection_pad2d(x, {1, 1, 1, 1}), layers.leave.weight, layers.leave.bias) + 0.5;
}

/// The merging convolution of a stage and its ReLU, padded: of `below`, padded, when it is doubled, and of `input`,
/// (1, C_s, H_s, W_s), or undefined.
at::Tensor merged(const at::Tensor& below, const at::Tensor& input, const Convolution& merge, Border border) {
  const std::int64_t split = below.size(1);
  const at::Tensor squares =
      channels_last(at::conv2d(below, doubled_weights(merge.weight.narrow(1, 0, split)), merge.bias.repeat(4)));
  at::Tensor beside;  // (1, C, H_s, W_s)
  if (input.defined()) {
    const at::Tensor weight = channels_last(merge.weight.narrow(1, split, input.size(1)));
    beside = channels_last(at::conv2d(surrounded(input), weight));
  }
  return joined(squares, beside, border);
}

/// decode() of one picture in one style on the CPU: the same sums in another order, in three quarters of the time.
at::Tensor decode_alone(const DecoderLayers& layers, std::span<const at::Tensor> inputs, Modulated run) {
  const auto convolved = [](const at::Tensor& padded, const Convolution& layer) {
    return channels_last(at::conv2d(padded, layer.weight, layer.bias));
  };
  at::Tensor x;  // (1, C, H_s + 2, W_s + 2)
  for (std::size_t stage = 0; stage < layers.stages.size(); ++stage) {
    const DecoderLayers::Stage& here = layers.stages[stage];
    const Border after = stage + 1 < layers.stages.size() ? Border::repeated : Border::reflected;
    const Border border = here.blocks.empty() ? after : Border::reflected;
    const at::Tensor input =
        stage < inputs.size() ? channels_last(inputs[stage].to(layers.leave.weight.scalar_type())) : at::Tensor();
    const Convolution merge = run.folded(here.merge);
    x = x.defined() ? merged(x, input, merge, border) : rectified(convolved(surrounded(input), merge), border);
    for (std::size_t block = 0; block < here.blocks.size(); ++block) {
      const at::Tensor inner = rectified(convolved(x, run.folded(here.blocks[block][0])), Border::reflected);
      add_inside(x, convolved(inner, run.folded(here.blocks[block][1])),
                 block + 1 < here.blocks.size() ? Border::reflected : after);
    }
  }
  return at::conv2d(x, layers.leave.weight, layers.leave.bias) + 0.5;
}

}  // namespace

at::Tensor decode(const DecoderLayers& layers, std::span<const at::Tensor> inputs, const Modulation& modulation,
                  const std::function<void()>& step) {
  const Modulated run(modulation, step);
  const bool learns = layers.leave.weight.requires_grad() || modulation.values.requires_grad();
  const at::Tensor& deepest = inputs.front();
  return !learns && run.is_one_style() && deepest.is_cpu() && deepest.size(0) == 1 ? decode_alone(layers, inputs, run)
                                                                                   : decode_any(layers, inputs, run);
}

}  // namespace nst
