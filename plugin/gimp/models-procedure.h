// SPDX-License-Identifier: GPL-3.0-or-later
//
// The procedure "plug-in-neural-style-models": the window of models, from the menu, where nothing else may work.
#pragma once

#include <libgimp/gimp.h>

namespace nst::gimp {

inline constexpr const char* models_procedure_name = "plug-in-neural-style-models";

GimpProcedure* make_models_procedure(GimpPlugIn* plug_in);

}  // namespace nst::gimp
