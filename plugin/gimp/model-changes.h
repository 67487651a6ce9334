// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tells what is open in a dialog that models have come or gone. Used by the dialogs and by the window of models.
#pragma once

#include <libgimp/gimpui.h>

#include <functional>

namespace nst::gimp {

/// Calls `follow` whenever models may have come or gone, as long as `widget` lives, which belongs to the dialog of
/// `config`.
void on_models_change(GimpProcedureConfig* config, GtkWidget* widget, std::function<void()> follow);

/// Calls all that follow in the dialog of `config`.
void tell_models_change(GimpProcedureConfig* config);

}  // namespace nst::gimp
