// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the command does once it knows what is wanted: check, read, stylize, write.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/steadiness.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/outcome.h"
#include "plugin/generators.h"
#include "plugin/picture-file.h"

#include <map>
#include <string>

namespace nst::cli {

/// What the headers of a call's pictures say.
struct Plan {
  PictureSize size;                                  ///< of the result
  int bits = 8;                                      ///< of the photograph, and so of the result
  std::map<std::string, GeneratorFiles> generators;  ///< by the ids of their models
};

/// A painted picture and what there is to say about it.
struct Painted {
  Image content;  ///< at the size of the result
  Image picture;  ///< with the mask applied
  Outcome outcome;
};

/// `size` scaled so that its longer side is `side`.
PictureSize with_long_side(PictureSize size, int side);

/// Looks at the header of every picture that is read. Throws Error.
Plan plan(const Arguments& arguments);

/// Reads the pictures of the call and paints; writes nothing. Where `frames` are given, it is the next of them, which
/// is begun here and steadied. Throws Error or Cancelled.
Painted paint(const Arguments& arguments, const Plan& plan, const Progress& progress, SteadyFrames* frames = nullptr);

/// Carries out one call. The cheap checks come first: no minute of work is lost to a wrong name. `frames` as for
/// paint(). Throws Error or Cancelled; the output files are then as they were.
void run(const Arguments& arguments, const Progress& progress, SteadyFrames* frames = nullptr);

}  // namespace nst::cli
