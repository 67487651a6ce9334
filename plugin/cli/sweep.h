// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style sweep`: one picture for each of many settings, on one sheet and in one table.
#pragma once

#include "core/progress.h"
#include "plugin/cli/sweep-arguments.h"

namespace nst::cli {

/// Paints all trials and writes the sheet and what else is asked for. A trial that fails is shown as such and does not
/// end the sweep. Pictures that a former sweep kept, and that were made by the same call, are taken from there.
/// Throws Error before any work if names or sizes are wrong, and after all of it if a trial failed; Cancelled if it was
/// stopped: only the pictures kept until then are written.
void run(const SweepArguments& sweep, const Progress& progress);

}  // namespace nst::cli
