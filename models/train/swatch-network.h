// SPDX-License-Identifier: GPL-3.0-or-later
//
// A generator in training together with the exponential average of its weights, which is what is shown and shipped. The
// part that dcgan, wgan-gp, vae and vae-gan have in common.
#pragma once

#include "models/train/generator-net.h"
#include "models/train/tensors.h"

#include <c10/core/Device.h>

#include <cstdint>

namespace nst::train {

class SwatchNetwork {
 public:
  /// Random weights from `seed`; `decay` is that of the average, by step.
  SwatchNetwork(const GeneratorShape& shape, double decay, std::uint64_t seed, at::Device device);

  GeneratorNet net;      ///< trained
  GeneratorNet average;  ///< follows it

  /// To be called after every step of the optimiser: the average follows.
  void follow(int step);

  /// `count` latent vectors on the device, (count, latent, grid, grid).
  at::Tensor noise(std::int64_t count, const RowNumbers& random) const;

  /// Swatches of always the same latent vectors, (count, 3, size, size) in [0, 1], so that epochs can be compared;
  /// those of the trained weights or of their average, with settled statistics.
  at::Tensor swatches(std::int64_t count, bool averaged);

 private:
  double decay_;
  std::uint64_t seed_;
  at::Device device_;
};

/// Gives the normalisations of `net` the mean statistics of some thousand latent vectors: the average of the weights
/// has seen no batch of its own, and those of the last batches are of weights that have changed since.
void settle_statistics(GeneratorNet& net, std::uint64_t seed);

}  // namespace nst::train
