// SPDX-License-Identifier: GPL-3.0-or-later
//
// A swatch grid as screen readers and other assistive technology see it: a list box whose items have names, can be
// chosen, kept and pointed at. Private to the swatch grid.
#pragma once

#include <gtk/gtk.h>

#include <cstddef>

namespace nst::ui {

/// The type of the accessible object of a swatch area.
GType swatch_area_accessible_get_type();

// What happened in the grid of `area`, for whoever listens. Cheap while nobody does.
void tell_other_items(GtkWidget* area);
void tell_choice(GtkWidget* area, std::size_t item, bool chosen);
void tell_focus(GtkWidget* area, std::size_t item);

}  // namespace nst::ui
