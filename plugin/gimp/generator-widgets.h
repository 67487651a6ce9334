// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chooses generators by name. Used by the dialogs.
#pragma once

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// Chooses one of the installed generators for the string argument `name`. Its label joins `labels`.
GtkWidget* make_generator_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name);

}  // namespace nst::gimp
