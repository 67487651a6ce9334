// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/tensors.h"

#include "core/error.h"
#include "models/train/processes.h"

#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adam.h>
#include <torch/optim/rmsprop.h>
#include <torch/types.h>

#include <algorithm>

namespace nst::train {
namespace {

const at::Tensor& find(const Tensors& tensors, const std::string& name, const at::Tensor& like) {
  const auto found = tensors.find(name);
  if (found == tensors.end() || found->second.sizes() != like.sizes()) {
    throw Error(
        "The checkpoint is of another network: “" + name +
        "” is missing or has another shape. Call with the options that it was made with, or in another folder.");
  }
  return found->second;
}

/// The state of one parameter, made if there is none yet.
template <typename State>
State& state_of(torch::optim::Optimizer& optimiser, const at::Tensor& parameter) {
  auto& state = optimiser.state()[parameter.unsafeGetTensorImpl()];
  if (!state) {
    state = std::make_unique<State>();
  }
  return static_cast<State&>(*state);
}

/// An optimiser whose steps are those of all processes.
template <typename Base>
class Together : public Base {
 public:
  template <typename Settings>
  Together(const std::vector<at::Tensor>& parameters, const Settings& settings, std::optional<double> longest_gradient)
      : Base(parameters, settings), parameters_(parameters), longest_gradient_(longest_gradient) {}

  at::Tensor step(torch::optim::Optimizer::LossClosure closure = nullptr) override {
    average_gradients(parameters_);
    if (longest_gradient_) {
      torch::nn::utils::clip_grad_norm_(parameters_, *longest_gradient_);
    }
    return Base::step(closure);
  }

 private:
  std::vector<at::Tensor> parameters_;
  std::optional<double> longest_gradient_;
};

bool is_adam(const torch::optim::Optimizer& optimiser) {
  return dynamic_cast<const torch::optim::Adam*>(&optimiser) != nullptr;
}

void remember_network(Tensors& tensors, const std::string& prefix, const torch::nn::Module& network) {
  for (const auto& item : network.named_parameters()) {
    tensors[prefix + item.key()] = item.value().detach();
  }
  for (const auto& item : network.named_buffers()) {
    tensors[prefix + item.key()] = item.value();
  }
}

void recall_network(const Tensors& tensors, const std::string& prefix, torch::nn::Module& network) {
  const torch::NoGradGuard no_grad;
  for (const auto& item : network.named_parameters()) {
    item.value().copy_(find(tensors, prefix + item.key(), item.value()));
  }
  for (const auto& item : network.named_buffers()) {
    item.value().copy_(find(tensors, prefix + item.key(), item.value()));
  }
}

void remember_moments(Tensors& tensors, const std::string& prefix, torch::optim::Optimizer& optimiser,
                      const torch::nn::Module& network) {
  for (const auto& item : network.named_parameters()) {
    const auto put = [&](const char* what, const at::Tensor& moment) {
      tensors[prefix + what + item.key()] = moment.defined() ? moment : at::zeros_like(item.value());
    };
    const auto count = [&](std::int64_t steps) {
      tensors[prefix + "steps." + item.key()] = at::scalar_tensor(steps, at::kLong);
    };
    if (is_adam(optimiser)) {
      auto& state = state_of<torch::optim::AdamParamState>(optimiser, item.value());
      put("first.", state.exp_avg());
      put("second.", state.exp_avg_sq());
      count(state.step());
    } else {
      auto& state = state_of<torch::optim::RMSpropParamState>(optimiser, item.value());
      put("second.", state.square_avg());
      count(state.step());
    }
  }
}

void recall_moments(const Tensors& tensors, const std::string& prefix, torch::optim::Optimizer& optimiser,
                    const torch::nn::Module& network) {
  for (const auto& item : network.named_parameters()) {
    const auto get = [&](const char* what) {
      return find(tensors, prefix + what + item.key(), item.value())
          .to(item.value().device(), /*non_blocking=*/false, /*copy=*/true);
    };
    const auto steps = find(tensors, prefix + "steps." + item.key(), at::empty({}, at::kLong)).item<std::int64_t>();
    if (is_adam(optimiser)) {
      auto& state = state_of<torch::optim::AdamParamState>(optimiser, item.value());
      state.exp_avg(get("first."));
      state.exp_avg_sq(get("second."));
      state.step(steps);
    } else {
      auto& state = state_of<torch::optim::RMSpropParamState>(optimiser, item.value());
      state.square_avg(get("second."));
      state.step(steps);
    }
  }
}

}  // namespace

void remember(Tensors& tensors, std::span<const Learner> learners) {
  for (const Learner& learner : learners) {
    remember_network(tensors, learner.name + ".", learner.network);
    if (learner.optimiser != nullptr) {
      remember_moments(tensors, learner.name + ".optimiser.", *learner.optimiser, learner.network);
    }
  }
}

void recall(const Tensors& tensors, std::span<const Learner> learners) {
  for (const Learner& learner : learners) {
    recall_network(tensors, learner.name + ".", learner.network);
    if (learner.optimiser != nullptr) {
      recall_moments(tensors, learner.name + ".optimiser.", *learner.optimiser, learner.network);
    }
  }
}

std::unique_ptr<torch::optim::Optimizer> make_optimiser(const OptimiserOptions& options,
                                                        const torch::nn::Module& network) {
  if (options.kind == "rmsprop") {
    return std::make_unique<Together<torch::optim::RMSprop>>(
        network.parameters(), torch::optim::RMSpropOptions(options.rate), options.longest_gradient);
  }
  return std::make_unique<Together<torch::optim::Adam>>(
      network.parameters(), torch::optim::AdamOptions(options.rate).betas({options.beta1, options.beta2}),
      options.longest_gradient);
}

void follow(torch::nn::Module& average, const torch::nn::Module& network, double decay, int step) {
  const torch::NoGradGuard no_grad;
  const double keep = std::min(decay, (1.0 + step) / (10.0 + step));
  const std::vector<at::Tensor> from = network.parameters();
  const std::vector<at::Tensor> to = average.parameters();
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i].lerp_(from[i], 1 - keep);
  }
}

}  // namespace nst::train
