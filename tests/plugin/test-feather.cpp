// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/feather.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nst::gimp {
namespace {

constexpr int side = 81;
constexpr int middle = side / 2;

Image point() {
  Image mask(side, side, 1);
  mask.at(middle, middle, 0) = 1;
  return mask;
}

double sum(const Image& mask) {
  double all = 0;
  for (const float value : mask.pixels) {
    all += value;
  }
  return all;
}

/// The variance of a blurred point along one axis.
double variance(const Image& mask, bool along_x) {
  double all = 0;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double distance = along_x ? x - middle : y - middle;
      all += mask.at(x, y, 0) * distance * distance;
    }
  }
  return all;
}

TEST(Feather, SpreadsAsTheGaussianOfGimp) {
  for (const double radius : {1.0, 3.5, 10.0, 25.0}) {
    const Image soft = feathered(point(), radius);
    const double deviation = radius / 3.5;
    EXPECT_NEAR(sum(soft), 1, 1e-4) << radius;
    EXPECT_NEAR(variance(soft, true), deviation * deviation, 0.01 * deviation * deviation) << radius;
    EXPECT_NEAR(variance(soft, false), deviation * deviation, 0.01 * deviation * deviation) << radius;
  }
}

TEST(Feather, IsCloseToTheGaussianItself) {
  const double deviation = 20 / 3.5;
  const Image soft = feathered(point(), 20);
  const auto gaussian = [&](double x) {
    return std::exp(-x * x / (2 * deviation * deviation)) / (deviation * std::sqrt(2 * 3.14159265358979));
  };
  for (int x = 0; x < side; ++x) {
    const double expected = gaussian(x - middle) * gaussian(0);
    EXPECT_NEAR(soft.at(x, middle, 0), expected, 0.12 * gaussian(0) * gaussian(0)) << x;  // three boxes are flatter
  }
}

TEST(Feather, AnEdgeIsHalfWayAndRunsOnBehindTheBorder) {
  Image mask(60, 40, 1);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 30; ++x) {
      mask.at(x, y, 0) = 1;
    }
  }
  const Image soft = feathered(mask, 14);
  EXPECT_NEAR((soft.at(29, 0, 0) + soft.at(30, 0, 0)) / 2, 0.5, 1e-4);
  EXPECT_EQ(soft.at(0, 39, 0), 1);
  EXPECT_EQ(soft.at(59, 20, 0), 0);
  for (int x = 1; x < 60; ++x) {
    EXPECT_LE(soft.at(x, 10, 0), soft.at(x - 1, 10, 0) + 1e-6);
    EXPECT_NEAR(soft.at(x, 10, 0), soft.at(x, 0, 0), 1e-6) << "the border is seen";
  }
}

TEST(Feather, LeavesWhatIsEvenAndWhatIsNotAsked) {
  const Image even(20, 16, 1, 0.25F);
  for (const float value : feathered(even, 500).pixels) {
    EXPECT_NEAR(value, 0.25, 1e-5);
  }
  EXPECT_EQ(feathered(point(), 0), point());
  EXPECT_TRUE(feathered(Image(), 5).empty());
}

}  // namespace
}  // namespace nst::gimp
