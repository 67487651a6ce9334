// SPDX-License-Identifier: GPL-3.0-or-later
//
// A trained style in a dialog. Used by the dialog of the procedure.
#pragma once

#include "plugin/trained-styles.h"

#include <libgimp/gimpui.h>

#include <vector>

namespace nst::gimp {

/// A chooser among `styles`, bound to the text argument `name`. A name in it that is none of them becomes the first.
GtkWidget* make_trained_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name,
                                const std::vector<TrainedStyleName>& styles);

}  // namespace nst::gimp
