// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/l-bfgs-sums.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <tuple>

namespace nst {
namespace {

/// By the length of the rows: shorter than any block, of no full block, of several and a rest; and by the pairs' type.
class LBfgsSums : public testing::TestWithParam<std::tuple<std::int64_t, at::ScalarType>> {
 protected:
  at::Tensor random(std::int64_t count, at::ScalarType type) const {
    return at::randn({count, std::get<0>(GetParam())}).to(type);
  }
  at::ScalarType type() const { return std::get<1>(GetParam()); }
  void SetUp() override { at::manual_seed(1); }
};

TEST_P(LBfgsSums, InnerProductsAreThoseOfDoublePrecision) {
  const at::Tensor a = random(3, type());
  const std::vector<at::Tensor> b{random(1, at::kFloat), random(4, type()), a.narrow(0, 1, 1)};
  std::vector<at::Tensor> wide;
  for (const at::Tensor& rows : b) {
    wide.push_back(rows.to(at::kDouble));
  }
  const at::Tensor expected = a.to(at::kDouble).matmul(at::cat(wide).t());
  const at::Tensor found = inner_products(a, b);
  EXPECT_EQ(found.scalar_type(), at::kDouble);
  EXPECT_LE((found - expected).abs().max().item<double>(), 1e-5 * static_cast<double>(a.size(1)));
}

TEST_P(LBfgsSums, WeightedSumIsTheProductWithTheFactors) {
  const at::Tensor pairs = random(5, type());
  const at::Tensor gradient = random(1, at::kFloat);
  const at::Tensor factors = at::randn({5}, at::kDouble);
  at::Tensor sum = at::full_like(gradient, 7);  // what was there is of no account
  weighted_sum({{factors, pairs}, {at::full({1}, -0.5, at::kDouble), gradient}}, sum);
  const at::Tensor expected = factors.unsqueeze(0).matmul(pairs.to(at::kDouble)) - 0.5 * gradient.to(at::kDouble);
  EXPECT_LE((sum.to(at::kDouble) - expected).abs().max().item<double>(), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Rows, LBfgsSums,
                         testing::Combine(testing::Values(5, 1000, 3 * 8192 + 77),
                                          testing::Values(at::kFloat, at::kBFloat16)));

}  // namespace
}  // namespace nst
