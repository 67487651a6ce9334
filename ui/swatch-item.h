// SPDX-License-Identifier: GPL-3.0-or-later
//
// One item of a swatch grid as assistive technology sees it. Private to the swatch grid.
#pragma once

#include <gtk/gtk.h>

#include <cstddef>

namespace nst::ui {

/// An object for `item` of the grid of `area`, below `parent`.
AtkObject* new_swatch_item(AtkObject* parent, GtkWidget* area, std::size_t item);

/// The item is no longer there: whoever still holds `object` is told so.
void retire_swatch_item(AtkObject* object);

}  // namespace nst::ui
