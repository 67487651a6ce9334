// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/encoder.h"

#include "core/error.h"
#include "core/i18n.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <format>
#include <ranges>
#include <sstream>
#include <utility>

namespace nst {
namespace {

constexpr const char* pool_layer = "pool";
// The version of the description's keys below; a file of a newer version is refused rather than misread.
constexpr const char* description_kind = "encoder/1";

constexpr double smallest_square = 1e-30;

/// What the results of a pooling are multiplied by to be of one size, found for VGG-19 (style-transfer-pytorch by
/// Katherine Crowson; there `l2` is the root of the sum).
double size_factor(Pooling pooling) {
  switch (pooling) {
    case Pooling::average:
      return 2.0;
    case Pooling::l2:
      return 2 * 0.78;
    case Pooling::max:
    case Pooling::blurred_max:
      break;
  }
  return 1.0;
}

bool is_pool(const std::string& layer) { return layer == pool_layer; }

std::string join(const std::array<double, 3>& values) {
  return std::format("{} {} {}", values[0], values[1], values[2]);  // as many digits as it takes to read them back
}

std::vector<std::string> vgg_layers(const char* network, const std::array<int, 5>& convolutions_per_block,
                                    const std::string& last) {
  std::vector<std::string> layers;
  for (std::size_t block = 0; block < convolutions_per_block.size(); ++block) {
    if (block > 0) {
      layers.emplace_back(pool_layer);
    }
    for (int i = 1; i <= convolutions_per_block[block]; ++i) {
      layers.push_back("conv" + std::to_string(block + 1) + "_" + std::to_string(i));
      if (layers.back() == last) {
        return layers;
      }
    }
  }
  throw Error(tr("{} has no layer “{}”.", network, last));
}

}  // namespace

std::vector<std::string> vgg19_layers(const std::string& last) { return vgg_layers("VGG-19", {2, 2, 4, 4, 4}, last); }

std::vector<std::string> vgg16_layers(const std::string& last) { return vgg_layers("VGG-16", {2, 2, 3, 3, 3}, last); }

at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  return at::relu(at::conv2d(at::reflection_pad2d(x, {1, 1, 1, 1}), weight, bias));
}

at::Tensor pool(const at::Tensor& x, Pooling pooling) {
  switch (pooling) {
    case Pooling::max:
      return at::max_pool2d(x, {2, 2});
    case Pooling::blurred_max:
      // The last row and column are doubled, so that the size is that of the other kinds.
      return at::avg_pool2d(at::replication_pad2d(at::max_pool2d(x, {2, 2}, {1, 1}), {0, 1, 0, 1}), {2, 2});
    case Pooling::l2:
      // Where all are 0 the gradient is 0, not infinity times 0.
      return at::avg_pool2d(x.square(), {2, 2}).clamp_min(smallest_square).sqrt();
    case Pooling::average:
      break;
  }
  return at::avg_pool2d(x, {2, 2});
}

Encoder::Encoder(EncoderDescription description, const std::map<std::string, at::Tensor>& weights)
    : description_(std::move(description)), pooling_(description_.pooling) {
  ConvolutionReader reader(weights);
  std::int64_t width = 3;
  for (const std::string& layer : description_.layers | std::views::filter(std::not_fn(is_pool))) {
    Convolution convolution = reader.take(layer, width, {3});
    if (convolutions_.empty() && description_.bgr) {
      convolution.weight = convolution.weight.flip(1).contiguous(at::MemoryFormat::ChannelsLast);
    }
    width = convolution.outputs();
    convolutions_.emplace(layer, std::move(convolution));
  }
  prepare(at::kCPU, Precision::float32, pooling_);
}

Encoder Encoder::load(const std::filesystem::path& path) {
  const TensorFile file = read_safetensors(path);
  EncoderDescription description = description_from(file.metadata, path);
  try {
    return {std::move(description), file.tensors};
  } catch (const Error& error) {
    throw Error(tr("The weights file “{}” cannot be used: {}. Install it again from a trusted source.", path.string(),
                   std::string(error.what())));
  }
}

