// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/losses.h"

#include "tests/support/gradient.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

constexpr std::array all_losses{Measure::wasserstein, Measure::gram, Measure::covariance, Measure::moments,
                                Measure::sums};

/// Moments of a normal distribution with independent channels.
Statistics independent(const std::vector<double>& means, const std::vector<double>& deviations) {
  const at::Tensor mean = at::tensor(means, at::kFloat);
  const at::Tensor deviation = at::tensor(deviations, at::kFloat);
  return {mean, at::diag(deviation.square()) + at::outer(mean, mean)};
}

/// The moments of feature, (1, C, H, W), under guide, in plain tensor operations that autograd follows.
Statistics plain_statistics(const at::Tensor& feature, const at::Tensor& guide) {
  const at::Tensor rows = feature.permute({0, 2, 3, 1}).reshape({-1, feature.size(1)});
  const at::Tensor weights = (guide / guide.sum()).reshape({-1, 1});
  return {(rows * weights).sum(0), (rows * weights).t().matmul(rows)};
}

double distance(Measure loss, const Statistics& from, const Statistics& to) { return StyleTerm(loss, to)(from).value; }

/// The distance from moments that autograd follows, with the gradient that the term gives.
at::Tensor followed(const StyleTerm& term, const Statistics& from) {
  const auto plain = [](const at::Tensor& x) { return x.defined() ? x.detach() : x; };
  const StyleDistance distance = term({plain(from.mean), plain(from.moment)});
  const auto first_order = [](const at::Tensor& gradient, const at::Tensor& x) {
    return (gradient * (x - x.detach())).sum();
  };
  const at::Tensor value = first_order(distance.mean, from.mean) + distance.value;
  return distance.moment.defined() ? value + first_order(distance.moment, from.moment) : value;
}

TEST(StyleTerm, IsZeroAtItsTarget) {
  at::manual_seed(1);
  const Statistics target = plain_statistics(at::rand({1, 6, 12, 12}), at::ones({1, 1, 12, 12}));
  for (const Measure loss : all_losses) {
    EXPECT_NEAR(distance(loss, target, target), 0, 2e-5) << static_cast<int>(loss);
    EXPECT_GT(StyleTerm(loss, target).power(), 0);
  }
}

TEST(StyleTerm, WassersteinOfIndependentChannelsIsKnown) {
  // Of two normal distributions on a line: (m - m_s)^2 + (s - s_s)^2; the channels add up.
  const Statistics a = independent({1, 2}, {0.5, 1});
  const Statistics b = independent({0, 2.5}, {1, 3});
  EXPECT_NEAR(distance(Measure::wasserstein, a, b), 1 + 0.25 + 0.25 + 4, 2e-3);
  EXPECT_NEAR(StyleTerm(Measure::wasserstein, b).power(), 1 + 9 + 0 + 6.25, 1e-5);
}

TEST(StyleTerm, WassersteinSeesRotatedCovariances) {
  // Equal eigenvalues in turned axes: a distance that means and variances alone would miss.
  const at::Tensor mean = at::zeros({2});
  const at::Tensor along = at::tensor({1.0F, 0.9F, 0.9F, 1.0F}).view({2, 2});
  const at::Tensor across = at::tensor({1.0F, -0.9F, -0.9F, 1.0F}).view({2, 2});
  // The two commute: tr (A^1/2 B A^1/2)^1/2 = 2 sqrt(1.9 * 0.1).
  EXPECT_NEAR(distance(Measure::wasserstein, {mean, along}, {mean, across}), 2 + 2 - 4 * std::sqrt(1.9 * 0.1), 2e-3);
  EXPECT_NEAR(distance(Measure::moments, {mean, along}, {mean, across}), 0, 1e-6);
}

TEST(StyleTerm, GramIsTheSquaredErrorOfTheMoments) {
  const Statistics a = independent({0, 0}, {1, 1});
  const Statistics b = independent({0, 0}, {2, 2});
  EXPECT_NEAR(distance(Measure::gram, a, b), 9 + 9, 1e-5);
  EXPECT_NEAR(StyleTerm(Measure::gram, b).power(), 32, 1e-5);
}

TEST(StyleTerm, CovarianceDoesNotSeeTheMeanAndMomentsDo) {
  const Statistics a = independent({0, 0}, {1, 2});
  const Statistics b = independent({3, 4}, {1, 4});
  EXPECT_NEAR(distance(Measure::covariance, a, b), (16 - 4) * (16 - 4), 1e-2);
  EXPECT_NEAR(distance(Measure::moments, a, b), 9 + 16 + 4, 1e-3);
}

