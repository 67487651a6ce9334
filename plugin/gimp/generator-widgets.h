// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chooses generators and their swatches by name and number. Used by the dialogs.
#pragma once

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// Chooses one of the installed generators for the string argument `name`. Its label joins `labels`.
GtkWidget* make_generator_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name);

/// The same, and below it the seeds of swatches for the string argument `seeds`.
GtkWidget* make_swatch_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name, const char* seeds);

}  // namespace nst::gimp
