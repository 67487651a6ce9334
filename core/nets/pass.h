// SPDX-License-Identifier: GPL-3.0-or-later
//
// One look of an encoder at a picture, and the way back: from gradients at some layers to the gradient of the picture,
// without autograd. Used by nets/encoder. Private to the core.
#pragma once

#include "core/nets/between.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// Features by layer name, each (1, C, H, W), after the ReLU, channels-last.
using Features = std::map<std::string, at::Tensor>;

/// An encoder's convolutions as they are run: on one device, in one precision.
struct Network {
  struct Layer {
    std::string name;
    at::Tensor weight;                     ///< (C_out, C_in, 3, 3)
    at::Tensor bias;                       ///< (C_out)
    at::Tensor weight_back;                ///< (C_in, C_out, 3, 3): mirrored, for the gradient of the input
    std::optional<ScaledPooling> pooling;  ///< after the ReLU
  };
  std::vector<Layer> layers;
  std::array<double, 3> mean{};
  std::array<double, 3> deviation{1, 1, 1};
  at::ScalarType type = at::kFloat;
};

/// The features of a picture together with what the way back needs.
class Pass {
 public:
  /// Runs `network` on picture, (1, 3, H, W) float32, up to the last of `taps`. `keep`: whether `backward` will follow.
  /// `step` is called before every convolution, there and back; it may throw.
  Pass(std::shared_ptr<const Network> network, const at::Tensor& picture, std::span<const std::string> taps, bool keep,
       std::function<void()> step);

  const Features& features() const { return features_; }

  /// The gradient of the picture, (1, 3, H, W) float32, from those at layers that were looked at, (1, C, H, W) in the
  /// precision of the features; layers may be left out. To be called once; H and W must have been multiples of 2 to the
  /// power of the number of poolings.
  at::Tensor backward(std::map<std::string, at::Tensor> gradients) &&;

 private:
  struct Step {
    Stage stage;
    Trace trace;
  };

  std::shared_ptr<const Network> network_;
  std::function<void()> step_;
  std::array<std::int64_t, 4> picture_sizes_{};
  Features features_;
  std::vector<Step> steps_;  ///< for each layer of the network that was run
};

}  // namespace nst