TEST(StyleTerm, GradientsAgreeWithFiniteDifferences) {
  at::manual_seed(2);
  const at::Tensor feature = at::rand({1, 3, 4, 5}, at::kDouble);
  const at::Tensor guide = at::rand({1, 1, 4, 5}, at::kDouble);
  const Statistics target = plain_statistics(at::rand({1, 3, 6, 6}, at::kDouble), at::ones({1, 1, 6, 6}, at::kDouble));
  for (const Measure loss : all_losses) {
    const StyleTerm term(loss, target);
    const auto function = [&](const at::Tensor& x) { return followed(term, plain_statistics(x, guide)); };
    EXPECT_LT(test::gradient_error(function, feature), 1e-4) << static_cast<int>(loss);
  }
}

TEST(StyleTerm, SurvivesChannelsThatNeverFire) {
  const Statistics dead{at::zeros({4}), at::zeros({4, 4})};
  const Statistics alive = independent({1, 1, 1, 1}, {1, 1, 1, 1});
  for (const Measure loss : all_losses) {
    for (const auto& [from, to] : {std::pair(dead, alive), {alive, dead}, {dead, dead}}) {
      const StyleDistance distance = StyleTerm(loss, to)(from);
      EXPECT_TRUE(std::isfinite(distance.value));
      EXPECT_TRUE(distance.mean.isfinite().all().item<bool>());
      EXPECT_TRUE(!distance.moment.defined() || distance.moment.isfinite().all().item<bool>());
    }
  }
}

// The gradient of a batch's mean loss is that of one loss to the averaged target; the values differ by a constant.
TEST(StyleTerm, ABatchOfGramTargetsIsOneTarget) {
  at::manual_seed(3);
  std::vector<Statistics> batch;
  Statistics average;
  for (int i = 0; i < 5; ++i) {
    batch.push_back(plain_statistics(at::rand({1, 4, 8, 8}), at::ones({1, 1, 8, 8})));
    blend(average, batch.back(), 1.0 / (i + 1));
  }
  double constant = 0;
  for (int trial = 0; trial < 3; ++trial) {
    const at::Tensor half = at::rand({4, 4});
    const Statistics current{at::zeros({4}), half + half.t()};
    double mean_of_losses = 0;
    at::Tensor gradient = at::zeros({4, 4});
    for (const Statistics& target : batch) {
      const StyleDistance distance = StyleTerm(Measure::gram, target)(current);
      mean_of_losses += distance.value / 5;
      gradient += distance.moment / 5;
    }
    const StyleDistance to_mean = StyleTerm(Measure::gram, average)(current);
    EXPECT_TRUE(at::allclose(to_mean.moment, gradient, 1e-5, 1e-6));
    const double difference = mean_of_losses - to_mean.value;
    EXPECT_TRUE(trial == 0 || std::abs(difference - constant) < 1e-5);
    constant = difference;
  }
  EXPECT_GT(constant, 0);
}

class TotalVariation : public testing::TestWithParam<Variation> {
 protected:
  static double value(const at::Tensor& picture) {
    at::Tensor gradient = at::zeros_like(picture);
    return add_variation(picture, GetParam(), 1, gradient);
  }
};

TEST_P(TotalVariation, IsZeroForOneColour) { EXPECT_EQ(value(at::full({1, 3, 5, 5}, 0.3)), 0); }

TEST_P(TotalVariation, GradientAgreesWithFiniteDifferences) {
  at::manual_seed(4);
  const at::Tensor picture = at::rand({1, 3, 5, 4}, at::kDouble);
  at::Tensor gradient = at::zeros_like(picture);
  add_variation(picture, GetParam(), 0.7, gradient);
  constexpr double step = 1e-6;
  for (std::int64_t i = 0; i < picture.numel(); ++i) {
    at::Tensor moved = picture.clone();
    moved.view({-1})[i] += step;
    const double above = value(moved);
    moved.view({-1})[i] -= 2 * step;
    EXPECT_NEAR(gradient.view({-1})[i].item<double>(), 0.7 * (above - value(moved)) / (2 * step), 1e-5);
  }
}

