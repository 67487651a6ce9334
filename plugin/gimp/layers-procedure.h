// SPDX-License-Identifier: GPL-3.0-or-later
//
// The procedure "plug-in-neural-style-layers": all layers of an image painted in one style, as the frames of an
// animation. Used by main.
#pragma once

#include <libgimp/gimp.h>

namespace nst::gimp {

inline constexpr const char* layers_procedure_name = "plug-in-neural-style-layers";

/// Makes the procedure with menu entry, documentation and arguments.
GimpProcedure* make_layers_procedure(GimpPlugIn* plug_in);

}  // namespace nst::gimp
