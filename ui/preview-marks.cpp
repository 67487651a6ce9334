// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview-marks.h"

#include "ui/gobject.h"
#include "ui/picture-surface.h"

#include <array>
#include <numbers>

namespace nst::ui {
namespace {

// As bright as GIMP's own.
constexpr Colour light_square{0.6, 0.6, 0.6};
constexpr Colour dark_square{0.4, 0.4, 0.4};
constexpr int square = 8;

constexpr double shadow = 0.55;  // opacity of what is behind white lines and words
constexpr double line_width = 2;
constexpr double handle_radius = 11;

constexpr double margin = 8;
constexpr double padding_x = 7;
constexpr double padding_y = 2;

constexpr double dash = 4;
constexpr double outline_width = 1.5;

// Far from each other, and from most photographs.
constexpr std::array region_colours{Colour{1, 0.85, 0.2},  Colour{0.35, 0.85, 1}, Colour{1, 0.45, 0.85},
                                    Colour{0.55, 1, 0.45}, Colour{1, 0.6, 0.3},   Colour{0.7, 0.65, 1}};

void set_colour(cairo_t* cairo, const Colour& colour) {
  cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

void add_rounded(cairo_t* cairo, const Box& box, double radius) {
  constexpr double quarter = std::numbers::pi / 2;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, box.right() - radius, box.corner.y + radius, radius, -quarter, 0);
  cairo_arc(cairo, box.right() - radius, box.bottom() - radius, radius, 0, quarter);
  cairo_arc(cairo, box.corner.x + radius, box.bottom() - radius, radius, quarter, 2 * quarter);
  cairo_arc(cairo, box.corner.x + radius, box.corner.y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo);
}

/// The head of an arrow at `tip`; `way` is 1 to the right and -1 to the left.
void add_arrow(cairo_t* cairo, const Point& tip, double way) {
  constexpr double length = 4;
  cairo_move_to(cairo, tip.x, tip.y);
  cairo_line_to(cairo, tip.x - way * length, tip.y - length);
  cairo_line_to(cairo, tip.x - way * length, tip.y + length);
  cairo_close_path(cairo);
}

void draw_handle(cairo_t* cairo, const Point& middle) {
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, middle.x, middle.y, handle_radius, 0, 2 * std::numbers::pi);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_fill_preserve(cairo);
  cairo_set_source_rgba(cairo, 0, 0, 0, shadow);
  cairo_set_line_width(cairo, 1);
  cairo_stroke(cairo);
  constexpr double tip = 7;
  add_arrow(cairo, {middle.x + tip, middle.y}, 1);
  add_arrow(cairo, {middle.x - tip, middle.y}, -1);
  cairo_set_source_rgb(cairo, 0.2, 0.2, 0.2);
  cairo_fill(cairo);
}

}  // namespace

void draw_checkerboard(cairo_t* cairo, const Box& box) {
  const SurfacePtr tile(
      cairo_surface_create_similar_image(cairo_get_target(cairo), CAIRO_FORMAT_RGB24, 2 * square, 2 * square));
  const CairoPtr squares(cairo_create(tile.get()));
  set_colour(squares.get(), light_square);
  cairo_paint(squares.get());
  set_colour(squares.get(), dark_square);
  cairo_rectangle(squares.get(), 0, 0, square, square);
  cairo_rectangle(squares.get(), square, square, square, square);
  cairo_fill(squares.get());
  cairo_set_source_surface(cairo, tile.get(), 0, 0);
  cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
  cairo_rectangle(cairo, box.corner.x, box.corner.y, box.size.width, box.size.height);
  cairo_fill(cairo);
}

void draw_divider(cairo_t* cairo, const Box& box, double x) {
  constexpr double rim = 1;
  cairo_rectangle(cairo, x - line_width / 2 - rim, box.corner.y, line_width + 2 * rim, box.size.height);
  cairo_set_source_rgba(cairo, 0, 0, 0, shadow);
  cairo_fill(cairo);
  cairo_rectangle(cairo, x - line_width / 2, box.corner.y, line_width, box.size.height);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_fill(cairo);
  draw_handle(cairo, {x, box.corner.y + box.size.height / 2});
}

void draw_frame(cairo_t* cairo, double width, double height) {
  cairo_set_line_width(cairo, 1);
  cairo_rectangle(cairo, 0.5, 0.5, width - 1, height - 1);
  cairo_set_source_rgba(cairo, 0, 0, 0, shadow);
  cairo_stroke_preserve(cairo);
  const double dash = 4;
  cairo_set_dash(cairo, &dash, 1, 0);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_stroke(cairo);
  cairo_set_dash(cairo, nullptr, 0, 0);
}

void draw_word(cairo_t* cairo, PangoContext* font, const std::string& word, const Box& box, Corner corner) {
  const ObjectPtr<PangoLayout> layout(pango_layout_new(font));
  pango_layout_set_text(layout.get(), word.c_str(), -1);
  int width = 0;
  int height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  Box pill{{}, {width + 2 * padding_x, height + 2 * padding_y}};
  if (pill.size.width + 2 * margin > box.size.width || pill.size.height + 2 * margin > box.size.height) {
    return;
  }
  const bool right = corner == Corner::top_right || corner == Corner::bottom_right;
  const bool below = corner == Corner::bottom_left || corner == Corner::bottom_right;
  pill.corner = {right ? box.right() - margin - pill.size.width : box.corner.x + margin,
                 below ? box.bottom() - margin - pill.size.height : box.corner.y + margin};
  add_rounded(cairo, pill, pill.size.height / 2);
  cairo_set_source_rgba(cairo, 0, 0, 0, shadow);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_move_to(cairo, pill.corner.x + padding_x, pill.corner.y + padding_y);
  pango_cairo_show_layout(cairo, layout.get());
}

Colour region_colour(std::size_t region) { return region_colours[(region - 1) % region_colours.size()]; }

void draw_outline(cairo_t* cairo, const std::vector<Contour>& lines, const Box& picture, std::size_t region) {
  cairo_new_path(cairo);
  for (const Contour& line : lines) {
    for (const Point& point : line) {
      cairo_line_to(cairo, picture.corner.x + point.x * picture.size.width,
                    picture.corner.y + point.y * picture.size.height);
    }
    cairo_close_path(cairo);
    cairo_new_sub_path(cairo);
  }
  cairo_save(cairo);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  const bool selection = region == 0;
  cairo_set_source_rgba(cairo, 0, 0, 0, selection ? 1 : shadow);
  cairo_set_line_width(cairo, selection ? outline_width : 2 * outline_width);
  cairo_stroke_preserve(cairo);
  if (selection) {
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_set_dash(cairo, &dash, 1, 0);
  } else {
    set_colour(cairo, region_colour(region));
  }
  cairo_set_line_width(cairo, outline_width);
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

}  // namespace nst::ui
