// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/moments.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

at::Tensor random_feature(std::int64_t channels, std::int64_t height, std::int64_t width, at::ScalarType type) {
  at::manual_seed(5);
  return at::rand({1, channels, height, width}).to(type).contiguous(at::MemoryFormat::ChannelsLast);
}

double relative_error(const at::Tensor& a, const at::Tensor& b) {
  return ((a.to(at::kDouble) - b.to(at::kDouble)).norm() / b.to(at::kDouble).norm()).item<double>();
}

class MomentsOf : public testing::TestWithParam<std::tuple<at::ScalarType, bool, int>> {
 protected:
  at::ScalarType type() const { return std::get<0>(GetParam()); }
  std::int64_t channels() const { return std::get<2>(GetParam()); }
  at::Tensor feature() const { return random_feature(channels(), 50, 61, type()); }
  at::Tensor weights() const { return std::get<1>(GetParam()) ? at::rand({1, 1, 50, 61}) : at::Tensor(); }
  // A library sums thousands of products in an order of its own, another one on each processor.
  double rounding() const { return channels() % 16 == 0 ? 1e-6 : 5e-6; }
  double tolerance() const { return type() == at::kFloat ? 1e-5 : 1e-2; }
};

TEST_P(MomentsOf, AreThoseOfPlainLoops) {
  const at::Tensor f = feature();
  const at::Tensor w = weights();
  Moments moments;
  accumulate(moments, f, w);
  const at::Tensor values = f.to(at::kDouble);
  const auto value = values.accessor<double, 4>()[0];
  double mass = 0;
  at::Tensor sum = at::zeros({channels()}, at::kDouble);
  at::Tensor product = at::zeros({channels(), channels()}, at::kDouble);
  auto sums = sum.accessor<double, 1>();
  auto products = product.accessor<double, 2>();
  for (std::int64_t y = 0; y < f.size(2); ++y) {
    for (std::int64_t x = 0; x < f.size(3); ++x) {
      const double weight = w.defined() ? static_cast<double>(w.accessor<float, 4>()[0][0][y][x]) : 1.0;
      mass += weight;
      for (std::int64_t i = 0; i < channels(); ++i) {
        sums[i] += weight * value[i][y][x];
        for (std::int64_t j = 0; j < channels(); ++j) {
          products[i][j] += weight * value[i][y][x] * value[j][y][x];
        }
      }
    }
  }
  EXPECT_NEAR(moments.mass.item<double>(), mass, 1e-6 * mass);
  EXPECT_LE(relative_error(moments.sum, sum), 1e-6);
  EXPECT_LE(relative_error(moments.product, product), rounding());
  accumulate(moments, f, w);
  EXPECT_LE(relative_error(moments.product, 2 * product), rounding());
  EXPECT_NEAR(moments.mass.item<double>(), 2 * mass, 2e-6 * mass);
}

TEST_P(MomentsOf, HaveTheGradientOfAutograd) {
  const at::Tensor f = feature();
  const at::Tensor w = weights();
  const at::Tensor vector = at::randn({channels()});
  const at::Tensor half = at::randn({channels(), channels()});
  const at::Tensor x = f.to(at::kFloat).requires_grad_(true);
  const at::Tensor rows = x.permute({0, 2, 3, 1}).reshape({-1, channels()});
  const at::Tensor weighted = w.defined() ? rows * w.reshape({-1, 1}) : rows;
  ((weighted.sum(0) * vector).sum() + (weighted.t().matmul(rows) * half).sum()).backward();
  at::Tensor out;
  add_moment_gradient(out, f, w, vector, half + half.t());
  EXPECT_EQ(out.scalar_type(), type());
  EXPECT_TRUE(out.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_LE(relative_error(out, x.grad()), tolerance());
  add_moment_gradient(out, f, w, vector, half + half.t());
  EXPECT_LE(relative_error(out, 2 * x.grad()), tolerance());
}

TEST_P(MomentsOf, ContentTermIsTheWeightedSquare) {
  const at::Tensor f = feature();
  const at::Tensor w = weights();
  const at::Tensor target = f.roll(1, 3).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor weight = w.defined() ? w : at::ones({1, 1, 1, 1});
  const at::Tensor difference = f.to(at::kDouble) - target.to(at::kDouble);
  at::Tensor out;
  const double value = add_content_gradient(out, f, target, w, 0.5);
  const double expected = (weight * difference.square()).sum().item<double>();
  EXPECT_NEAR(value, expected, 1e-5 * expected);
  EXPECT_LE(relative_error(out, 0.5 * weight * difference), tolerance());
  add_content_gradient(out, f, target, w, 0.5);
  EXPECT_LE(relative_error(out, weight * difference), tolerance());
}

INSTANTIATE_TEST_SUITE_P(Kinds, MomentsOf,
                         testing::Combine(testing::Values(at::kFloat, at::kBFloat16), testing::Bool(),
                                          testing::Values(5, 16, 32, 64, 160)));

TEST(Moments, OfTilesAddUpAndAreDeterministic) {
  const at::Tensor f = random_feature(16, 64, 96, at::kFloat);
  Moments whole;
  accumulate(whole, f, {});
  Moments tiles;
  for (const std::int64_t x : {0, 48}) {
    accumulate(tiles, f.narrow(3, x, 48), {});
  }
  EXPECT_LE(relative_error(tiles.product, whole.product), 1e-6);
  Moments again;
  accumulate(again, f, {});
  EXPECT_TRUE(again.product.equal(whole.product));
}

}  // namespace
}  // namespace nst
