// SPDX-License-Identifier: GPL-3.0-or-later
//
// The widget inside a swatch grid's scroll bars: as high as its rows, and described item by item to screen readers. All
// it knows comes from its grid. Private to the swatch grid.
#pragma once

#include <gtk/gtk.h>

namespace nst::ui {

class SwatchGrid;

/// A new widget for `grid`.
GtkWidget* new_swatch_area(SwatchGrid* grid);

/// The grid goes away before the widget does.
void leave_swatch_area(GtkWidget* area);

/// The grid of the widget; null if it is gone.
SwatchGrid* grid_of(GtkWidget* area);

}  // namespace nst::ui
