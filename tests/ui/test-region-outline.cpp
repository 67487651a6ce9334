// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/region-outline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace nst::ui {
namespace {

Image rectangle(int width, int height, const Rect& rect) {
  Image mask(width, height, 1);
  paste(mask, Image(rect.width, rect.height, 1, 1), rect.x, rect.y);
  return mask;
}

/// The area that a closed line encloses, a share of the picture; above 0 where it lies to the left of the way.
double area(const Contour& line) {
  double twice = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point& next = line[(i + 1) % line.size()];
    twice += line[i].y * next.x - line[i].x * next.y;
  }
  return twice / 2;
}

Rect pixel_bounds(const Contour& line, int side) {
  const auto [left, right] = std::ranges::minmax(line, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax(line, {}, &Point::y);
  const auto at = [&](double share) { return static_cast<int>(std::lround(share * side)); };
  return {at(left.x), at(top.y), at(right.x) - at(left.x), at(bottom.y) - at(top.y)};
}

TEST(RegionOutline, GoesAroundARectangle) {
  const std::vector<Contour> lines = outline(rectangle(40, 40, {10, 5, 20, 8}));
  ASSERT_EQ(lines.size(), 1);
  EXPECT_EQ(pixel_bounds(lines[0], 40), (Rect{10, 5, 20, 8}));
  EXPECT_NEAR(area(lines[0]), 160.0 / 1600, 2.0 / 1600);  // the corners are cut off
}

TEST(RegionOutline, GoesAlongTheEdgesOfThePicture) {
  const std::vector<Contour> lines = outline(Image(4, 3, 1, 1));
  ASSERT_EQ(lines.size(), 1);
  const auto [left, right] = std::ranges::minmax(lines[0], {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax(lines[0], {}, &Point::y);
  EXPECT_EQ((std::array{left.x, right.x, top.y, bottom.y}), (std::array{0.0, 1.0, 0.0, 1.0}));
}

TEST(RegionOutline, HasALineForEachPartAndEachHole) {
  Image mask = rectangle(40, 40, {2, 2, 15, 15});
  paste(mask, Image(10, 10, 1, 1), 25, 25);
  paste(mask, Image(4, 4, 1, 0), 6, 6);
  const std::vector<Contour> lines = outline(mask);
  ASSERT_EQ(lines.size(), 3);
  EXPECT_EQ(std::ranges::count_if(lines, [](const Contour& line) { return area(line) < 0; }), 1);
}

TEST(RegionOutline, PartsPixelsThatTouchAtACorner) {
  Image mask(4, 4, 1);
  mask.at(1, 1, 0) = mask.at(2, 2, 0) = 1;
  EXPECT_EQ(outline(mask).size(), 2);
  Image other(4, 4, 1);
  other.at(2, 1, 0) = other.at(1, 2, 0) = 1;
  EXPECT_EQ(outline(other).size(), 2);
}

TEST(RegionOutline, PassesWhereASoftEdgeIsHalfWay) {
  Image mask(8, 1, 1);
  for (int x = 0; x < 8; ++x) {
    mask.at(x, 0, 0) = static_cast<float>(x) / 7;
  }
  const std::vector<Contour> lines = outline(mask);
  ASSERT_EQ(lines.size(), 1);
  EXPECT_NEAR(std::ranges::min(lines[0], {}, &Point::x).x, 0.5, 1e-6);
}

TEST(RegionOutline, HasNoLinesForNothing) {
  EXPECT_TRUE(outline({}).empty());
  EXPECT_TRUE(outline(Image(20, 20, 1, 0)).empty());
  EXPECT_TRUE(outline(Image(20, 20, 1, 0.49F)).empty());
}

TEST(RegionOutline, LooksAtLargeMasksSmaller) {
  const std::vector<Contour> lines = outline(rectangle(2000, 2000, {500, 0, 1000, 2000}));
  ASSERT_EQ(lines.size(), 1);
  EXPECT_LT(lines[0].size(), 2000);
  EXPECT_NEAR(area(lines[0]), 0.5, 0.01);
}

TEST(RegionOutline, BoundsTheLinesOfNoise) {
  Image mask(1024, 1024, 1);
  std::mt19937 random(7);
  std::ranges::generate(mask.pixels, [&] { return random() % 2 == 0 ? 1.0F : 0.0F; });
  std::size_t points = 0;
  for (const Contour& line : outline(mask)) {
    points += line.size();
  }
  EXPECT_LE(points, 40'000);
}

}  // namespace
}  // namespace nst::ui
