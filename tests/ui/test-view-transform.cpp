// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view-transform.h"

#include <gtest/gtest.h>

#include <numbers>

namespace nst::ui {
namespace {

TEST(ViewTransform, FitsThePictureIntoTheMiddle) {
  const ViewTransform wide = fitted({200, 100}, {100, 100});
  EXPECT_EQ(wide, (ViewTransform{0.5, {0, 25}}));
  const ViewTransform small = fitted({10, 20}, {100, 100});
  EXPECT_EQ(small, (ViewTransform{5, {25, 0}}));
}

TEST(ViewTransform, GoesThereAndBack) {
  const ViewTransform view{2.5, {-30, 12}};
  const Point shown = view.shown({4, 8});
  EXPECT_EQ(shown, (Point{-20, 32}));
  EXPECT_EQ(view.of_picture(shown), (Point{4, 8}));
}

TEST(ViewTransform, ZoomKeepsThePointUnderThePointer) {
  const ViewTransform view{0.5, {10, -40}};
  const Point pointer{33, 71};
  for (const double scale : {0.1, 0.5, 3.0, 17.0}) {
    const Point before = view.of_picture(pointer);
    const Point after = zoomed(view, scale, pointer).of_picture(pointer);
    EXPECT_NEAR(after.x, before.x, 1e-9);
    EXPECT_NEAR(after.y, before.y, 1e-9);
  }
}

TEST(ViewTransform, LeavesNoNeedlessGround) {
  const Extent picture{100, 10};
  const Extent area{50, 50};
  EXPECT_EQ(held({1, {20, 3}}, picture, area), (ViewTransform{1, {0, 20}}));     // too far right; a low one is centred
  EXPECT_EQ(held({1, {-80, 3}}, picture, area), (ViewTransform{1, {-50, 20}}));  // too far left
  EXPECT_EQ(held({1, {-7, 3}}, picture, area), (ViewTransform{1, {-7, 20}}));
}

TEST(ViewTransform, ComesToWholePixelsOfTheScreen) {
  EXPECT_EQ(held({1, {-7.3, 0}}, {100, 100}, {50, 50}, 0.5).corner, (Point{-7.5, 0}));
  EXPECT_EQ(held({1, {0, 0}}, {5, 5}, {10, 10}, 1).corner, (Point{3, 3}));
}

TEST(ViewTransform, KnowsWhetherThereIsMoreToSee) {
  const Extent picture{300, 100};
  const Extent area{70, 90};
  EXPECT_FALSE(can_pan(fitted(picture, area), picture, area));
  EXPECT_TRUE(can_pan({0.5, {0, 0}}, picture, area));
  EXPECT_FALSE(can_pan({0.2, {0, 0}}, picture, area));
}

TEST(ViewTransform, StepsOnALadderWithOneHundredPercent) {
  EXPECT_DOUBLE_EQ(zoom_step(1, 1), std::numbers::sqrt2);
  EXPECT_DOUBLE_EQ(zoom_step(1, -2), 0.5);
  EXPECT_DOUBLE_EQ(zoom_step(0.9, 1), 1);
  EXPECT_DOUBLE_EQ(zoom_step(1.1, -1), 1);
  EXPECT_DOUBLE_EQ(zoom_step(zoom_step(4, 3), -3), 4);
}

}  // namespace
}  // namespace nst::ui
