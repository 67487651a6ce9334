// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimisers.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/optim/lbfgs.h>
#include <torch/optim/rmsprop.h>

#include <functional>

namespace nst {
namespace {

constexpr auto channels_last = at::MemoryFormat::ChannelsLast;

/// A function of a picture with its gradient.
using Function = std::function<double(const at::Tensor& x, at::Tensor& gradient)>;

/// A bowl, badly scaled on purpose: some directions are a hundred times steeper than others.
struct Bowl {
  at::Tensor goal = at::linspace(0.1, 0.9, 3 * 6 * 5).view({1, 3, 6, 5}).contiguous(channels_last);
  at::Tensor steepness = at::linspace(0.01, 1, 3 * 6 * 5).view({1, 3, 6, 5}).contiguous(channels_last);

  double operator()(const at::Tensor& x, at::Tensor& gradient) const {
    gradient.copy_(2 * (x - goal) * steepness / static_cast<double>(x.numel()));
    return ((x - goal).square() * steepness).mean().item<double>();
  }
};

at::Tensor grey(std::int64_t height = 6, std::int64_t width = 5) {
  return at::full({1, 3, height, width}, 0.5).contiguous(channels_last);
}

at::Tensor minimise(Optimiser& optimiser, at::Tensor picture, const Function& function, int steps) {
  at::Tensor gradient = at::empty_like(picture);
  for (int i = 0; i < steps; ++i) {
    function(picture, gradient);
    optimiser.step(picture, gradient);
  }
  return optimiser.result(picture);
}

Settings settings_for(OptimiserKind kind) {
  const bool descent = kind == OptimiserKind::sgd;
  return {.optimiser = kind, .learning_rate = descent ? 0.45 : 0.05, .averaging = 0.5};
}

class Optimisers : public testing::TestWithParam<OptimiserKind> {
 protected:
  Settings settings_ = settings_for(GetParam());
  int steps_ = GetParam() == OptimiserKind::sgd ? 600 : 200;
};

TEST_P(Optimisers, ReachTheBottomOfABowl) {
  settings_.decay = Decay::exponential;
  settings_.decay_rate = GetParam() == OptimiserKind::rms_prop ? 2 : 0;
  Optimiser optimiser(settings_);
  const Bowl bowl;
  EXPECT_LT((minimise(optimiser, grey(), bowl, steps_) - bowl.goal).abs().max().item<double>(), 0.06);
}

TEST_P(Optimisers, LeavePixelsWithoutGradientAlone) {
  Optimiser optimiser(settings_);
  const Function upper_half = [bowl = Bowl()](const at::Tensor& x, at::Tensor& gradient) {
    const double value = bowl(x, gradient);
    gradient.narrow(2, 3, 3).zero_();
    return value;
  };
  const at::Tensor result = minimise(optimiser, grey(), upper_half, 50);
  EXPECT_TRUE(at::allclose(result.narrow(2, 3, 3), grey().narrow(2, 3, 3), 0, 1e-6));  // averaging rounds
  EXPECT_FALSE(at::allclose(result.narrow(2, 0, 3), grey().narrow(2, 0, 3), 0, 1e-2));
}

TEST_P(Optimisers, ResultStaysInRange) {
  Optimiser optimiser(settings_);
  const Function outward = [](const at::Tensor& x, at::Tensor& gradient) {
    gradient.copy_(2 * (x - 5) / static_cast<double>(x.numel()));
    return 0.0;
  };
  const at::Tensor result = minimise(optimiser, grey(), outward, steps_);
  EXPECT_LE(result.max().item<double>(), 1);
  EXPECT_NEAR(result.min().item<double>(), 1, 1e-6);
}

TEST_P(Optimisers, AFlatFunctionMovesNothing) {
  Optimiser optimiser(settings_);
  const Function flat = [](const at::Tensor&, at::Tensor& gradient) {
    gradient.zero_();
    return 0.0;
  };
  EXPECT_TRUE(at::allclose(minimise(optimiser, grey(), flat, 5), grey(), 0, 1e-6));
}

TEST_P(Optimisers, GoOnFromTheirStateToTheBit) {
  const Bowl bowl;
  Optimiser whole(settings_);
  const at::Tensor expected = minimise(whole, grey(), bowl, 30);
  Optimiser first(settings_);
  at::Tensor picture = grey();
  at::Tensor gradient = at::empty_like(picture);
  for (int i = 0; i < 13; ++i) {
    bowl(picture, gradient);
    first.step(picture, gradient);
  }
  Optimiser second(settings_);
  second.restore(first.state(), picture.options());
  EXPECT_TRUE(minimise(second, picture.clone(channels_last), bowl, 17).equal(expected));
}

TEST_P(Optimisers, GoOnAtAnotherSize) {
  settings_.decay = Decay::exponential;
  settings_.decay_rate = GetParam() == OptimiserKind::rms_prop ? 20 : 0;
  Optimiser optimiser(settings_);
  const Bowl bowl;
  const at::Tensor coarse = minimise(optimiser, grey(), bowl, 20);
  optimiser.resample({12, 10});
  Bowl fine{resize_signed(bowl.goal, {12, 10}), resize_signed(bowl.steepness, {12, 10}).clamp_min_(0.01)};
  const at::Tensor start = resize_picture(coarse, {12, 10});
  at::Tensor gradient = at::empty_like(start);
  const double before = fine(start, gradient);
  const at::Tensor result = minimise(optimiser, start.clone(channels_last), fine, 20);
  EXPECT_LT(fine(result, gradient), before);
  EXPECT_EQ(size_of(result), (Size{12, 10}));
}

INSTANTIATE_TEST_SUITE_P(All, Optimisers,
                         testing::Values(OptimiserKind::l_bfgs, OptimiserKind::adam, OptimiserKind::rms_prop,
                                         OptimiserKind::sgd, OptimiserKind::n_adam));

/// The picture after `steps` steps of an optimiser of LibTorch.
template <typename Torch>
at::Tensor torch_minimise(Torch& optimiser, at::Tensor& parameter, const Bowl& bowl, int steps) {
  for (int i = 0; i < steps; ++i) {
    optimiser.step([&] {
      at::Tensor gradient = at::empty_like(parameter);
      const double value = bowl(parameter.detach(), gradient);
      parameter.mutable_grad() = gradient.contiguous();
      return at::tensor(value);
    });
  }
  return parameter.detach();
}

TEST(Adam, IsLibTorchs) {
  const Bowl bowl;
  Optimiser optimiser({.optimiser = OptimiserKind::adam, .learning_rate = 0.01, .averaging = 0});
  at::Tensor parameter = grey().contiguous().requires_grad_(true);
  torch::optim::Adam reference({parameter}, torch::optim::AdamOptions(0.01).betas({0.9, 0.99}).eps(1e-14));
  const at::Tensor ours = minimise(optimiser, grey(), bowl, 20);
  EXPECT_TRUE(at::allclose(ours, torch_minimise(reference, parameter, bowl, 20), 1e-4, 1e-5));
}

TEST(RmsProp, IsLibTorchs) {
  const Bowl bowl;
  Optimiser optimiser({.optimiser = OptimiserKind::rms_prop, .learning_rate = 0.001, .averaging = 0});
  at::Tensor parameter = grey().contiguous().requires_grad_(true);
  torch::optim::RMSprop reference({parameter}, torch::optim::RMSpropOptions(0.001).alpha(0.9).eps(1e-14));
  const at::Tensor ours = minimise(optimiser, grey(), bowl, 20);
  EXPECT_TRUE(at::allclose(ours, torch_minimise(reference, parameter, bowl, 20), 1e-4, 1e-5));
}

// From the definition in Dozat's paper, one value by itself.
TEST(NAdam, IsDozats) {
  Optimiser optimiser({.optimiser = OptimiserKind::n_adam, .learning_rate = 0.01, .averaging = 0});
  at::Tensor picture = grey(1, 1);
  double x = 0.5;
  double m = 0;
  double v = 0;
  double product = 1;
  const auto mu = [](int t) { return 0.9 * (1 - 0.5 * std::pow(0.96, 0.004 * t)); };
  for (int t = 1; t <= 10; ++t) {
    const double g = std::sin(t) * 0.1;
    optimiser.step(picture, at::full_like(picture, g));
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    product *= mu(t);
    const double momentum = mu(t + 1) * m / (1 - product * mu(t + 1)) + (1 - mu(t)) * g / (1 - product);
    x -= 0.01 * momentum / std::sqrt(v / (1 - std::pow(0.999, t)));
    x = std::clamp(x, 0.0, 1.0);
  }
  EXPECT_NEAR(picture.mean().item<double>(), x, 1e-5);
}

// LibTorch's own L-BFGS drops curvatures below 1e-10, so the bowl is made steep enough for it; and its bottom is near,
// so that no step is too long for ours.
TEST(LBfgs, TakesTheStepsOfLibTorchs) {
  Bowl bowl;
  bowl.goal = 0.5 + 0.2 * (bowl.goal - 0.5);
  bowl.steepness *= static_cast<double>(bowl.steepness.numel());
  constexpr int steps = 25;
  constexpr int history = 4;
  Optimiser optimiser({.optimiser = OptimiserKind::l_bfgs, .history = history});
  at::Tensor ours = grey();
  at::Tensor gradient = at::empty_like(ours);
  bowl(ours, gradient);
  optimiser.step(ours, gradient);  // the first step is scaled otherwise: both go on from ours
  at::Tensor parameter = grey().contiguous().requires_grad_(true);
  const double first = 0.01 / gradient.abs().mean().item<double>() * gradient.abs().sum().item<double>();
  torch::optim::LBFGS reference(
      {parameter},
      torch::optim::LBFGSOptions(first).max_iter(1).history_size(history).tolerance_grad(-1).tolerance_change(-1));
  torch_minimise(reference, parameter, bowl, 1);
  EXPECT_TRUE(at::allclose(ours, parameter.detach(), 1e-4, 1e-5));
  static_cast<torch::optim::LBFGSOptions&>(reference.param_groups()[0].options()).lr(1);
  for (int i = 1; i < steps; ++i) {
    bowl(ours, gradient);
    optimiser.step(ours, gradient);
    torch_minimise(reference, parameter, bowl, 1);
    EXPECT_LT((ours - parameter.detach()).abs().max().item<double>(), 2e-3) << i;
  }
}

TEST(LBfgs, DoesNotLeapWhereThereIsHardlyAnyCurvature) {
  Optimiser optimiser({.optimiser = OptimiserKind::l_bfgs});
  at::Tensor picture = grey();
  const at::Tensor slope = at::ones_like(picture);
  optimiser.step(picture, slope);
  const at::Tensor before = picture.clone();
  optimiser.step(picture, slope * 0.9999);  // the bottom seems to be ten thousand steps away
  EXPECT_NEAR((before - picture).mean().item<double>(), 0.1, 1e-4);
}

TEST(Decay, FollowsItsFormula) {
  EXPECT_EQ(rate_at(Decay::constant, 3, 50), 1);
  EXPECT_NEAR(rate_at(Decay::exponential, 0.0408, 100), 0.96, 1e-3);
  EXPECT_NEAR(rate_at(Decay::power, 0.05, 60), 0.5, 1e-12);
  EXPECT_EQ(rate_at(Decay::exponential, 100, 1), 0);
  EXPECT_EQ(rate_at(Decay::exponential, 100, 0), 1);
}

TEST(Averaging, IsTheCorrectedRunningMean) {
  Optimiser optimiser(
      {.convention = Convention::pytorch, .optimiser = OptimiserKind::sgd, .learning_rate = 1, .averaging = 0.5});
  at::Tensor picture = grey(1, 1);
  std::vector<double> values;
  for (const double g : {0.1, -0.05, 0.2}) {
    optimiser.step(picture, at::full_like(picture, g));
    values.push_back(picture.mean().item<double>());
  }
  const double expected = (0.125 * values[0] + 0.25 * values[1] + 0.5 * values[2]) / 0.875;
  EXPECT_NEAR(optimiser.result(picture).mean().item<double>(), expected, 1e-6);
}

}  // namespace
}  // namespace nst
