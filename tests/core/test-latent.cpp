// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/latent.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace nst {
namespace {

using Numbers = std::vector<double>;

double length(const Numbers& x) {
  double squares = 0;
  for (const double value : x) {
    squares += value * value;
  }
  return std::sqrt(squares);
}

void expect_near(const Numbers& actual, const Numbers& expected, double tolerance = 1e-12) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    EXPECT_NEAR(actual[i], expected[i], tolerance) << i;
  }
}

/// The latent vector of a point without a grid.
at::Tensor vector_of(const SwatchPoint& point, int channels = 100) { return latent_of(point, channels, 0, {}); }

// By tests/reference/make-generator-reference.py, whose arithmetic is Python's own.
TEST(NormalNumbers, AreTheseForEver) {
  expect_near(normal_numbers(0, 5),
              {-0.45275774021745807, 0.20776603893419174, 2.650605812079669, -0.4904228253986477, -0.9886041246243285});
  expect_near(normal_numbers(12345, 3), {0.562543518587569, 1.927993626780118, 0.9228021975298089});
  const at::Tensor swatch = latent_of({.seed = 7}, 2, 1, {-1, 2});  // (3, 2, 2)
  const at::Tensor expected =
      at::tensor({-0.4647738498641018, -0.4647738498641018, -0.4647738498641018, -0.4647738498641018,
                  -0.4310381488504428, -0.4310381488504428, -0.4310381488504428, -0.4310381488504428,
                  0.22628831664843463, 0.3147500863885495, 0.362535961466449, -2.1745910817517})
          .view({3, 2, 2});
  EXPECT_TRUE(at::allclose(swatch, expected.to(at::kFloat), 0, 1e-6)) << swatch;
}

TEST(NormalNumbers, AreNormal) {
  constexpr int count = 100'000;
  const Numbers numbers = normal_numbers(1, count);
  double mean = 0;
  double square = 0;
  double fourth = 0;
  double neighbours = 0;
  int beyond_two = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double x = numbers[i];
    mean += x / count;
    square += x * x / count;
    fourth += x * x * x * x / count;
    neighbours += i > 0 ? x * numbers[i - 1] / count : 0;
    beyond_two += std::abs(x) > 2 ? 1 : 0;
  }
  EXPECT_NEAR(mean, 0, 0.015);  // five deviations of such a mean
  EXPECT_NEAR(square, 1, 0.025);
  EXPECT_NEAR(fourth, 3, 0.16);
  EXPECT_NEAR(neighbours, 0, 0.015);
  EXPECT_NEAR(beyond_two / double{count}, 0.0455, 0.004);
}

TEST(NormalNumbers, MoreOfThemBeginWithFewer) {
  const Numbers many = normal_numbers(3, 11);
  for (int count = 0; count < 11; ++count) {
    expect_near(normal_numbers(3, count), {many.begin(), many.begin() + count}, 0);
  }
}

TEST(Slerp, OfAQuarterOfACircleIsKnown) {
  const Numbers a{2, 0, 0};
  const Numbers b{0, 4, 0};
  const double half = std::numbers::sqrt2 / 2;
  expect_near(slerp(a, b, 0.5), {3 * half, 3 * half, 0});
  const double sixth = std::numbers::pi / 6;
  expect_near(slerp(a, b, 1.0 / 3), {8.0 / 3 * std::cos(sixth), 8.0 / 3 * std::sin(sixth), 0});
}

TEST(Slerp, HasExactEndsAndEqualSteps) {
  const Numbers a = normal_numbers(1, 100);
  const Numbers b = normal_numbers(2, 100);
  expect_near(slerp(a, b, 0), a, 0);
  expect_near(slerp(a, b, 1), b, 0);
  const auto angle = [](const Numbers& x, const Numbers& y) {
    double product = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      product += x[i] * y[i];
    }
    return std::acos(product / length(x) / length(y));
  };
  for (const double t : {0.25, 0.5, 0.9}) {
    EXPECT_NEAR(angle(a, slerp(a, b, t)), t * angle(a, b), 1e-9);
    EXPECT_NEAR(length(slerp(a, b, t)), (1 - t) * length(a) + t * length(b), 1e-9);
  }
}

TEST(Slerp, SurvivesVectorsWithoutAnAngle) {
  expect_near(slerp({1, 2}, {2, 4}, 0.5), {1.5, 3});
  expect_near(slerp({1, 0}, {-1, 0}, 0.25), {0.5, 0});
  expect_near(slerp({0, 0}, {1, 0}, 0.5), {0.5, 0});
  expect_near(slerp({}, {}, 0.5), {});
  expect_near(slerp({1}, {3}, 0.5), {2});
}

/// The blend of the swatches of two seeds.
SwatchPoint between(std::uint32_t a, std::uint32_t b, double share) {
  return blend_of({.seed = a}, {.seed = b}, share);
}

bool close(const at::Tensor& a, const at::Tensor& b) { return at::allclose(a, b, 0, 1e-6); }

double likeness(const at::Tensor& a, const at::Tensor& b) {
  return ((a * b).sum() / a.norm() / b.norm()).item<double>();
}

TEST(Latent, BlendsTwo) {
  EXPECT_TRUE(vector_of(between(1, 2, 0)).equal(vector_of({.seed = 1})));
  EXPECT_TRUE(vector_of(between(1, 2, 1)).equal(vector_of({.seed = 2})));
  EXPECT_TRUE(close(vector_of(between(1, 2, 0.3)), vector_of(between(2, 1, 0.7))));
  const at::Tensor half = vector_of(blend_of({.seed = 1}, {.seed = 2}));
  EXPECT_TRUE(close(half, vector_of(between(2, 1, 0.5))));
  EXPECT_NEAR(likeness(half, vector_of({.seed = 1})), likeness(half, vector_of({.seed = 2})), 1e-6);
}

