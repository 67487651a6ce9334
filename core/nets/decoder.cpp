// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/decoder.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/nets/description.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <format>

namespace nst {
namespace {

constexpr const char* description_kind = "decoder/1";
constexpr std::size_t stage_count = decoded_layers.size() + 1;
constexpr std::size_t most_blocks = 16;

std::string merge_name(std::size_t stage) { return std::format("stage{}.merge", stage); }

std::string block_name(std::size_t stage, std::size_t block, std::size_t layer) {
  return std::format("stage{}.block{}.{}", stage, block, layer == 0 ? "a" : "b");
}

std::string style_name(std::size_t layer) { return std::format("style{}", layer); }

constexpr std::size_t style_depth = 3;

/// Convolutions that are modulated, in the order of their values.
std::vector<const Convolution*> modulated(const DecoderLayers& layers) {
  std::vector<const Convolution*> all;
  for (const DecoderLayers::Stage& stage : layers.stages) {
    all.push_back(&stage.merge);
    for (const std::array<Convolution, 2>& block : stage.blocks) {
      all.push_back(&block[0]);
      all.push_back(&block[1]);
    }
  }
  return all;
}

}  // namespace

at::Tensor style_vector(const LayerStatistics& statistics) {
  std::vector<at::Tensor> parts;
  for (const char* layer : style_vector_layers) {
    const Statistics& here = statistics.at(layer);
    parts.push_back(here.mean);
    parts.push_back(covariance(here).diagonal().clamp_min(0).sqrt());
  }
  return at::cat(parts).to(at::kFloat);
}

std::map<std::string, std::vector<std::int64_t>> decoder_tensors(const DecoderShape& shape,
                                                                 std::span<const std::int64_t> features,
                                                                 std::int64_t style) {
  std::map<std::string, std::vector<std::int64_t>> tensors;
  const auto add = [&](const std::string& name, std::int64_t in, std::int64_t out) {
    tensors[name + ".weight"] = {out, in, 3, 3};
    tensors[name + ".bias"] = {out};
  };
  std::int64_t below = 0;
  std::int64_t values = 0;
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    const std::int64_t width = shape.widths.at(stage);
    add(merge_name(stage), below + (stage < features.size() ? features[stage] + noise_channels.at(stage) : 0), width);
    for (std::size_t block = 0; block < static_cast<std::size_t>(shape.blocks.at(stage)); ++block) {
      add(block_name(stage, block, 0), width, width);
      add(block_name(stage, block, 1), width, width);
    }
    values += 2 * width * (1 + 2 * shape.blocks.at(stage));
    below = width;
  }
  add("leave", below, 3);
  for (std::size_t layer = 0; layer < style_depth; ++layer) {
    const std::int64_t out = layer + 1 == style_depth ? values : shape.style_width;
    tensors[style_name(layer) + ".weight"] = {out, layer == 0 ? style : shape.style_width};
    tensors[style_name(layer) + ".bias"] = {out};
  }
  return tensors;
}

DecoderLayers decoder_layers(const std::map<std::string, at::Tensor>& tensors) {
  const auto find = [&](const std::string& name) {
    const auto found = tensors.find(name);
    if (found == tensors.end()) {
      throw Error(tr("tensor “{}” is missing", name));
    }
    return found->second;
  };
  const auto misfit = [](const std::string& layer) {
    throw Error(tr("layer “{}” has another shape than its neighbors ask for", layer));
  };
  const auto take = [&](const std::string& layer, std::int64_t inputs, std::int64_t outputs) {
    Convolution convolution{find(layer + ".weight"), find(layer + ".bias")};
    const at::Tensor& weight = convolution.weight;
    const bool fits = weight.dim() == 4 && weight.size(2) == 3 && weight.size(3) == 3 && convolution.bias.dim() == 1 &&
                      weight.size(0) == convolution.bias.size(0) && weight.size(0) > 0 &&
                      (inputs == 0 || weight.size(1) == inputs) && (outputs == 0 || weight.size(0) == outputs);
    if (!fits) {
      misfit(layer);
    }
    return convolution;
  };
  DecoderLayers layers;
  std::int64_t below = 0;
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    DecoderLayers::Stage& here = layers.stages.emplace_back();
    const bool joined = stage < decoded_layers.size();
    here.merge = take(merge_name(stage), joined ? 0 : below, 0);
    if (here.merge.weight.size(1) <= below - (joined ? 0 : 1)) {
      misfit(merge_name(stage));
    }
    below = here.merge.outputs();
    for (std::size_t block = 0; block < most_blocks && tensors.contains(block_name(stage, block, 0) + ".weight");
         ++block) {
      here.blocks.push_back(
          {take(block_name(stage, block, 0), below, below), take(block_name(stage, block, 1), below, below)});
    }
  }
  layers.leave = take("leave", below, 3);
  std::int64_t values = 0;
  for (const Convolution* layer : modulated(layers)) {
    values += 2 * layer->outputs();
  }
  for (std::size_t layer = 0; layer < style_depth; ++layer) {
    const at::Tensor& weight = layers.style_weights.emplace_back(find(style_name(layer) + ".weight"));
    const at::Tensor& bias = layers.style_biases.emplace_back(find(style_name(layer) + ".bias"));
    const bool fits = weight.dim() == 2 && bias.dim() == 1 && weight.size(0) == bias.size(0) &&
                      (layer == 0 || weight.size(1) == layers.style_weights[layer - 1].size(0)) &&
                      (layer + 1 < style_depth || weight.size(0) == values);
    if (!fits) {
      misfit(style_name(layer));
    }
  }
  return layers;
}

