// SPDX-License-Identifier: GPL-3.0-or-later
//
// A widget that is made when it is first seen. Used by dialogs for what takes long to make on pages that are hidden at
// first: a chooser of files takes as long as all other widgets of a dialog together.
#pragma once

#include <gtk/gtk.h>

#include <functional>

namespace nst::ui {

/// A box that shows what `make` gives, which is called once: when the box is first shown on the screen, as soon as
/// there is nothing of the user's to be done. Where several boxes come at once, keys and clicks come between them.
GtkWidget* make_late(std::function<GtkWidget*()> make);

}  // namespace nst::ui
