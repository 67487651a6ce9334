// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/decoder-net.h"

#include "core/error.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>
#include <torch/utils.h>

#include <cmath>

namespace nst::train {
namespace {

/// Parameters have names without dots.
std::string parameter_name(std::string name) {
  for (char& letter : name) {
    letter = letter == '.' ? '_' : letter;
  }
  return name;
}

bool begins_at_zero(const std::string& name) {
  return name.ends_with(".bias") || name.ends_with(".b.weight") || name == "style2.weight";
}

at::Tensor first_weights(const std::string& name, const std::vector<std::int64_t>& shape, const at::Generator& random) {
  if (begins_at_zero(name)) {
    return at::zeros(shape);
  }
  std::int64_t inputs = 1;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    inputs *= shape[i];
  }
  const double gain = name == "leave.weight" ? 0.1 : 2;
  return at::randn(shape, random) * std::sqrt(gain / static_cast<double>(inputs));
}

}  // namespace

DecoderNetImpl::DecoderNetImpl(const std::map<std::string, std::vector<std::int64_t>>& shapes, at::Generator random) {
  for (const auto& [name, shape] : shapes) {
    at::Tensor weights = first_weights(name, shape, random);
    if (weights.dim() == 4) {
      weights = weights.contiguous(at::MemoryFormat::ChannelsLast);
    }
    register_parameter(parameter_name(name), weights);
    names_.push_back(name);
  }
}

std::map<std::string, at::Tensor> DecoderNetImpl::tensors() const {
  const auto parameters = named_parameters();  // asked for each time: a move to another device replaces them
  std::map<std::string, at::Tensor> tensors;
  for (const std::string& name : names_) {
    tensors[name] = parameters[parameter_name(name)];
  }
  return tensors;
}

void DecoderNetImpl::begin_with(const std::map<std::string, at::Tensor>& tensors) {
  const torch::NoGradGuard no_grad;
  for (auto& [name, own] : this->tensors()) {
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.sizes() != own.sizes()) {
      throw Error("The network to begin with has another shape: “" + name +
                  "” does not fit. Give its --widths, --blocks and --style-width.");
    }
    own.copy_(found->second);
  }
}

DecoderLayers DecoderNetImpl::layers() const { return decoder_layers(tensors()); }

std::map<std::string, at::Tensor> DecoderNetImpl::stored() const {
  std::map<std::string, at::Tensor> halves = tensors();
  for (auto& [name, tensor] : halves) {
    tensor = tensor.detach().to(at::kCPU, at::kHalf).contiguous();
  }
  return halves;
}

void write_decoder(const std::filesystem::path& path, const DecoderDescription& description, const DecoderNet& net) {
  write_safetensors(path, TensorFile{to_metadata(description), net->stored()});
}

}  // namespace nst::train
