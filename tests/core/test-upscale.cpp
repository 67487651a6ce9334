// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/upscale.h"

#include "core/tensors.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

/// A photograph with an edge finer than a quarter of its size can show.
at::Tensor photograph() {
  at::Tensor picture = at::full({1, 3, 64, 64}, 0.2);
  picture.narrow(3, 30, 34).fill_(0.8);
  picture.narrow(3, 40, 1).fill_(0.1);
  return picture;
}

double error(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().mean().item<double>(); }

TEST(Upscale, ReturnsAPaintingOfTheRightSizeAsItIs) {
  const at::Tensor painting = at::rand({1, 3, 8, 8});
  EXPECT_TRUE(upscale(painting, at::rand({1, 3, 8, 8})).is_same(painting));
}

TEST(Upscale, BringsTheEdgesBackWhereThePaintingFollowsThePhotograph) {
  const at::Tensor content = photograph();
  const at::Tensor painting = resize_picture(content, {16, 16});
  const double plain = error(resize_picture(painting, {64, 64}), content);
  EXPECT_LT(error(upscale(painting, content), content), 0.4 * plain);
}

TEST(Upscale, LeavesStrokesAlone) {
  at::manual_seed(1);
  const at::Tensor strokes = resize_picture(at::rand({1, 3, 4, 4}), {16, 16});
  const at::Tensor grain = (0.5 + 0.2 * at::randn({1, 3, 64, 64})).clamp(0, 1);
  const at::Tensor plain = resize_picture(strokes, {64, 64});
  EXPECT_LT(error(upscale(strokes, grain), plain), 0.25 * error(at::full_like(plain, 0.5), plain));
  EXPECT_TRUE(at::allclose(upscale(strokes, at::full({1, 3, 64, 64}, 0.5)), plain, 0, 0.03));
}

TEST(Upscale, TakesTheLatticeOfPoolingAway) {
  const at::Tensor flat = at::full({1, 3, 16, 16}, 0.5);
  at::Tensor lattice = flat.clone();
  lattice.slice(2, 0, std::nullopt, 2).add_(0.1);
  lattice.slice(3, 0, std::nullopt, 2).sub_(0.1);
  const at::Tensor result = upscale(lattice, at::full({1, 3, 64, 64}, 0.5)).slice(2, 16, 48).slice(3, 16, 48);
  EXPECT_LT((result - 0.5).abs().max().item<double>(), 1e-3);
}

TEST(Upscale, StaysInRange) {
  at::manual_seed(2);
  const at::Tensor result = upscale(at::rand({1, 3, 9, 7}), at::randint(0, 2, {1, 3, 40, 30}).to(at::kFloat));
  EXPECT_GE(result.min().item<float>(), 0);
  EXPECT_LE(result.max().item<float>(), 1);
}

}  // namespace
}  // namespace nst
