// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/square-picture.h"

#include "tests/ui/drawing.h"

#include <gtest/gtest.h>

namespace nst::ui {
namespace {

constexpr int side = 32;

/// A thumbnail of one gray, on a ground of the same.
Drawing on_its_like(double gray) {
  Drawing drawing(side, side);
  cairo_set_source_rgb(drawing.cairo(), gray, gray, gray);
  cairo_paint(drawing.cairo());
  const SurfacePtr surface = square_surface(Image(side, side, 1, static_cast<float>(gray)), side);
  draw_square(drawing.cairo(), surface.get(), 0, 0, side, 4);
  return drawing;
}

TEST(SquarePicture, EndsSomewhereOnAnyGround) {
  for (const bool white : {false, true}) {
    Drawing drawing = on_its_like(white ? 1 : 0);
    const int ground = white ? 255 : 0;
    EXPECT_EQ(static_cast<int>(drawing.pixel(side / 2, side / 2) & 0xff), ground);
    EXPECT_EQ(static_cast<int>(drawing.pixel(side / 2, 2) & 0xff), ground);  // a thin line
    EXPECT_NEAR(static_cast<int>(drawing.pixel(side / 2, 0) & 0xff), ground, 90);
    EXPECT_GT(std::abs(static_cast<int>(drawing.pixel(side / 2, 0) & 0xff) - ground), 50);
  }
}

}  // namespace
}  // namespace nst::ui
