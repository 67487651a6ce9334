// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the core for the procedure and tells the user how far it is. Used by the procedure.
#pragma once

#include "core/stylist.h"

namespace nst::gimp {

/// With the run window; its Stop throws Cancelled. gimp_ui_init() must have been called.
Result paint_with_window(const Request& request);

/// With GIMP's own progress bar, where GIMP shows one.
Result paint_with_progress(const Request& request);

}  // namespace nst::gimp
