// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a training run has to remember, as named tensors: the weights of its networks and the moments of its optimisers.
// The checkpoint of every generative program is made of these.
#pragma once

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace nst::train {

using Tensors = std::map<std::string, at::Tensor>;

/// A network together with the optimiser that trains it, if one does.
struct Learner {
  std::string name;  ///< before the names of its tensors
  torch::nn::Module& network;
  torch::optim::Optimizer* optimiser = nullptr;
};

/// All that `learners` have to remember: parameters and buffers of the networks, moments of the optimisers.
void remember(Tensors& tensors, std::span<const Learner> learners);

/// Copies it back. Throws Error if something is missing or has another shape.
void recall(const Tensors& tensors, std::span<const Learner> learners);

/// Which steps a network takes.
struct OptimiserOptions {
  std::string kind = "adam";  ///< "adam", or "rmsprop" (document 002: too slow for a discriminator)
  double rate = 2e-4;
  double beta1 = 0.5;  ///< of Adam
  double beta2 = 0.999;
  std::optional<double> longest_gradient;  ///< that of all parameters together is shortened to this
};

/// An optimiser of the parameters of `network`. Its steps take the mean of the gradients of all processes, which have
/// to call it alike (processes.h).
std::unique_ptr<torch::optim::Optimizer> make_optimiser(const OptimiserOptions& options,
                                                        const torch::nn::Module& network);

/// Moves `average` towards `network`: a <- decay a + (1 - decay) w, parameter by parameter. The decay is less in the
/// first steps, min(decay, (1 + step) / (10 + step)), so that the random first weights are soon forgotten.
void follow(torch::nn::Module& average, const torch::nn::Module& network, double decay, int step);

}  // namespace nst::train
