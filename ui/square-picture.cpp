// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/square-picture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace nst::ui {
namespace {

constexpr int colours = 3;

std::uint32_t byte(float value) { return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255)); }

/// Cairo's pixel: colours with alpha multiplied in.
std::uint32_t pixel(const Image& image, int x, int y) {
  const float alpha = image.channels == colours + 1 ? image.at(x, y, colours) : 1;
  std::uint32_t value = byte(alpha);
  for (int channel = 0; channel < colours; ++channel) {
    value = value << 8 | byte(image.at(x, y, std::min(channel, image.channels - 1)) * alpha);
  }
  return value;
}

SurfacePtr new_surface(int side) { return SurfacePtr(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side)); }

/// The square part of `image`, at its own size.
SurfacePtr middle(const Image& image, int side) {
  const int left = (image.width - side) / 2;
  const int top = (image.height - side) / 2;
  SurfacePtr surface = new_surface(side);
  cairo_surface_flush(surface.get());
  unsigned char* row = cairo_image_surface_get_data(surface.get());
  for (int y = 0; y < side; ++y, row += cairo_image_surface_get_stride(surface.get())) {
    auto* pixels = reinterpret_cast<std::uint32_t*>(row);
    for (int x = 0; x < side; ++x) {
      pixels[x] = pixel(image, left + x, top + y);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

/// Makes the surface fill the square at (x, y).
void set_source(cairo_t* cairo, cairo_surface_t* surface, double x, double y, double side) {
  const int own = cairo_image_surface_get_width(surface);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, side / own, side / own);
  cairo_set_source_surface(cairo, surface, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);  // no soft edge where it is enlarged
}

/// A thin line, gray, so that white pictures end on white and black ones on black.
void draw_edge(cairo_t* cairo, double x, double y, double side, double radius) {
  constexpr double line = 1;
  cairo_save(cairo);
  add_rounded_square(cairo, x + line / 2, y + line / 2, side - line, radius - line / 2);
  cairo_set_source_rgba(cairo, 0.5, 0.5, 0.5, 0.6);
  cairo_set_line_width(cairo, line);
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

}  // namespace

SurfacePtr square_surface(const Image& image, int side) {
  const int own = std::min(image.width, image.height);
  SurfacePtr whole = middle(image, own);
  if (own <= side) {
    return whole;
  }
  SurfacePtr small = new_surface(side);
  cairo_t* cairo = cairo_create(small.get());
  set_source(cairo, whole.get(), 0, 0, side);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  return small;
}

void add_rounded_square(cairo_t* cairo, double x, double y, double side, double radius) {
  constexpr double quarter = std::numbers::pi / 2;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + side - radius, y + radius, radius, -quarter, 0);
  cairo_arc(cairo, x + side - radius, y + side - radius, radius, 0, quarter);
  cairo_arc(cairo, x + radius, y + side - radius, radius, quarter, 2 * quarter);
  cairo_arc(cairo, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo);
}

void draw_square(cairo_t* cairo, cairo_surface_t* surface, double x, double y, double side, double radius) {
  cairo_save(cairo);
  add_rounded_square(cairo, x, y, side, radius);
  set_source(cairo, surface, x, y, side);
  cairo_fill(cairo);
  cairo_restore(cairo);
  draw_edge(cairo, x, y, side, radius);
}

}  // namespace nst::ui
