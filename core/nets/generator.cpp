// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/generator.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/nets/description.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>

#include <format>
#include <utility>

namespace nst {
namespace {

// The version of the description's keys; a file of a newer version is refused rather than misread.
constexpr const char* description_kind = "generator/1";

constexpr int most_latent = 4096;
constexpr int smallest_size = 16;
constexpr int largest_size = 1024;
constexpr std::size_t most_layers = 12;

/// The padding that gives each kernel and stride the size that the format says.
std::int64_t padding(std::int64_t kernel, int stride) { return kernel == 4 && stride == 1 ? 0 : 1; }

/// The side of what a transposed convolution makes of `side`.
std::int64_t enlarged(std::int64_t side, std::int64_t kernel, int stride) {
  return (side - 1) * stride - 2 * padding(kernel, stride) + kernel;
}

}  // namespace

GeneratorNetwork::GeneratorNetwork(GeneratorDescription description, ConvolutionReader& tensors)
    : description_(std::move(description)) {
  std::int64_t channels = description_.latent;
  std::int64_t side = description_.grid;
  std::int64_t framed = 0;  // how many positions at each edge the padding has an influence on
  for (const int stride : description_.strides) {
    const std::string layer = "up" + std::to_string(layers_.size());
    const bool from_one = stride == 1 && layers_.empty() && description_.grid == 1;
    layers_.push_back(stride == 2 ? tensors.take_transposed(layer, channels, {4})
                      : from_one  ? tensors.take_transposed(layer, channels, {3, 4})
                                  : tensors.take_transposed(layer, channels, {3}));
    channels = layers_.back().outputs();
    side = enlarged(side, layers_.back().kernel(), stride);
    framed = stride * framed + 1;
  }
  if (side != description_.size) {
    throw Error(tr("its layers make swatches of {} px, not of {}", side, description_.size));
  }
  if (channels != 3) {
    throw Error(tr("its last layer has {} channels, not 3", channels));
  }
  margin_ = any_size() ? static_cast<int>((framed + cell() - 1) / cell()) : 0;
}

at::Tensor GeneratorNetwork::operator()(const at::Tensor& latent) const {
  at::Tensor x = latent.contiguous(at::MemoryFormat::ChannelsLast);  // (N, latent, h, w)
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Convolution& layer = layers_[i];
    const int stride = description_.strides[i];
    x = at::conv_transpose2d(x, layer.weight, layer.bias, stride, padding(layer.kernel(), stride));  // (N, C, H, W)
    if (i + 1 < layers_.size()) {
      at::relu_(x);
    }
  }
  return x.tanh_().add_(1).div_(2);
}

GeneratorModel load_generator(const std::filesystem::path& path) {
  const TensorFile file = read_safetensors(path);
  GeneratorDescription description = generator_description_from(file.metadata, path);
  try {
    ConvolutionReader tensors(file.tensors);
    GeneratorModel model{GeneratorNetwork(std::move(description), tensors), {}};
    const GeneratorDescription& checked = model.generator.description();
    if (tensors.has("down0")) {
      if (!checked.slope) {
        throw Error(tr("its description lacks “{}”", "slope"));
      }
      model.discriminator.emplace(tensors, *checked.slope, checked.size);
    }
    tensors.require_all_taken();
    return model;
  } catch (const Error& error) {
    throw Error(tr("The weights file “{}” cannot be used: {}. Install it again from a trusted source.", path.string(),
                   std::string(error.what())));
  }
}

std::map<std::string, std::string> to_metadata(const GeneratorDescription& description) {
  std::string strides;
  for (const int stride : description.strides) {
    strides += (strides.empty() ? "" : " ") + std::to_string(stride);
  }
  std::map<std::string, std::string> metadata{{"kind", description_kind},
                                              {"name", description.name},
                                              {"latent", std::to_string(description.latent)},
                                              {"global", std::to_string(description.global)},
                                              {"grid", std::to_string(description.grid)},
                                              {"size", std::to_string(description.size)},
                                              {"strides", strides}};
  if (description.slope) {
    metadata["slope"] = std::format("{}", *description.slope);
  }
  return metadata;
}

GeneratorDescription generator_description_from(const std::map<std::string, std::string>& metadata,
                                                const std::filesystem::path& path) {
  const DescriptionReader reader(
      metadata, path, tr("The weights file “{}” is not a generator of this program: {}. Choose another file."));
  reader.require_kind(description_kind);
  GeneratorDescription description;
  description.name = reader.text("name");
  description.latent = reader.integer("latent", 1, most_latent);
  description.global = reader.integer("global", 0, description.latent);
  description.size = reader.integer("size", smallest_size, largest_size);
  description.grid = reader.integer("grid", 1, description.size);
  description.strides = reader.integers("strides", 1, 2, most_layers);
  if (reader.has("slope")) {
    description.slope = reader.real("slope", 0, 1);
  }
  return description;
}

}  // namespace nst
