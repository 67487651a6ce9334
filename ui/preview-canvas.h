// SPDX-License-Identifier: GPL-3.0-or-later
//
// The widget that the preview draws on. For assistive technologies it is a slider: its value is the place of the
// divider. Used by the preview.
#pragma once

#include <gtk/gtk.h>

namespace nst::ui {

/// An area to draw on that takes keys, pointer and wheel. `divider` is its accessible value.
GtkWidget* make_preview_canvas(GtkAdjustment* divider);

}  // namespace nst::ui
