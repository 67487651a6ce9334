// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statistics.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

at::Tensor random(at::IntArrayRef shape, std::uint64_t seed) {
  at::manual_seed(seed);
  return at::rand(shape);
}

/// The definition, position by position.
Statistics naive(const at::Tensor& feature, const at::Tensor& guide) {
  const std::int64_t channels = feature.size(1);
  Statistics moments{at::zeros({channels}, at::kDouble), at::zeros({channels, channels}, at::kDouble)};
  double sum = 0;
  for (std::int64_t y = 0; y < feature.size(2); ++y) {
    for (std::int64_t x = 0; x < feature.size(3); ++x) {
      const at::Tensor vector = feature.select(0, 0).select(1, y).select(1, x).to(at::kDouble);  // (C)
      const double weight = guide.defined() ? guide[0][0][y][x].item<double>() : 1.0;
      moments.mean += weight * vector;
      moments.moment += weight * at::outer(vector, vector);
      sum += weight;
    }
  }
  return {moments.mean / sum, moments.moment / sum};
}

void expect_equal(const Statistics& actual, const Statistics& expected) {
  EXPECT_TRUE(at::allclose(actual.mean.to(at::kDouble), expected.mean.to(at::kDouble), 1e-5, 1e-6));
  EXPECT_TRUE(at::allclose(actual.moment.to(at::kDouble), expected.moment.to(at::kDouble), 1e-5, 1e-6));
}

TEST(Statistics, AgreeWithTheDefinition) {
  const at::Tensor feature = random({1, 5, 7, 6}, 1);
  expect_equal(statistics(feature), naive(feature, {}));
  expect_equal(statistics(feature.contiguous(at::MemoryFormat::ChannelsLast)), naive(feature, {}));
  const at::Tensor guide = random({1, 1, 7, 6}, 2);
  expect_equal(statistics(feature, guide), naive(feature, guide));
}

TEST(Statistics, ComplementarySoftGuidesPartitionTheWhole) {
  const at::Tensor feature = random({1, 4, 9, 8}, 3);
  const at::Tensor guide = random({1, 1, 9, 8}, 4);
  const at::Tensor rest = 1 - guide;
  Statistics whole = statistics(feature, guide);
  blend(whole, statistics(feature, rest), rest.mean().item<double>());
  expect_equal(whole, statistics(feature));
}

TEST(Statistics, BlendOfStylesIsTheMeanThatTheMeanOfGramLossesAsksFor) {
  const Statistics now = statistics(random({1, 4, 6, 6}, 5));
  const Statistics a = statistics(random({1, 4, 6, 6}, 6));
  const Statistics b = statistics(random({1, 4, 6, 6}, 7));
  Statistics both;
  blend(both, a, 1);
  blend(both, b, 0.5);
  const auto distance = [&](const at::Tensor& x, const Statistics& target) {
    return (x - target.moment).square().sum();
  };
  const auto gradient = [&](const std::function<at::Tensor(const at::Tensor&)>& loss) {
    const at::Tensor x = now.moment.clone().requires_grad_(true);
    loss(x).backward();
    return x.grad();
  };
  const at::Tensor of_losses = gradient([&](const at::Tensor& x) { return (distance(x, a) + distance(x, b)) / 2; });
  const at::Tensor of_mean = gradient([&](const at::Tensor& x) { return distance(x, both); });
  EXPECT_TRUE(at::allclose(of_losses, of_mean, 1e-5, 1e-7));
}

TEST(Statistics, CovarianceIsCentredAndPositive) {
  const at::Tensor feature = random({1, 6, 10, 10}, 8) + 5;
  const at::Tensor rows = feature.flatten(2).squeeze(0);  // (C, M)
  const at::Tensor expected = at::cov(rows.to(at::kDouble), /*correction=*/0);
  EXPECT_TRUE(at::allclose(covariance(statistics(feature)), expected, 1e-2, 2e-4));
  EXPECT_GT(at::linalg_eigvalsh(covariance(statistics(at::ones({1, 6, 4, 4})))).min().item<double>(), 0);
}

TEST(Statistics, SquareRootSquaresToTheMatrix) {
  const at::Tensor factor = random({8, 8}, 9);
  const at::Tensor matrix = factor.matmul(factor.t());
  const at::Tensor root = square_root(matrix);
  EXPECT_TRUE(at::allclose(root.matmul(root), matrix, 1e-4, 1e-5));
  EXPECT_TRUE(at::allclose(root, root.t(), 1e-5, 1e-6));
}

}  // namespace
}  // namespace nst
