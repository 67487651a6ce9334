// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimisers.h"

#include <ATen/ATen.h>
#include <torch/optim/adam.h>
#include <torch/optim/lbfgs.h>
#include <torch/utils.h>

#include <cmath>

namespace nst {
namespace {

constexpr int history = 10;

/// The picture as the optimiser's one parameter: (H, W, 3), contiguous, so that the optimiser may flatten it and the
/// network sees it in channels-last order, both without a copy.
struct Canvas {
  at::Tensor parameter;
  at::Tensor movable;  // (H, W, 1) or undefined

  Canvas(const at::Tensor& start, const at::Tensor& mask)
      : parameter(start.detach().squeeze(0).permute({1, 2, 0}).contiguous().clone().requires_grad_(true)),
        movable(mask.defined() ? mask.squeeze(0).permute({1, 2, 0}) : mask) {}

  at::Tensor picture() const { return parameter.permute({2, 0, 1}).unsqueeze(0); }  // (1, 3, H, W)

  /// Evaluates the objective and leaves its gradient in the parameter.
  at::Tensor evaluate(const Function& objective) {
    parameter.mutable_grad() = at::Tensor();
    // A sum over the pixels in place of the mean: L-BFGS drops curvatures below 1e-10, which means would often reach.
    const at::Tensor value = objective(picture()) * static_cast<double>(parameter.numel());
    value.backward();
    if (movable.defined()) {
      parameter.mutable_grad().mul_(movable);
    }
    return value.detach();
  }
};

at::Tensor l_bfgs(Canvas& canvas, const Function& objective, const Settings& settings, const Progress& progress) {
  // One iteration a call; the curvature pairs stay in the optimiser between the calls.
  torch::optim::LBFGS optimiser(
      {canvas.parameter},
      torch::optim::LBFGSOptions(1).max_iter(1).history_size(history).tolerance_grad(-1).tolerance_change(-1));
  for (int step = 0; step < settings.steps; ++step) {
    progress(static_cast<double>(step) / settings.steps);
    optimiser.step([&] { return canvas.evaluate(objective); });
  }
  return canvas.picture();
}

at::Tensor adam(Canvas& canvas, const Function& objective, const Settings& settings, const Progress& progress) {
  torch::optim::Adam optimiser({canvas.parameter},
                               torch::optim::AdamOptions(settings.learning_rate).betas({0.9, 0.99}));
  at::Tensor average = at::zeros_like(canvas.parameter);
  for (int step = 0; step < settings.steps; ++step) {
    progress(static_cast<double>(step) / settings.steps);
    canvas.evaluate(objective);
    optimiser.step();
    const torch::NoGradGuard no_grad;
    canvas.parameter.clamp_(0, 1);
    average.lerp_(canvas.parameter, 1 - settings.averaging);
  }
  const torch::NoGradGuard no_grad;
  canvas.parameter.copy_(average / (1 - std::pow(settings.averaging, settings.steps)));
  return canvas.picture();
}

}  // namespace

at::Tensor optimise(const at::Tensor& start, const Function& objective, const at::Tensor& movable,
                    const Settings& settings, const Progress& progress) {
  Canvas canvas(start, movable);
  const at::Tensor result = settings.optimiser == OptimiserKind::l_bfgs ? l_bfgs(canvas, objective, settings, progress)
                                                                        : adam(canvas, objective, settings, progress);
  return result.detach().clamp(0, 1);
}

}  // namespace nst