void Encoder::prepare(at::Device device, Precision precision, Pooling pooling) {
  const at::NoGradGuard no_grad;
  const auto as_run = [&](const at::Tensor& x) {
    return x.to(device, scalar_type(precision)).contiguous(x.suggest_memory_format());
  };
  Network network{.mean = description_.mean, .deviation = description_.deviation, .type = scalar_type(precision)};
  const double factor = size_factor(pooling) / size_factor(description_.pooling);
  for (const std::string& layer : description_.layers) {
    if (is_pool(layer)) {
      network.layers.back().pooling = ScaledPooling{pooling, static_cast<float>(factor)};
      continue;
    }
    const Convolution& convolution = convolutions_.at(layer);
    const at::Tensor back = convolution.weight.flip({2, 3}).transpose(0, 1).contiguous(at::MemoryFormat::ChannelsLast);
    network.layers.push_back(
        {layer, as_run(convolution.weight), as_run(convolution.bias), as_run(back), /*pooling=*/{}});
  }
  pooling_ = pooling;
  device_ = device;
  network_ = std::make_shared<const Network>(std::move(network));
}

int Encoder::channels(const std::string& layer) const {
  const auto found = convolutions_.find(layer);
  if (found == convolutions_.end()) {
    throw Error(tr("The encoder “{}” has no layer “{}”.", description_.name, layer));
  }
  return static_cast<int>(found->second.weight.size(0));
}

std::size_t Encoder::depth(std::span<const std::string> layers) const {
  std::size_t deepest = 0;
  for (const std::string& layer : layers) {
    const auto found = std::ranges::find(description_.layers, layer);
    if (found == description_.layers.end() || is_pool(layer)) {
      throw Error(tr("The encoder “{}” has no layer “{}”.", description_.name, layer));
    }
    deepest = std::max(deepest, static_cast<std::size_t>(found - description_.layers.begin()) + 1);
  }
  return deepest;
}

Features Encoder::features(const at::Tensor& picture, std::span<const std::string> layers,
                           const std::function<void()>& step) const {
  depth(layers);  // refuses unknown ones
  return Pass(network_, picture, layers, false, step).features();
}

Pass Encoder::look(const at::Tensor& picture, std::span<const std::string> layers,
                   const std::function<void()>& step) const {
  depth(layers);
  return {network_, picture, layers, true, step};
}

Features Encoder::differentiable_features(const at::Tensor& picture, std::span<const std::string> layers,
                                          const std::function<void()>& step) const {
  const auto as_tensor = [&](const std::array<double, 3>& values) {
    return at::tensor({values[0], values[1], values[2]}, picture.options().requires_grad(false)).view({1, 3, 1, 1});
  };
  at::Tensor x = (picture - as_tensor(description_.mean)) / as_tensor(description_.deviation);  // (N, 3, H, W)
  x = x.contiguous(at::MemoryFormat::ChannelsLast);
  Features features;
  for (const std::string& layer : description_.layers | std::views::take(depth(layers))) {
    if (is_pool(layer)) {
      x = pool(x, pooling_) * (size_factor(pooling_) / size_factor(description_.pooling));
      continue;
    }
    if (step) {
      step();
      if (x.requires_grad()) {
        x.register_hook([step](const at::Tensor&) { step(); });  // the way back takes twice as long as the way there
      }
    }
    const Convolution& convolution = convolutions_.at(layer);
    x = convolve(x, convolution.weight, convolution.bias);  // (N, C, H, W)
    if (std::ranges::find(layers, layer) != layers.end()) {
      features[layer] = x;
    }
  }
  return features;
}

int Encoder::minimum_side(std::span<const std::string> layers) const {
  const auto above = description_.layers | std::views::take(depth(layers));
  return 2 << std::ranges::count_if(above, is_pool);
}

