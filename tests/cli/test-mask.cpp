// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/mask.h"

#include <gtest/gtest.h>

namespace nst::cli {
namespace {

TEST(Mask, TakesGreyAsItIs) {
  for (int level = 0; level <= 255; ++level) {
    const float grey = static_cast<float>(level) / 255.0F;
    EXPECT_FLOAT_EQ(to_mask(Image(1, 1, 3, grey)).at(0, 0, 0), grey);
  }
}

TEST(Mask, IsExactAtBothEnds) {
  EXPECT_EQ(to_mask(Image(1, 1, 3, 0.0F)).at(0, 0, 0), 0.0F);
  EXPECT_EQ(to_mask(Image(1, 1, 3, 1.0F)).at(0, 0, 0), 1.0F);
}

TEST(Mask, MultipliesWithAlpha) {
  Image picture(2, 1, 4, 1.0F);
  picture.at(0, 0, 3) = 0.25F;
  picture.at(1, 0, 3) = 0.0F;
  const Image mask = to_mask(picture);
  EXPECT_EQ(mask.channels, 1);
  EXPECT_FLOAT_EQ(mask.at(0, 0, 0), 0.25F);
  EXPECT_EQ(mask.at(1, 0, 0), 0.0F);
}

TEST(Mask, WeighsColoursByTheirLightness) {
  Image green(1, 1, 3);
  green.at(0, 0, 1) = 1.0F;
  EXPECT_FLOAT_EQ(to_mask(green).at(0, 0, 0), 0.7152F);
}

}  // namespace
}  // namespace nst::cli
