// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog of an interactive run: asked again until what was chosen can be carried out. Used by the dialogs.
#pragma once

#include "plugin/gimp/gobject.h"

#include <libgimp/gimpui.h>

#include <functional>

namespace nst::gimp {

inline constexpr int dialog_spacing = 6;
inline constexpr int dialog_border = 12;

/// A top-level window, which goes away with this object.
using DialogPtr = std::unique_ptr<GtkWidget, Deleter<gtk_widget_destroy>>;

/// Shows `dialog`, a GimpProcedureDialog, until the user confirms and `accept` returns. An Error of `accept`, or of an
/// engine that cannot be loaded, is shown above the dialog, which stays open to correct what was wrong. Throws
/// Cancelled if the user gives up. Begins to load the engine once the dialog is drawn.
void ask(GtkWidget* dialog, const std::function<void()>& accept);

}  // namespace nst::gimp
