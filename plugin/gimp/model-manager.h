// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window in which users see, import, download and remove models: what happens in it. Used by the dialogs and by the
// procedure "plug-in-neural-style-models".
#pragma once

#include "ui/notice.h"

#include <libgimp/gimpui.h>

namespace nst::gimp {

/// Shows the window until the user closes it. It belongs to the dialog `parent`, or, without one, to GIMP's window. All
/// that takes its time runs beside the main loop. `config`, which may be null, is that of the dialog: its encoder can
/// be chosen, and whoever follows the models there is told when the window closes.
void manage_models(GtkWindow* parent, GimpProcedureConfig* config);

/// Gives `notice` a button that shows the window.
void offer_models(ui::Notice& notice, GimpProcedureConfig* config);

}  // namespace nst::gimp
