// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a swatch looks in its cell: the picture, the ring and the tick of the chosen ones, the star of the kept ones.
// Used by the swatch grid.
#pragma once

#include "core/image.h"

#include <gtk/gtk.h>

namespace nst::ui {

struct SwatchLook {
  cairo_surface_t* picture = nullptr;  ///< null: it is still to come
  bool chosen = false;
  bool focused = false;    ///< keys go to it
  bool with_star = false;  ///< an outlined star shows that it can be kept
  bool kept = false;       ///< a filled one that it is
};

/// Draws it into `cell`, in the colours of `widget`.
void draw_swatch(GtkWidget* widget, cairo_t* cairo, const Rect& cell, const SwatchLook& look);

/// The part of a cell where a click means the star.
Rect star_area(const Rect& cell, bool right_to_left);

}  // namespace nst::ui
