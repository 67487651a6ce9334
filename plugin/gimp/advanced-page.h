// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the dialog with all options that no other page has. Used by the dialog.
#pragma once

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// A section for each group of options, of which one is open at a time, so that the keys of its labels are its own.
GtkWidget* make_advanced_page(GimpProcedureConfig* config);

}  // namespace nst::gimp
