// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog of the procedure "plug-in-neural-style-swatches".
#pragma once

#include <libgimp/gimp.h>

#include <functional>

namespace nst::gimp {

/// Shows the dialog until the user confirms and `accept` returns (plugin/gimp/ask.h).
void ask_for_swatches(GimpProcedure* procedure, GimpProcedureConfig* config, const std::function<void()>& accept);

}  // namespace nst::gimp
