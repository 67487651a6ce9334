// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/losses.h"

#include "tests/support/gradient.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

/// Moments of a normal distribution with independent channels.
Statistics independent(const std::vector<double>& means, const std::vector<double>& deviations) {
  const at::Tensor mean = at::tensor(means, at::kFloat);
  const at::Tensor deviation = at::tensor(deviations, at::kFloat);
  return {mean, at::diag(deviation.square()) + at::outer(mean, mean)};
}

TEST(StyleTerm, IsZeroAtItsTarget) {
  at::manual_seed(1);
  const Statistics target = statistics(at::rand({1, 6, 12, 12}));
  EXPECT_NEAR(StyleTerm(StyleLoss::gram, target)(target).item<double>(), 0, 1e-7);
  EXPECT_NEAR(StyleTerm(StyleLoss::wasserstein, target)(target).item<double>(), 0, 1e-5);
}

TEST(StyleTerm, WassersteinOfIndependentChannelsIsKnown) {
  // Of two normal distributions on a line: (m - m_s)^2 + (s - s_s)^2; the channels add up.
  const Statistics a = independent({1, 2}, {0.5, 1});
  const Statistics b = independent({0, 2.5}, {1, 3});
  const double distance = 1 + 0.25 + 0.25 + 4;
  const double power = 1 + 9 + 0 + 6.25;
  EXPECT_NEAR(StyleTerm(StyleLoss::wasserstein, b)(a).item<double>(), distance / power, 2e-4);
}

TEST(StyleTerm, WassersteinSeesRotatedCovariances) {
  // Equal eigenvalues in turned axes: a distance that means and variances alone would miss.
  const at::Tensor mean = at::zeros({2});
  const at::Tensor along = at::tensor({1.0F, 0.9F, 0.9F, 1.0F}).view({2, 2});
  const at::Tensor across = at::tensor({1.0F, -0.9F, -0.9F, 1.0F}).view({2, 2});
  // The two commute: tr (A^1/2 B A^1/2)^1/2 = 2 sqrt(1.9 * 0.1).
  const double expected = (2 + 2 - 4 * std::sqrt(1.9 * 0.1)) / 2;
  EXPECT_NEAR(StyleTerm(StyleLoss::wasserstein, {mean, across})({mean, along}).item<double>(), expected, 1e-3);
}

TEST(StyleTerm, GramIsTheRelativeSquaredError) {
  const Statistics a = independent({0, 0}, {1, 1});
  const Statistics b = independent({0, 0}, {2, 2});
  EXPECT_NEAR(StyleTerm(StyleLoss::gram, b)(a).item<double>(), (9.0 + 9.0) / 32.0, 1e-6);
}

TEST(StyleTerm, GradientsAgreeWithFiniteDifferences) {
  at::manual_seed(2);
  const at::Tensor feature = at::rand({1, 3, 4, 5}, at::kDouble);
  const at::Tensor guide = at::rand({1, 1, 4, 5}, at::kDouble);
  const Statistics target = statistics(at::rand({1, 3, 6, 6}, at::kDouble));
  for (const StyleLoss kind : {StyleLoss::gram, StyleLoss::wasserstein}) {
    const StyleTerm term(kind, target);
    EXPECT_LT(test::gradient_error([&](const at::Tensor& x) { return term(statistics(x, guide)); }, feature), 1e-4);
  }
}

TEST(ContentLoss, IsRelativeToTheTarget) {
  const at::Tensor target = at::full({1, 2, 3, 3}, 2.0);
  EXPECT_NEAR(content_loss(target + 1, target, {}).item<double>(), 0.25, 1e-6);
  at::Tensor guide = at::zeros({1, 1, 3, 3});
  guide.select(3, 0).fill_(0.5);
  at::Tensor elsewhere = target.clone();
  elsewhere.select(3, 2).fill_(100);  // outside the guide: does not count
  EXPECT_NEAR(content_loss(elsewhere, target, guide).item<double>(), 0, 1e-6);
  EXPECT_NEAR(content_loss(target + 1, target, guide).item<double>(), 0.25, 1e-6);
}

TEST(ContentLoss, GradientAgreesWithFiniteDifferences) {
  at::manual_seed(3);
  const at::Tensor target = at::rand({1, 2, 3, 4}, at::kDouble);
  const at::Tensor guide = at::rand({1, 1, 3, 4}, at::kDouble);
  const at::Tensor feature = at::rand({1, 2, 3, 4}, at::kDouble);
  EXPECT_LT(test::gradient_error([&](const at::Tensor& x) { return content_loss(x, target, guide); }, feature), 1e-5);
}

TEST(TotalVariation, IsZeroForOneColourAndKnownForARamp) {
  EXPECT_EQ(total_variation(at::full({1, 3, 5, 5}, 0.3)).item<float>(), 0);
  // A ramp of 0.1 a column: right and both diagonals differ by 0.1, below by 0.
  const at::Tensor ramp = (at::arange(5, at::kFloat) * 0.1).view({1, 1, 1, 5}).expand({1, 3, 5, 5});
  EXPECT_NEAR(total_variation(ramp).item<double>(), 0.01 / 3 + 2 * 0.01 / 12, 1e-6);
}

TEST(TotalVariation, SmoothsTheEdgesOfThePictureToo) {
  const at::Tensor picture = at::full({1, 3, 5, 5}, 0.5);
  at::Tensor dots = at::zeros({1, 3, 5, 5});
  dots.select(2, 4).slice(2, 0, std::nullopt, 2).fill_(0.2);  // every second pixel of the last row
  const at::Tensor rotated = dots.transpose(2, 3);
  for (const at::Tensor& spots : {dots, dots.flip(2), rotated, rotated.flip(3)}) {
    EXPECT_NEAR(total_variation(picture + spots).item<double>(), total_variation(picture + dots).item<double>(), 1e-7);
  }
  // Along the row the dots differ by 0.2 four times, of 20 pairs in all.
  EXPECT_GT(total_variation(picture + dots).item<double>(), 0.04 * 4 / 20 / 3);
}

TEST(TotalVariation, GradientAgreesWithFiniteDifferences) {
  at::manual_seed(4);
  EXPECT_LT(test::gradient_error(total_variation, at::rand({1, 3, 4, 5}, at::kDouble)), 1e-6);
}

}  // namespace
}  // namespace nst
