// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the dialog about colours. Used by the dialog.
#pragma once

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// The options about colours, each with a sentence about what is chosen.
GtkWidget* make_colour_page(GimpProcedureConfig* config, GtkSizeGroup* labels);

}  // namespace nst::gimp
