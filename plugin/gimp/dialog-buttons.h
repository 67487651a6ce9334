// SPDX-License-Identifier: GPL-3.0-or-later
//
// The buttons that all dialogs of the plug-in have beside GIMP's own. Used by the dialogs.
#pragma once

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// Adds "Models…" to `dialog`, and lets its Help, and F1, open the user guide at the part with the id `section`, a text
/// that lasts.
void add_dialog_buttons(GimpProcedureDialog* dialog, GimpProcedureConfig* config, const char* section);

/// Shows `widget` beside the buttons of `dialog`. Gives what holds them all: a GtkButtonBox, or the head of the window,
/// where some desktops have them.
GtkWidget* add_beside_buttons(GimpProcedureDialog* dialog, GtkWidget* widget);

}  // namespace nst::gimp
