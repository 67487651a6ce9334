// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image.h"

#include <gtest/gtest.h>

namespace nst {
namespace {

TEST(Image, BoundsHoldEveryPixelAboveZero) {
  Image mask(7, 5, 1);
  mask.at(2, 1, 0) = 0.01F;
  mask.at(5, 3, 0) = 1.0F;
  EXPECT_EQ(bounds(mask), (Rect{2, 1, 4, 3}));
}

TEST(Image, BoundsOfAnEmptyMaskAreEmpty) { EXPECT_TRUE(bounds(Image(4, 4, 1)).empty()); }

TEST(Image, CropAndPasteAreInverse) {
  Image image(6, 4, 3);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<float>(i);
  }
  const Image part = crop(image, {1, 2, 3, 2});
  EXPECT_EQ(part.at(0, 0, 1), image.at(1, 2, 1));
  Image copy(6, 4, 3);
  paste(copy, part, 1, 2);
  EXPECT_EQ(crop(copy, {1, 2, 3, 2}), part);
  EXPECT_EQ(copy.at(0, 0, 0), 0.0F);
}

TEST(Image, BlendKeepsTheBitsOutsideTheMaskAndTheAlpha) {
  Image below(2, 1, 4, 0.1F);
  Image above(2, 1, 4, 0.9F);
  Image mask(2, 1, 1);
  mask.at(1, 0, 0) = 0.5F;
  const Image blended = blend(below, above, mask);
  EXPECT_EQ(blended.at(0, 0, 0), 0.1F);
  EXPECT_NEAR(blended.at(1, 0, 2), 0.5, 1e-6);
  EXPECT_EQ(blended.at(1, 0, 3), 0.1F);
}

}  // namespace
}  // namespace nst
