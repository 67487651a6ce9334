// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture-surface.h"

#include "tests/ui/drawing.h"

#include <gtest/gtest.h>

namespace nst::ui {
namespace {

Image checks(int width, int height) {
  Image picture(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        picture.at(x, y, channel) = (x + y) % 2 == 0 ? 1.0F : 0.0F;
      }
    }
  }
  return picture;
}

/// The surface of `picture` drawn `width` x `height` px large.
Drawing painted(const Image& picture, int width, int height, double device_scale = 1) {
  Drawing drawing(width, height, device_scale);
  PictureSurface(picture).paint(drawing.cairo(), width, height);
  return drawing;
}

TEST(PictureSurface, ShowsEachPixelAtItsOwnSize) {
  Image picture(3, 2, 3);
  picture.at(0, 0, 0) = 1;
  picture.at(2, 1, 2) = 0.5F;
  picture.at(1, 0, 1) = 7;  // out of range
  Drawing drawing = painted(picture, 3, 2);
  EXPECT_EQ(drawing.pixel(0, 0), 0xffff0000);
  EXPECT_EQ(drawing.pixel(1, 0), 0xff00ff00);
  EXPECT_EQ(drawing.pixel(2, 1), 0xff000080);
}

TEST(PictureSurface, ShowsSquaresWhereItIsEnlarged) {
  Image picture(2, 1, 3);
  picture.at(1, 0, 0) = 1;
  Drawing drawing = painted(picture, 20, 10);
  EXPECT_EQ(drawing.pixel(9, 5), 0xff000000);
  EXPECT_EQ(drawing.pixel(10, 5), 0xffff0000);
}

TEST(PictureSurface, AveragesWhereItIsReduced) {
  for (const int side : {64, 100, 33}) {
    Drawing drawing = painted(checks(256, 256), side, side);
    EXPECT_NEAR(static_cast<int>(drawing.pixel(side / 2, side / 2) & 0xff), 128, 2) << side;
  }
}

TEST(PictureSurface, IsSharpAtDoubleScale) {
  Drawing drawing = painted(checks(20, 20), 10, 10, 2);
  EXPECT_EQ(drawing.pixel(4, 4), 0xffffffff);
  EXPECT_EQ(drawing.pixel(5, 4), 0xff000000);
}

TEST(PictureSurface, MultipliesByAlpha) {
  Image picture(1, 1, 4, 1);
  EXPECT_FALSE(PictureSurface(picture).transparent());
  picture.at(0, 0, 3) = 0.5F;
  EXPECT_TRUE(PictureSurface(picture).transparent());
  EXPECT_EQ(painted(picture, 1, 1).pixel(0, 0), 0x80808080);
}

TEST(PictureSurface, HasNoPaleRim) {
  Drawing drawing = painted(Image(100, 100, 3, 1), 37, 37);
  for (const int place : {0, 36}) {
    EXPECT_EQ(drawing.pixel(place, place), 0xffffffff);
  }
}

TEST(PictureSurface, TakesPicturesOfAnySize) {
  EXPECT_EQ(painted(Image(1, 1, 3, 1), 30, 30).pixel(15, 15), 0xffffffff);
  EXPECT_EQ(painted(Image(40'000, 2, 3, 1), 100, 1).pixel(99, 0), 0xffffffff);
  EXPECT_EQ(painted(Image(3, 40'000, 1, 1), 1, 100).pixel(0, 99), 0xffffffff);
  EXPECT_EQ(PictureSurface(Image(40'000, 2, 3, 1)).width(), 40'000);
}

}  // namespace
}  // namespace nst::ui
