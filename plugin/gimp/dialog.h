// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog of the procedures that paint, made of GIMP's own widgets from the table of options.
#pragma once

#include <libgimp/gimpui.h>

#include <functional>
#include <vector>

namespace nst::gimp {

/// Shows the dialog until the user confirms and `accept` returns (plugin/gimp/ask.h). `numbers` are arguments of the
/// procedure besides the options, which are shown with those of the style. `notice`, which may be null, is shown above
/// all else.
void ask_for_painting(GimpProcedure* procedure, GimpProcedureConfig* config, const char* title,
                      const std::vector<const char*>& numbers, GtkWidget* notice, const std::function<void()>& accept);

}  // namespace nst::gimp
