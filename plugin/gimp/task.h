// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the long part of a procedure and tells the user how far it is. Used by the procedures.
#pragma once

#include "core/progress.h"

#include <libgimp/gimp.h>

#include <functional>

namespace nst::gimp {

/// Computes; calls nothing of libgimp and GTK, since it runs on a thread of its own.
using Task = std::function<void(const Progress&)>;

/// Whether a call in that run mode has windows. Repeating a run has no dialog but takes as long: it gets the window
/// with Stop where GIMP has a screen.
bool has_windows(GimpRunMode mode);

/// With the run window, whose Stop throws Cancelled; gimp_ui_init() must have been called.
void carry_out_with_window(const Task& task);

/// With GIMP's own progress bar, where GIMP shows one.
void carry_out_with_progress(const Task& task);

}  // namespace nst::gimp
