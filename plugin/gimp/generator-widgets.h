// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chooses generators by name, and says what to do where they are missing. Used by the dialogs.
#pragma once

#include <libgimp/gimpui.h>

#include <string>

namespace nst::gimp {

/// Chooses one of the installed generators for the string argument `name`, also of those that come while the dialog is
/// open. Its label joins `labels`.
GtkWidget* make_generator_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name);

/// A sentence with the remedy, if the generator with the id `model` is not installed; empty if it is.
std::string lack_of_generator(const std::string& model);

}  // namespace nst::gimp
