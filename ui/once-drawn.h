// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be done as soon as a window is there to be seen, and not before: it must not hold up the window. Used by
// dialogs.
#pragma once

#include <gtk/gtk.h>

#include <functional>

namespace nst::ui {

/// Calls `work` once, on the main thread, when `widget` has been drawn for the first time and nothing more urgent is to
/// be done. Not at all if the widget goes away before.
void once_drawn(GtkWidget* widget, std::function<void()> work);

}  // namespace nst::ui
