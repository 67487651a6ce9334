// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks for files to open. Used by the dialogs of this folder and of the GIMP plug-in that want files of one kind.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <vector>

namespace nst::ui {

/// A dialog, not yet shown, for files that are opened by the button `open`, which has a mnemonic. It lists those that
/// the new filter `wanted` lets pass, or all where the user wants that.
GtkWidget* new_open_dialog(GtkWindow* parent, const char* title, const char* open, GtkFileFilter* wanted);

/// Shows such a dialog until the user has chosen; nothing if the user gives up.
std::vector<std::filesystem::path> ask_for_files(GtkWidget* dialog);

}  // namespace nst::ui
