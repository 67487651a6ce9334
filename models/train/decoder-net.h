// SPDX-License-Identifier: GPL-3.0-or-later
//
// The weights of the network that paints in one pass, as they learn. What it computes is the core's: core/nets/decoder.
#pragma once

#include "core/nets/decoder.h"

#include <ATen/core/Generator.h>
#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nst::train {

class DecoderNetImpl : public torch::nn::Module {
 public:
  /// Random weights: He et al. 2015 for what a ReLU follows; the last layers of blocks and of the style's network begin
  /// at zero, so that the network begins without residuals and without modulation.
  DecoderNetImpl(const std::map<std::string, std::vector<std::int64_t>>& shapes, at::Generator random);

  /// Takes over the weights of another network. Throws Error unless it is of the same shape.
  void begin_with(const std::map<std::string, at::Tensor>& tensors);

  /// The layers as the core's functions want them; they share the parameters' memory and gradients.
  DecoderLayers layers() const;

  /// All weights by the names of the weights file, as float16 on the processor.
  std::map<std::string, at::Tensor> stored() const;

 private:
  std::map<std::string, at::Tensor> tensors() const;

  std::vector<std::string> names_;
};
TORCH_MODULE(DecoderNet);

/// Writes the weights as float16, whole or not at all. Throws Error.
void write_decoder(const std::filesystem::path& path, const DecoderDescription& description, const DecoderNet& net);

}  // namespace nst::train
