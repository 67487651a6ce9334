// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog of the interactive run, made of GIMP's own widgets from the table of options. Used by the procedure.
#pragma once

#include <libgimp/gimp.h>

#include <functional>

namespace nst::gimp {

/// Shows the dialog until the user confirms and `accept` returns. An Error of `accept` is shown above the dialog,
/// which stays open to correct what was wrong. Throws Cancelled if the user gives up.
void ask(GimpProcedure* procedure, GimpProcedureConfig* config, const std::function<void()>& accept);

}  // namespace nst::gimp
