// SPDX-License-Identifier: GPL-3.0-or-later
//
// Says what went wrong, in a box over a window. Used by the GIMP plug-in.
#pragma once

#include <gtk/gtk.h>

#include <string>

namespace nst::ui {

/// Shows `message` until the user has seen it.
void show_error(GtkWindow* parent, const std::string& message);

}  // namespace nst::ui