TEST(Latent, BlendsBlends) {
  const auto square = [](double across, double down) {
    return vector_of(blend_of(between(1, 2, across), between(3, 4, across), down));
  };
  for (const auto& [across, down, seed] :
       std::vector<std::tuple<double, double, std::uint32_t>>{{0, 0, 1}, {1, 0, 2}, {0, 1, 3}, {1, 1, 4}}) {
    EXPECT_TRUE(square(across, down).equal(vector_of({.seed = seed}))) << seed;
  }
  EXPECT_TRUE(close(square(0.4, 0), vector_of(between(1, 2, 0.4))));
  EXPECT_TRUE(close(square(1, 0.6), vector_of(between(2, 4, 0.6))));
}

TEST(Latent, LengthsStayThoseOfSamples) {
  const SwatchPoint nested = variation_of(blend_of(variation_of({.seed = 1}, 7), {.seed = 2}), 3);
  for (const SwatchPoint& point : {between(1, 2, 0.1), between(1, 2, 0.5), between(1, 2, 0.8), nested}) {
    EXPECT_NEAR(vector_of(point).norm().item<double>(), 10, 2.5);
  }
}

TEST(Latent, VariationsBeginAtThePointAndEndWithNothingInCommon) {
  const auto varied = [](std::uint32_t number, double distance) {
    return vector_of(variation_of({.seed = 12}, number, distance), 4000);
  };
  const at::Tensor start = vector_of({.seed = 12}, 4000);
  EXPECT_TRUE(varied(1, 0).equal(start));
  EXPECT_NEAR(likeness(varied(1, 1), start), 0, 0.08);  // five deviations
  EXPECT_NEAR(likeness(varied(1, 1), varied(2, 1)), 0, 0.08);
  EXPECT_NEAR(likeness(varied(1, 1), vector_of({.seed = 1}, 4000)), 0, 0.08);
  double before = 1;
  for (const double distance : {0.2, 0.4, 0.6, 0.8}) {
    const double now = likeness(varied(3, distance), start);
    EXPECT_LT(now, before);
    EXPECT_NEAR(now, std::cos(distance * std::numbers::pi / 2), 0.08);
    before = now;
  }
}

// A word that was written down keeps its meaning. By tests/reference/make-generator-reference.py.
TEST(Latent, OfVariationsAndBlendsIsThisForEver) {
  const auto expect_first = [](const SwatchPoint& point, const Numbers& expected) {
    const at::Tensor latent = vector_of(point, 8).flatten().to(at::kDouble).contiguous();
    expect_near({latent.const_data_ptr<double>(), latent.const_data_ptr<double>() + expected.size()}, expected, 1e-6);
  };
  expect_first(variation_of({.seed = 12}, 3), {-0.6373930786376627, -1.5170067608117546, -0.2668315792649418});
  expect_first(blend_of({.seed = 3}, {.seed = 9}, 0.25), {1.0853140671326238, 0.7663046271592948, 1.6799678574495593});
  expect_first(variation_of(blend_of({.seed = 3}, variation_of({.seed = 9}, 1, 0.5)), 2),
               {0.6881891141033436, -0.23702851919567625, 2.597289392372998});
}

TEST(Latent, VariationsOfNeighboursAreNeighbours) {
  const at::Tensor here = vector_of(variation_of(between(3, 9, 0.5), 1), 4000);
  const at::Tensor beside = vector_of(variation_of(between(3, 9, 0.55), 1), 4000);
  EXPECT_GT(likeness(here, beside), 0.99);
  const at::Tensor other = vector_of(variation_of(between(9, 3, 0.5), 1, 1), 4000);
  EXPECT_NEAR(likeness(vector_of(variation_of(between(3, 9, 0.5), 1, 1), 4000), other), 0, 0.08);
}

TEST(Latent, EveryPositionHasNumbersOfItsOwnAndKeepsThem) {
  const at::Tensor large = latent_of({.seed = 5}, 3, 4, {-2, 9});  // (7, 9, 9), positions -2 to 6
  const at::Tensor small = latent_of({.seed = 5}, 3, 4, {0, 4});
  EXPECT_TRUE(small.equal(large.narrow(1, 2, 4).narrow(2, 2, 4)));
  const at::Tensor global = large.narrow(0, 0, 3);
  EXPECT_TRUE(global.equal(global.narrow(1, 0, 1).narrow(2, 0, 1).expand({3, 9, 9})));
  const at::Tensor local = large.narrow(0, 3, 4).reshape({-1});
  EXPECT_EQ(std::get<0>(at::_unique(local)).numel(), local.numel());  // none is there twice
  EXPECT_FALSE(large[3][2][3].equal(large[3][3][2]));
}

TEST(Latent, LocalPartsAreMixedAtEachPosition) {
  const GridPart part{-1, 3};
  const at::Tensor mixed = latent_of(between(1, 2, 0.3), 2, 6, part);
  const at::Tensor a = latent_of({.seed = 1}, 2, 6, part).to(at::kDouble);
  const at::Tensor b = latent_of({.seed = 2}, 2, 6, part).to(at::kDouble);
  const auto numbers = [](const at::Tensor& x) {
    const at::Tensor plain = x.contiguous();
    return Numbers(plain.const_data_ptr<double>(), plain.const_data_ptr<double>() + plain.numel());
  };
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 3; ++x) {
      const auto local = [&](const at::Tensor& of) { return numbers(of.narrow(0, 2, 6).select(1, y).select(1, x)); };
      expect_near(local(mixed.to(at::kDouble)), slerp(local(a), local(b), 0.3), 1e-6);
    }
  }
}

}  // namespace
}  // namespace nst
