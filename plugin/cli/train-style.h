// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style train-style`: a network for one style, as a model of the user's.
#pragma once

#include "core/progress.h"
#include "plugin/cli/train-style-arguments.h"

namespace nst::cli {

/// Trains until it is done or stopped; what was reached is kept and gone on from. Tells on stderr which photographs it
/// could not use, and on stdout, at the end, how to use the style. Throws Error if a style cannot be read or there is
/// no usable photograph, Cancelled if it was stopped.
void train(const TrainStyleArguments& arguments, const Progress& progress);

}  // namespace nst::cli
