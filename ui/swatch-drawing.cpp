// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/swatch-drawing.h"

#include "ui/square-picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace nst::ui {
namespace {

// Lengths in pixels.
constexpr int inset = 5;      // from the cell to the picture: room for ring and focus
constexpr double radius = 4;  // of the picture's corners
constexpr double ring_width = 3;
constexpr double badge_radius = 8;
constexpr double star_radius = 7.5;
constexpr int star_side = 24;

bool is_right_to_left(GtkWidget* widget) { return gtk_widget_get_direction(widget) == GTK_TEXT_DIR_RTL; }

/// Of what is chosen. Not the theme's: dark ones, and GIMP's own, have none that stands out from pictures.
constexpr GdkRGBA accent{0.21, 0.52, 0.89, 1};

GdkRGBA text_colour_of(GtkWidget* widget, double alpha) {
  GdkRGBA colour;
  GtkStyleContext* style = gtk_widget_get_style_context(widget);
  gtk_style_context_get_color(style, gtk_style_context_get_state(style), &colour);
  colour.alpha = alpha;
  return colour;
}

struct Square {
  double x;
  double y;
  double side;
};

Square picture_square(const Rect& cell) {
  return {static_cast<double>(cell.x + inset), static_cast<double>(cell.y + inset),
          static_cast<double>(cell.width - 2 * inset)};
}

void draw_placeholder(GtkWidget* widget, cairo_t* cairo, const Square& square) {
  constexpr double faint = 0.08;
  const GdkRGBA colour = text_colour_of(widget, faint);
  gdk_cairo_set_source_rgba(cairo, &colour);
  add_rounded_square(cairo, square.x, square.y, square.side, radius);
  cairo_fill(cairo);
}

void draw_ring(cairo_t* cairo, const Square& square, const GdkRGBA& colour, double distance, double line) {
  gdk_cairo_set_source_rgba(cairo, &colour);
  cairo_set_line_width(cairo, line);
  add_rounded_square(cairo, square.x - distance, square.y - distance, square.side + 2 * distance, radius + distance);
  cairo_stroke(cairo);
}

/// The tick at the lower end of the picture, which tells chosen ones without a look at colours.
void draw_tick(cairo_t* cairo, const Square& square, bool right_to_left) {
  const double x = right_to_left ? square.x + badge_radius : square.x + square.side - badge_radius;
  const double y = square.y + square.side - badge_radius;
  cairo_arc(cairo, x, y, badge_radius, 0, 2 * std::numbers::pi);
  gdk_cairo_set_source_rgba(cairo, &accent);
  cairo_fill_preserve(cairo);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_set_line_width(cairo, 1.5);
  cairo_stroke(cairo);
  cairo_set_line_width(cairo, 2);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to(cairo, x - 3.5, y + 0.5);
  cairo_line_to(cairo, x - 1, y + 3);
  cairo_line_to(cairo, x + 3.5, y - 2.5);
  cairo_stroke(cairo);
}

void add_star(cairo_t* cairo, double x, double y) {
  constexpr int tips = 5;
  constexpr double waist = 0.45;  // of the radius
  for (int corner = 0; corner < 2 * tips; ++corner) {
    const double angle = std::numbers::pi * (corner / double{tips} - 0.5);
    const double distance = star_radius * (corner % 2 == 0 ? 1 : waist);
    cairo_line_to(cairo, x + distance * std::cos(angle), y + distance * std::sin(angle));
  }
  cairo_close_path(cairo);
}

/// Light with a dark edge: it is seen on any picture.
void draw_star(cairo_t* cairo, const Rect& area, bool kept) {
  add_star(cairo, area.x + area.width / 2.0, area.y + area.height / 2.0);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width(cairo, 3);
  cairo_set_source_rgba(cairo, 0, 0, 0, 0.65);
  cairo_stroke_preserve(cairo);
  cairo_set_line_width(cairo, 1.25);
  if (kept) {
    cairo_set_source_rgb(cairo, 1, 0.8, 0.2);
    cairo_fill_preserve(cairo);
  } else {
    cairo_set_source_rgba(cairo, 0, 0, 0, 0.3);
    cairo_fill_preserve(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
  }
  cairo_stroke(cairo);
}

}  // namespace

Rect star_area(const Rect& cell, bool right_to_left) {
  const int x = right_to_left ? cell.x + inset : cell.x + cell.width - inset - star_side;
  return {x, cell.y + inset, star_side, star_side};
}

void draw_swatch(GtkWidget* widget, cairo_t* cairo, const Rect& cell, const SwatchLook& look) {
  const Square square = picture_square(cell);
  draw_placeholder(widget, cairo, square);
  if (look.picture != nullptr) {
    draw_square(cairo, look.picture, square.x, square.y, square.side, radius);
  }
  if (look.chosen) {
    draw_ring(cairo, square, accent, ring_width / 2, ring_width);
    draw_tick(cairo, square, is_right_to_left(widget));
  }
  if (look.focused) {
    // Outside of the ring, so that both are seen at once.
    draw_ring(cairo, square, text_colour_of(widget, 0.9), inset - 1, 1.5);
  }
  if (look.kept || look.with_star) {
    draw_star(cairo, star_area(cell, is_right_to_left(widget)), look.kept);
  }
}

}  // namespace nst::ui
