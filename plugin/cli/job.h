// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the command does once it knows what is wanted: check, read, stylize, write.
#pragma once

#include "core/progress.h"
#include "plugin/cli/arguments.h"

namespace nst::cli {

/// Carries out one call. The cheap checks come first: no minute of work is lost to a wrong name.
/// Throws Error or Cancelled; the output file is then as it was.
void run(const Arguments& arguments, const Progress& progress);

}  // namespace nst::cli