at::Tensor modulation_values(const DecoderLayers& layers, const at::Tensor& vectors) {
  at::Tensor x = vectors;  // (R, S)
  for (std::size_t layer = 0; layer < style_depth; ++layer) {
    x = at::linear(layer == 0 ? x : x.relu(), layers.style_weights[layer], layers.style_biases[layer]);
  }
  return x;  // (R, M)
}

at::Tensor decoder_noise(std::size_t index, std::int64_t pictures, const Size& size, const at::Generator& random) {
  return at::randn({pictures, noise_channels.at(index), size.height, size.width}, random, at::kFloat) *
         noise_deviations.at(index);
}

Decoder::Decoder(DecoderDescription description, const std::map<std::string, at::Tensor>& tensors)
    : description_(std::move(description)) {
  std::map<std::string, at::Tensor> usable;
  for (const auto& [name, tensor] : tensors) {
    if (name.starts_with("picture")) {
      continue;  // of a trained style: core/style-file.h
    }
    if (!tensor.is_floating_point() || !tensor.isfinite().all().item<bool>()) {
      throw Error(tr("tensor “{}” holds numbers that are not finite", name));
    }
    usable[name] = tensor.to(at::kFloat);
  }
  layers_ = decoder_layers(usable);
  std::size_t used = 2 + layers_.style_weights.size() * 2;
  for (const DecoderLayers::Stage& stage : layers_.stages) {
    used += 2 + 4 * stage.blocks.size();
  }
  if (used != usable.size()) {
    throw Error(tr("it has more tensors than layers"));
  }
  prepare(at::kCPU, Precision::float32);
}

Decoder Decoder::load(const std::filesystem::path& path) {
  const TensorFile file = read_safetensors(path);
  DecoderDescription description = decoder_description_from(file.metadata, path);
  try {
    return {std::move(description), file.tensors};
  } catch (const Error& error) {
    throw Error(tr("The weights file “{}” cannot be used: {}. Install it again from a trusted source.", path.string(),
                   std::string(error.what())));
  }
}

void Decoder::prepare(at::Device device, Precision precision) {
  const at::NoGradGuard no_grad;
  const auto as_run = [&](Convolution& layer) {
    layer.weight = layer.weight.to(device, scalar_type(precision)).contiguous(at::MemoryFormat::ChannelsLast);
    layer.bias = layer.bias.to(device, scalar_type(precision));
  };
  for (DecoderLayers::Stage& stage : layers_.stages) {
    as_run(stage.merge);
    for (std::array<Convolution, 2>& block : stage.blocks) {
      as_run(block[0]);
      as_run(block[1]);
    }
  }
  as_run(layers_.leave);
  for (std::size_t i = 0; i < layers_.style_weights.size(); ++i) {
    layers_.style_weights[i] = layers_.style_weights[i].to(device);
    layers_.style_biases[i] = layers_.style_biases[i].to(device);
  }
}

double Decoder::bytes_per_pixel(bool alone) const {
  const auto bytes = static_cast<double>(at::elementSize(type()));
  // Channels of what a stage merges and of what it gives.
  const auto in = [&](std::size_t stage) { return static_cast<double>(layers_.stages[stage].merge.weight.size(1)); };
  const auto out = [&](std::size_t stage) { return static_cast<double>(layers_.stages[stage].merge.outputs()); };
  if (alone) {
    const double inputs = (in(2) - out(1)) / 4 + (in(1) - out(0)) / 16 + in(0) / 64;
    // What comes from below, its squares and what is joined to them, the result; there the input with its reflection.
    const double half = out(1) / 16 + 3 * out(2) / 4 + (in(2) - out(1)) / 4;
    const double whole = out(2) / 4 + 2 * out(3);
    return bytes * (inputs + std::max(half, whole)) + 3 * sizeof(float);
  }
  // At the last stage: what comes from below twice, once with its reflection, and what a convolution makes of it,
  // thrice.
  return bytes * (2 * in(3) + 3 * out(3) + 2 * in(2) / 4) + 3 * sizeof(float);
}

bool Decoder::fits(const Encoder& encoder) const {
  std::int64_t below = 0;
  for (std::size_t stage = 0; stage < decoded_layers.size(); ++stage) {
    const std::int64_t inputs = below + encoder.channels(decoded_layers[stage]) + noise_channels[stage];
    if (layers_.stages[stage].merge.weight.size(1) != inputs) {
      return false;
    }
    below = layers_.stages[stage].merge.outputs();
  }
  std::int64_t length = 0;
  for (const char* layer : style_vector_layers) {
    length += 2 * encoder.channels(layer);
  }
  return layers_.style_weights.front().size(1) == length;
}

void Decoder::require_fits(const Encoder& encoder) const {
  if (!fits(encoder)) {
    throw Error(
        tr("The network “{}” paints what the encoder “{}” sees, and “{}” is another one. Choose that encoder, or "
           "another quality than Draft.",
           description_.name, description_.encoder, encoder.description().name));
  }
}

int decoder_reach(const DecoderLayers& layers) {
  int apart = 1 << decoded_layers.size();  // of the stage's positions, px
  int reach = 0;
  for (const DecoderLayers::Stage& stage : layers.stages) {
    reach += apart * (1 + 2 * static_cast<int>(stage.blocks.size()));
    apart /= 2;
  }
  return reach + 1;
}

std::map<std::string, std::string> to_metadata(const DecoderDescription& description) {
  return {{"kind", description_kind}, {"name", description.name}, {"encoder", description.encoder}};
}

DecoderDescription decoder_description_from(const std::map<std::string, std::string>& metadata,
                                            const std::filesystem::path& path) {
  const DescriptionReader reader(
      metadata, path, tr("The weights file “{}” is not a decoder of this program: {}. Choose another file."));
  reader.require_kind(description_kind);
  return {.name = reader.text("name"), .encoder = reader.text("encoder")};
}

}  // namespace nst
