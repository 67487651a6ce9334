// SPDX-License-Identifier: GPL-3.0-or-later
//
// Labels that hold sentences, stand out, or back. Used by the windows of this folder and of the GIMP plug-in.
#pragma once

#include <gtk/gtk.h>

namespace nst::ui {

/// Makes the text of a label bold.
void make_bold(GtkWidget* label);

/// A label for a few sentences. It takes as many lines as it needs, each of `longest_line` characters at most where the
/// window is to be no wider for it.
GtkWidget* new_text_label(const char* text, int longest_line = -1);

/// The same for sentences that are less conspicuous than what they belong to.
GtkWidget* new_dim_label(const char* text, int longest_line = -1);

}  // namespace nst::ui
