// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/encoder-teacher.h"

#include "core/safetensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace nst::train {
namespace {

const std::vector<std::string> taps{"conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv5_1"};

}  // namespace

bool is_tap(const std::string& layer) { return std::ranges::find(taps, layer) != taps.end(); }

Features stack_features(const Weights& weights, at::Tensor x, Pooling pooling, at::ScalarType type) {
  Features features;
  x = x.to(type);
  for (const std::string& layer : vgg19_layers("conv5_1")) {
    if (layer == "pool") {
      x = pool(x, pooling);
      continue;
    }
    const at::Tensor weight = weights.at(layer + ".weight").to(type).contiguous(at::MemoryFormat::ChannelsLast);
    x = convolve(x, weight, weights.at(layer + ".bias").to(type));  // (N, C, H, W)
    features[layer] = x;
  }
  return features;
}

EncoderTeacher::EncoderTeacher(const std::filesystem::path& path, const at::Device& device, at::ScalarType type)
    : type_(type) {
  for (auto& [name, tensor] : read_safetensors(path).tensors) {
    weights_[name] = tensor.to(device, at::kFloat);
  }
  fold_preprocessing();
  for (const std::string& tap : taps) {
    const auto embed = weights_.find("embed" + tap.substr(4) + ".weight");
    if (embed != weights_.end()) {
      // |E d| = |R d| for the triangular factor R of E = Q R: C x C in place of 4C x C.
      metrics_[tap] = std::get<1>(at::linalg_qr(embed->second.flatten(1)));  // (C, C)
    }
  }
}

void EncoderTeacher::measure(const std::vector<at::Tensor>& pictures) {
  std::map<std::string, double> squares;
  std::map<std::string, double> embedded;
  for (const at::Tensor& batch : pictures) {
    for (const auto& [layer, feature] : stack_features(weights_, batch, Pooling::max, type_)) {
      squares[layer] += feature.to(at::kFloat).square().mean().item<double>() / static_cast<double>(pictures.size());
      if (metrics_.contains(layer)) {
        embedded[layer] +=
            map(layer, feature.to(at::kFloat)).square().mean().item<double>() / static_cast<double>(pictures.size());
      }
    }
  }
  for (const auto& [layer, square] : squares) {
    scales_[layer] = 1 / std::sqrt(square);
    if (metrics_.contains(layer)) {
      metrics_[layer] /= std::sqrt(embedded[layer] / square);
    }
  }
}

Features EncoderTeacher::targets(const at::Tensor& pictures) const {
  Features features = stack_features(weights_, pictures, Pooling::max, type_);
  for (auto& [layer, feature] : features) {
    feature = feature.to(at::kFloat) * scales_.at(layer);
  }
  return features;
}

at::Tensor EncoderTeacher::distance(const std::string& layer, const at::Tensor& student,
                                    const at::Tensor& target) const {
  const at::Tensor difference = student.to(at::kFloat) - target;  // (N, C, H, W)
  const at::Tensor plain = difference.square().mean();
  return metrics_.contains(layer) ? (plain + map(layer, difference).square().mean()) / 2 : plain;
}

/// The teacher begins with a 1x1 convolution; reflection padding commutes with it, so it goes into conv1_1.
void EncoderTeacher::fold_preprocessing() {
  const auto matrix = weights_.find("preprocess.weight");
  if (matrix == weights_.end()) {
    return;
  }
  at::Tensor& first = weights_.at("conv1_1.weight");  // (C, 3, 3, 3)
  at::Tensor& bias = weights_.at("conv1_1.bias");
  bias = bias + at::einsum("okij,k->o", {first, weights_.at("preprocess.bias")});
  first = at::einsum("okij,kc->ocij", {first, matrix->second.flatten(1)});
}

at::Tensor EncoderTeacher::map(const std::string& layer, const at::Tensor& difference) const {
  return at::matmul(difference.permute({0, 2, 3, 1}), metrics_.at(layer).t());  // (N, H, W, C)
}

}  // namespace nst::train
