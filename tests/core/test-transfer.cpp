// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

at::Tensor correlated(std::uint64_t seed) {
  at::manual_seed(seed);
  const at::Tensor mixing = at::randn({5, 5});
  return at::einsum("ij,njhw->nihw", {mixing, at::randn({1, 5, 40, 30})}).contiguous() + at::randn({1, 5, 1, 1});
}

Statistics plain(const at::Tensor& feature) {
  const at::Tensor f = feature.flatten(2).squeeze(0).to(at::kDouble);  // (C, M)
  return {f.mean(1).to(at::kFloat), (f.matmul(f.t()) / f.size(1)).to(at::kFloat)};
}

TEST(Transfer, CovarianceGivesTheStylesMeanAndCovariance) {
  const at::Tensor content = correlated(1);
  const Statistics style = plain(correlated(2));
  const Statistics now = plain(moved(content, transfer(plain(content), style, FeatureTransfer::covariance)));
  EXPECT_TRUE(at::allclose(now.mean, style.mean, 1e-3, 1e-3));
  EXPECT_TRUE(at::allclose(covariance(now), covariance(style), 1e-2, 1e-2));
}

TEST(Transfer, CovarianceIsTheMapThatMovesLeast) {
  // For commuting covariances the optimal map is known: it stretches each of their axes by itself.
  const Statistics content{at::zeros({2}), at::diag(at::tensor({4.0F, 1.0F}))};
  const Statistics style{at::ones({2}), at::diag(at::tensor({1.0F, 9.0F})) + 1};
  const Transfer map = transfer(content, style, FeatureTransfer::covariance);
  EXPECT_TRUE(at::allclose(map.matrix, at::diag(at::tensor({0.5F, 3.0F})), 1e-3, 1e-3));
  EXPECT_TRUE(at::allclose(map.offset, at::ones({2}), 1e-4, 1e-4));
  EXPECT_TRUE(at::allclose(map.matrix, map.matrix.t()));
}

TEST(Transfer, MomentsAreAdaptiveInstanceNormalisation) {
  const at::Tensor content = correlated(3);
  const at::Tensor style = correlated(4);
  const at::Tensor now = moved(content, transfer(plain(content), plain(style), FeatureTransfer::moments));
  const auto deviation = [](const at::Tensor& x) { return x.flatten(2).std(2, /*unbiased=*/false); };
  const auto mean = [](const at::Tensor& x) { return x.flatten(2).mean(2); };
  const at::Tensor expected = (content - mean(content).view({1, 5, 1, 1})) / deviation(content).view({1, 5, 1, 1}) *
                                  deviation(style).view({1, 5, 1, 1}) +
                              mean(style).view({1, 5, 1, 1});
  EXPECT_TRUE(at::allclose(now, expected, 1e-2, 1e-2));
}

TEST(Transfer, SameStatisticsChangeNothing) {
  const at::Tensor content = correlated(5);
  for (const FeatureTransfer kind : {FeatureTransfer::moments, FeatureTransfer::covariance}) {
    EXPECT_TRUE(at::allclose(moved(content, transfer(plain(content), plain(content), kind)), content, 1e-3, 1e-3));
  }
}

TEST(Transfer, WhatNeverVariesInTheContentIsNotBlownUp) {
  const at::Tensor even = at::ones({1, 5, 8, 8});
  const Statistics style = plain(correlated(6) * 100);
  for (const FeatureTransfer kind : {FeatureTransfer::moments, FeatureTransfer::covariance}) {
    const Transfer map = transfer(plain(even), style, kind);
    EXPECT_LE(map.matrix.abs().max().item<double>(), most_stretch + 1e-3);
    EXPECT_TRUE(at::allclose(moved(even, map).mean({2, 3}).squeeze(0), style.mean, 1e-3, 1e-2));
  }
}

}  // namespace
}  // namespace nst
