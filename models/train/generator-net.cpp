// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/generator-net.h"

#include "core/error.h"

#include <torch/nn/options/batchnorm.h>
#include <torch/nn/options/conv.h>
#include <torch/types.h>

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

namespace nst::train {
namespace {

/// The side of the discriminator's last features, and of what the first layer makes of a single latent vector.
constexpr int smallest_side = 4;

int first_side(const GeneratorShape& shape) { return shape.grid == 1 ? smallest_side : shape.grid; }

/// How often a side is doubled from `small` to `large`.
int doublings(int small, int large) { return std::countr_zero(static_cast<unsigned>(large / small)); }

int channels(int width, int widest, int doubled) { return std::min(widest, width << std::min(doubled, 16)); }

}  // namespace

void require_shape(const GeneratorShape& shape) {
  const int first = first_side(shape);
  if (shape.size % first != 0 || !std::has_single_bit(static_cast<unsigned>(shape.size / first)) ||
      shape.size / first < 4) {
    throw Error("No generator paints " + std::to_string(shape.size) + " px from a grid of " +
                std::to_string(shape.grid) +
                ". Choose a size that is the grid (or 4, for a grid of 1) times 4, 8, 16 or 32.");
  }
  if (shape.global > shape.latent || (shape.grid == 1 && shape.global != shape.latent)) {
    throw Error(
        "More channels are global than there are, or there is only one position: choose --global below --latent "
        "with a --grid, and leave it out without one.");
  }
}

GeneratorNetImpl::GeneratorNetImpl(const GeneratorShape& shape) : shape_(shape) {
  require_shape(shape);
  const int count = doublings(first_side(shape), shape.size);
  int from = shape.latent;
  for (int i = 0; i <= count; ++i) {
    const bool last = i == count;
    const int to = last ? 3 : channels(shape.width, shape.widest, count - 1 - i);
    // The first layer spreads a single vector over 4 x 4 px, or mixes the neighbours of a grid; all others double.
    auto options = i > 0             ? torch::nn::ConvTranspose2dOptions(from, to, 4).stride(2).padding(1)
                   : shape.grid == 1 ? torch::nn::ConvTranspose2dOptions(from, to, 4)
                                     : torch::nn::ConvTranspose2dOptions(from, to, 3).padding(1);
    const std::string name = std::to_string(i);
    convolutions_.push_back(register_module("up" + name, torch::nn::ConvTranspose2d(options.bias(last))));
    if (!last) {
      // Without momentum the statistics are the mean over all batches since they were last reset: see
      // settle_statistics() in swatch-network.h.
      norms_.push_back(register_module(
          "norm" + name, torch::nn::BatchNorm2d(torch::nn::BatchNorm2dOptions(to).momentum(std::nullopt))));
    }
    from = to;
  }
}

at::Tensor GeneratorNetImpl::forward(at::Tensor z) {
  at::Tensor x = std::move(z);
  for (std::size_t i = 0; i < norms_.size(); ++i) {
    x = norms_[i](convolutions_[i](x)).relu_();  // (N, C, H, W)
  }
  return convolutions_.back()(x).tanh();
}

DiscriminatorNetImpl::DiscriminatorNetImpl(const DiscriminatorShape& shape) : shape_(shape) {
  const int count = doublings(smallest_side, shape.size);
  int from = 3;
  for (int i = 0; i <= count; ++i) {
    const bool last = i == count;
    const bool normalised = i > 0 && !last;
    const int to = last ? shape.outputs : channels(shape.width, shape.widest, i);
    const std::string name = std::to_string(i);
    auto options = torch::nn::Conv2dOptions(from, to, 4).stride(last ? 1 : 2).padding(last ? 0 : 1);
    convolutions_.push_back(register_module(
        "down" + name, torch::nn::Conv2d(options.bias(!normalised || shape.normalisation != Normalisation::batch))));
    if (normalised && shape.normalisation == Normalisation::batch) {
      norms_.push_back(register_module("norm" + name, torch::nn::BatchNorm2d(to)));
    }
    from = to;
  }
}

at::Tensor DiscriminatorNetImpl::layer(const at::Tensor& x, std::size_t index) {
  at::Tensor y = convolutions_[index](x);  // (N, C, H, W)
  if (index > 0) {
    y = shape_.normalisation == Normalisation::batch
            ? norms_[index - 1](y)
            : at::instance_norm(y, {}, {}, {}, {}, /*use_input_stats=*/true, 0.0, 1e-5, /*cudnn_enabled=*/true);
  }
  return at::leaky_relu(y, shape_.slope);
}

at::Tensor DiscriminatorNetImpl::features(at::Tensor x, std::size_t last) {
  for (std::size_t i = 0; i <= last; ++i) {
    x = layer(x, i);
  }
  return x;
}

at::Tensor DiscriminatorNetImpl::forward(at::Tensor x) {
  return convolutions_.back()(features(std::move(x), convolutions_.size() - 2)).flatten(1);
}

void initialise(torch::nn::Module& network, at::Generator random) {
  const torch::NoGradGuard no_grad;
  for (const auto& item : network.named_parameters()) {
    const at::Tensor& weight = item.value();
    const bool norm = item.key().find("norm") != std::string::npos;
    if (item.key().ends_with("bias")) {
      weight.zero_();
    } else {
      weight.copy_(at::randn(weight.sizes(), random, at::kFloat) * 0.02 + (norm ? 1.0 : 0.0));
    }
    if (weight.dim() == 4) {
      weight.set_data(weight.contiguous(at::MemoryFormat::ChannelsLast));  // as the pictures are: twice as fast
    }
  }
}

at::Tensor latent_noise(const GeneratorShape& shape, std::int64_t count, const RowNumbers& random) {
  const at::Tensor global =
      random.normal({count, shape.global, 1, 1}).expand({count, shape.global, shape.grid, shape.grid});
  const at::Tensor local = random.normal({count, shape.latent - shape.global, shape.grid, shape.grid});
  return at::cat({global, local}, 1);  // (count, latent, grid, grid)
}

}  // namespace nst::train