TEST_P(TotalVariation, AddsToTheGradientThatIsThere) {
  at::manual_seed(5);
  const at::Tensor picture = at::rand({1, 3, 6, 7});
  at::Tensor alone = at::zeros_like(picture);
  add_variation(picture, GetParam(), 2, alone);
  at::Tensor added = at::ones_like(picture);
  add_variation(picture, GetParam(), 2, added);
  EXPECT_TRUE(at::allclose(added, alone + 1));
}

TEST_P(TotalVariation, TakesALineOfPixels) {
  EXPECT_GE(value(at::rand({1, 3, 1, 5})), 0);
  EXPECT_GE(value(at::rand({1, 3, 5, 1})), 0);
}

INSTANTIATE_TEST_SUITE_P(All, TotalVariation,
                         testing::Values(Variation::squared, Variation::absolute, Variation::keras,
                                         Variation::isotropic));

TEST(TotalVariationByRows, IsThatOfThePlainFormula) {
  for (const auto& [height, width] : {std::pair(1, 1), {1, 7}, {7, 1}, {2, 2}, {5, 6}, {9, 40}, {33, 131}}) {
    const at::Tensor picture = at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast);
    at::Tensor by_rows = at::rand_like(picture);
    at::Tensor plain = by_rows.to(at::kDouble);
    const double value = add_variation(picture, Variation::squared, 0.3, by_rows);
    EXPECT_NEAR(value, add_variation(picture.to(at::kDouble), Variation::squared, 0.3, plain), 1e-5 * (1 + value));
    EXPECT_TRUE(at::allclose(by_rows.to(at::kDouble), plain, 1e-5, 1e-6)) << height << " x " << width;
  }
}

TEST(TotalVariationOfARamp, IsKnown) {
  // 0.1 a column over 5 columns and rows: 20 differences to the right, 16 along each diagonal, none downwards.
  const at::Tensor ramp = (at::arange(5, at::kDouble) * 0.1).view({1, 1, 1, 5}).expand({1, 3, 5, 5}).contiguous();
  at::Tensor gradient = at::zeros_like(ramp);
  EXPECT_NEAR(add_variation(ramp, Variation::squared, 1, gradient), 20 * 0.01 / 3 + 2 * 16 * 0.01 / 12, 1e-9);
  EXPECT_NEAR(add_variation(ramp, Variation::absolute, 1, gradient), 3 * 20 * 0.1, 1e-9);
  EXPECT_NEAR(add_variation(ramp, Variation::keras, 1, gradient), 3 * 16 * std::pow(0.01, 1.25), 1e-9);
  EXPECT_NEAR(add_variation(ramp, Variation::isotropic, 1, gradient), 16 * (std::sqrt(0.03 + 1e-4) - 0.01), 1e-9);
}

/// A picture of two colours with a border through its middle, `angle` away from upright and a few pixels soft.
at::Tensor border(std::int64_t side, double angle) {
  const at::Tensor x = at::arange(side, at::kDouble) - static_cast<double>(side - 1) / 2;
  const at::Tensor across = x.view({1, side}) * std::cos(angle) + x.view({side, 1}) * std::sin(angle);
  return across.div(2).sigmoid().view({1, 1, side, side}).expand({1, 3, side, side}).contiguous();
}

double variation_of(const at::Tensor& picture, Variation kind) {
  at::Tensor gradient = at::zeros_like(picture);
  return add_variation(picture, kind, 1, gradient);
}

TEST(IsotropicVariation, IsTheLengthOfABorderWhateverWayItRuns) {
  constexpr std::int64_t side = 128;
  const double upright = variation_of(border(side, 0), Variation::isotropic) / side;
  EXPECT_NEAR(upright, std::sqrt(3), 0.25);  // small differences count less
  for (const double angle : {0.2, 0.5, std::atan(1.0)}) {
    const double length = side / std::cos(angle);
    EXPECT_NEAR(variation_of(border(side, angle), Variation::isotropic) / length, upright, 0.05) << angle;
  }
}

TEST(IsotropicVariation, IsTheSameInBands) {
  const at::Tensor tall = at::rand({1, 3, 600, 5}, at::kDouble);
  double sum = 0;
  for (std::int64_t y = 0; y < 599; ++y) {
    sum += variation_of(tall.narrow(2, y, 2), Variation::isotropic);
  }
  EXPECT_NEAR(variation_of(tall, Variation::isotropic), sum, 1e-6);
}

}  // namespace
}  // namespace nst
