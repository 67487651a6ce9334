// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arguments of the procedure "plug-in-neural-style-swatches". Used by the procedure and its dialog.
#pragma once

#include "core/generator.h"
#include "plugin/generators.h"

#include <libgimp/gimp.h>

#include <array>
#include <string>
#include <vector>

namespace nst::gimp {

inline constexpr const char* swatches_generator = "generator";
inline constexpr std::array swatches_rows{"seeds", "first-seed", "count", "size", "truncation"};
inline constexpr std::array swatches_toggles{"rank", "as-patterns"};

void add_swatches_arguments(GimpProcedure* procedure);

/// What a call asks for, checked.
struct SwatchesCall {
  std::string model;  ///< the generator's id
  GeneratorFiles files;
  std::vector<SwatchPoint> swatches;  ///< one or more
  SwatchOptions options;
  bool rank = false;         ///< best first, by the discriminator
  bool as_patterns = false;  ///< and not as layers
};

/// Throws CallingError or Error, saying what to do, if the arguments do not fit together or the generator is not there.
SwatchesCall read_swatches_call(GimpProcedureConfig* config);

}  // namespace nst::gimp
