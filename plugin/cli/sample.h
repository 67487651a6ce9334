// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style sample`: swatches onto a sheet, or into a file each.
#pragma once

#include "core/progress.h"
#include "plugin/cli/sample-arguments.h"

namespace nst::cli {

/// Paints the swatches and writes what is asked for. Throws Error before any work if a name, a size or the model is
/// wrong, Cancelled if it was stopped; what it has written until then is gone again.
void run(const SampleArguments& arguments, const Progress& progress);

}  // namespace nst::cli
