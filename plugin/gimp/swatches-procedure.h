// SPDX-License-Identifier: GPL-3.0-or-later
//
// The procedure "plug-in-neural-style-swatches": swatches of a generator as the layers of a new image, or as patterns.
// Used by main.
#pragma once

#include <libgimp/gimp.h>

namespace nst::gimp {

inline constexpr const char* swatches_procedure_name = "plug-in-neural-style-swatches";

/// Makes the procedure with menu entry, documentation and arguments.
GimpProcedure* make_swatches_procedure(GimpPlugIn* plug_in);

}  // namespace nst::gimp
