// SPDX-License-Identifier: GPL-3.0-or-later
//
// The procedure "plug-in-neural-style": how GIMP knows it and what happens when it is called. Used by main.
#pragma once

#include <libgimp/gimp.h>

namespace nst::gimp {

inline constexpr const char* procedure_name = "plug-in-neural-style";

/// Makes the procedure with menu entry, documentation and arguments. GIMP asks for it when it looks at the plug-in and
/// again before each run.
GimpProcedure* make_procedure(GimpPlugIn* plug_in);

}  // namespace nst::gimp
