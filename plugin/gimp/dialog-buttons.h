// SPDX-License-Identifier: GPL-3.0-or-later
//
// The buttons that all dialogs of the plug-in have beside GIMP's own. Used by the dialogs.
#pragma once

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// Adds "Models…" to `dialog`, and lets its Help, and F1, open the user guide at the part with the id `section`.
void add_dialog_buttons(GimpProcedureDialog* dialog, GimpProcedureConfig* config, const char* section);

}  // namespace nst::gimp
