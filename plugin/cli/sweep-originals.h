// SPDX-License-Identifier: GPL-3.0-or-later
//
// The photograph and the styles that a sweep starts from, for the top of its sheet.
#pragma once

#include "core/progress.h"
#include "plugin/cli/sweep-arguments.h"
#include "plugin/contact-sheet.h"

#include <vector>

namespace nst::cli {

/// Each picture that the trials start from, once, in the order of its first use; no larger than a cell. Of a generated
/// style its first swatches. One that cannot be read has its reason in its place.
std::vector<SheetCell> originals_of(const SweepArguments& sweep, const Progress& progress);

}  // namespace nst::cli
