// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch-painting.h"

#include "core/tensors.h"
#include "core/transfer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace nst {
namespace {

/// What the layer at `index` of decoded_layers gives to the decoder: each picture's features moved, and noise.
at::Tensor input_of(std::size_t index, const at::Tensor& features, const std::vector<LayerStatistics>& own,
                    const std::vector<LayerStatistics>& wanted, FeatureTransfer kind, const at::Generator& random) {
  const at::NoGradGuard no_grad;
  const char* layer = decoded_layers.at(index);
  std::vector<at::Tensor> all;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const Transfer map = transfer(own[i].at(layer), wanted[i].at(layer), kind);
    all.push_back(moved(features.narrow(0, static_cast<std::int64_t>(i), 1), map));
  }
  const at::Tensor together = at::cat(all);  // (N, C, H, W)
  const at::Tensor noise = decoder_noise(index, together.size(0), size_of(together), random);
  return at::cat({together, noise.to(together.options())}, 1).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace

at::Tensor paint_batch(const DecoderLayers& layers, const Features& features, const std::vector<LayerStatistics>& own,
                       const std::vector<LayerStatistics>& wanted, FeatureTransfer kind, const at::Generator& random) {
  std::vector<at::Tensor> inputs;
  for (std::size_t index = 0; index < decoded_layers.size(); ++index) {
    inputs.push_back(input_of(index, features.at(decoded_layers.at(index)), own, wanted, kind, random));
  }
  std::vector<at::Tensor> vectors;
  for (const LayerStatistics& style : wanted) {
    vectors.push_back(style_vector(style));
  }
  const at::Tensor values = modulation_values(layers, at::stack(vectors).to(layers.leave.weight.device()));  // (N, M)
  return decode(layers, inputs, {values}).to(at::kFloat);
}

}  // namespace nst
