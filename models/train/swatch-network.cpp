// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/swatch-network.h"

#include "models/train/image-folder.h"

#include <torch/types.h>

namespace nst::train {
namespace {

// Seeds of generator_for() that no step of a training has.
constexpr std::uint64_t sheet_step = ~std::uint64_t{1};
constexpr std::uint64_t statistics_step = ~std::uint64_t{2};
constexpr std::uint64_t weights_step = ~std::uint64_t{3};
constexpr int statistics_batches = 16;
constexpr std::int64_t statistics_batch = 128;
constexpr std::int64_t drawn_at_once = 64;

}  // namespace

SwatchNetwork::SwatchNetwork(const GeneratorShape& shape, double decay, std::uint64_t seed, at::Device device)
    : net(shape), average(shape), decay_(decay), seed_(seed), device_(device) {
  initialise(*net, generator_for(seed, weights_step));
  initialise(*average, generator_for(seed, weights_step));
  net->to(device);
  average->to(device);
}

void SwatchNetwork::follow(int step) { train::follow(*average, *net, decay_, step); }

at::Tensor SwatchNetwork::noise(std::int64_t count, const RowNumbers& random) const {
  return latent_noise(net->shape(), count, random).to(device_);
}

at::Tensor SwatchNetwork::swatches(std::int64_t count, bool averaged) {
  const torch::NoGradGuard no_grad;
  GeneratorNet& shown = averaged ? average : net;
  settle_statistics(shown, seed_);
  shown->eval();
  const at::Tensor z = noise(count, generator_for(seed_, sheet_step));
  std::vector<at::Tensor> parts;
  for (const at::Tensor& part : z.split(drawn_at_once)) {
    parts.push_back(shown(part).to(at::kFloat).add(1).div(2));
  }
  shown->train();
  return at::cat(parts);  // (count, 3, size, size)
}

void settle_statistics(GeneratorNet& net, std::uint64_t seed) {
  const torch::NoGradGuard no_grad;
  net->train();
  for (torch::nn::BatchNorm2d norm : net->norms()) {
    norm->reset_running_stats();
  }
  for (int i = 0; i < statistics_batches; ++i) {
    net(latent_noise(net->shape(), statistics_batch,
                     generator_for(seed + static_cast<std::uint64_t>(i), statistics_step))
            .to(net->parameters().front().device()));
  }
}

}  // namespace nst::train