double Encoder::bytes_per_pixel(std::span<const std::string> layers) const {
  const auto bytes = static_cast<double>(at::elementSize(network_->type));
  constexpr double picture = 24;  // the gradient and the normalised picture
  double area = 1;
  double tapped = 0;
  double largest = 0;
  double kept = 0;  // bits of the ReLUs and places of the maxima
  for (const std::string& layer : description_.layers | std::views::take(depth(layers))) {
    if (is_pool(layer)) {
      area /= 4;
      continue;
    }
    const double values = area * channels(layer);
    largest = std::max(largest, values);
    tapped += std::ranges::find(layers, layer) != layers.end() ? values : 0;
    kept += values / 4;
  }
  return picture + kept + bytes * (2 * tapped + 3 * largest);
}

int Encoder::reach(std::span<const std::string> layers) const {
  int seen = 1;   // the side of what a feature sees
  int apart = 1;  // the distance of neighbouring features
  for (const std::string& layer : description_.layers | std::views::take(depth(layers))) {
    if (!is_pool(layer)) {
      seen += 2 * apart;
      continue;
    }
    seen += pooling_ == Pooling::blurred_max ? 2 * apart : apart;
    apart *= 2;
  }
  return seen - 1;
}

std::map<std::string, std::string> to_metadata(const EncoderDescription& description) {
  std::string layers;
  for (const std::string& layer : description.layers) {
    layers += (layers.empty() ? "" : " ") + layer;
  }
  std::map<std::string, std::string> metadata{{"kind", description_kind},
                                              {"name", description.name},
                                              {"layers", layers},
                                              {"pooling", description.pooling == Pooling::average ? "average" : "max"},
                                              {"mean", join(description.mean)},
                                              {"deviation", join(description.deviation)}};
  if (description.bgr) {
    metadata["order"] = "bgr";
  }
  return metadata;
}

EncoderDescription description_from(const std::map<std::string, std::string>& metadata,
                                    const std::filesystem::path& path) {
  const auto refuse = [&](const std::string& reason) {
    throw Error(
        tr("The weights file “{}” is not an encoder of this program: {}. Choose another file.", path.string(), reason));
  };
  const auto value = [&](const std::string& key) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) {
      refuse(tr("its description lacks “{}”", key));
    }
    return found->second;
  };
  const auto triple = [&](const std::string& key) {
    std::istringstream text(value(key));
    std::array<double, 3> numbers{};
    if (!(text >> numbers[0] >> numbers[1] >> numbers[2]) || !(text >> std::ws).eof() ||
        !std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); })) {
      refuse(tr("“{}” is not three numbers", key));
    }
    return numbers;
  };

  if (value("kind") != description_kind) {
    refuse(tr("its kind is “{}”", value("kind")));
  }
  EncoderDescription description{.name = value("name"),
                                 .layers = {},
                                 .pooling = value("pooling") == "max" ? Pooling::max : Pooling::average,
                                 .mean = triple("mean"),
                                 .deviation = triple("deviation")};
  if (value("pooling") != "max" && value("pooling") != "average") {
    refuse(tr("its pooling is “{}”", value("pooling")));
  }
  if (std::ranges::any_of(description.deviation, [](double deviation) { return deviation <= 0; })) {
    refuse(tr("“{}” is not three numbers", "deviation"));
  }
  if (const auto order = metadata.find("order"); order != metadata.end()) {
    description.bgr = order->second == "bgr";
    if (!description.bgr && order->second != "rgb") {
      refuse(tr("its order of channels is “{}”", order->second));
    }
  }
  std::istringstream layers(value("layers"));
  for (std::string layer; layers >> layer;) {
    const bool first = description.layers.empty();
    const bool doubled = is_pool(layer) ? first || is_pool(description.layers.back())
                                        : std::ranges::find(description.layers, layer) != description.layers.end();
    if (doubled || description.layers.size() >= 64) {
      refuse(tr("its list of layers is not usable"));
    }
    description.layers.push_back(layer);
  }
  const auto pools_twice = [](const std::string& layer, const std::string& next) {
    return is_pool(layer) && is_pool(next);
  };
  if (description.layers.empty() || is_pool(description.layers.front()) ||
      std::ranges::adjacent_find(description.layers, pools_twice) != description.layers.end()) {
    refuse(tr("its list of layers is not usable"));
  }
  return description;
}

}  // namespace nst
