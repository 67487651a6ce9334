// SPDX-License-Identifier: GPL-3.0-or-later
//
// Buttons that open a window and wait for it. Used wherever there is one.
#pragma once

#include <gtk/gtk.h>

#include <functional>

namespace nst::ui {

/// Calls `open` on the main loop after each press of `button`, unless it is still at work, or the button is gone by
/// then. It may take the button away. Not within the press itself: that may come by D-Bus from an assistive technology,
/// and a window that is waited for in there would never hear a key, since keys are told by D-Bus, too.
void on_press(GtkWidget* button, std::function<void()> open);

}  // namespace nst::ui
