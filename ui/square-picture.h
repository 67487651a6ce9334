// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of the core as something that cairo draws. Used by the widgets that show thumbnails.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"

namespace nst::ui {

/// The largest square in the middle of `image` (one, three or four channels), `side` pixels large, or smaller where the
/// image is.
SurfacePtr square_surface(const Image& image, int side);

/// Fills the square at (x, y) with `surface`, its corners rounded by `radius` pixels.
void draw_square(cairo_t* cairo, cairo_surface_t* surface, double x, double y, double side, double radius);

/// A path around that square.
void add_rounded_square(cairo_t* cairo, double x, double y, double side, double radius);

}  // namespace nst::ui
