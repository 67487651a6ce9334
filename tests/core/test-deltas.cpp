// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deltas.h"

#include "tests/support/pictures.h"

#include <gtest/gtest.h>

namespace nst {
namespace {

TEST(Deltas, OfOneColourAreMidGrey) {
  const Deltas found = deltas(Image(5, 4, 3, 0.25F));
  EXPECT_EQ(found.horizontal, Image(5, 4, 3, 0.5F));
  EXPECT_EQ(found.vertical, Image(5, 4, 3, 0.5F));
  EXPECT_EQ(found.variation, 0);
}

TEST(Deltas, OfARampAndAnEdgeAreKnown) {
  Image picture(4, 3, 3);
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 4; ++x) {
      picture.at(x, y, 0) = 0.125F * static_cast<float>(x);  // red rises to the right
      picture.at(x, y, 1) = y == 2 ? 1.0F : 0.0F;            // green jumps above the last row
    }
  }
  const Deltas found = deltas(picture);
  EXPECT_FLOAT_EQ(found.horizontal.at(2, 1, 0), 0.75F);
  EXPECT_FLOAT_EQ(found.horizontal.at(3, 1, 0), 0.5F);
  EXPECT_FLOAT_EQ(found.vertical.at(1, 1, 1), 1.0F);
  EXPECT_FLOAT_EQ(found.vertical.at(1, 0, 1), 0.5F);
  EXPECT_FLOAT_EQ(found.vertical.at(1, 2, 1), 0.5F);
  EXPECT_NEAR(found.variation, 0.125 / 3 + 0.5 / 3, 1e-6);
}

TEST(Deltas, LeaveAlphaOutAndTakeASinglePixel) {
  Image picture(2, 1, 4);
  picture.at(1, 0, 3) = 1;
  const Deltas found = deltas(picture);
  EXPECT_EQ(found.horizontal, Image(2, 1, 3, 0.5F));
  EXPECT_EQ(found.variation, 0);
  EXPECT_EQ(deltas(Image(1, 1, 3)).variation, 0);
}

TEST(Deltas, GrowWithNoise) {
  Image noisy = test::landscape(40, 30);
  const double before = deltas(noisy).variation;
  for (std::size_t i = 0; i < noisy.pixels.size(); i += 2) {
    noisy.pixels[i] += 0.05F;
  }
  EXPECT_GT(deltas(noisy).variation, before + 0.02);
}

}  // namespace
}  // namespace nst
