// SPDX-License-Identifier: GPL-3.0-or-later
//
// The encoder that a dialog paints with. Used by the manager of models.
#pragma once

#include <libgimp/gimp.h>

#include <filesystem>

namespace nst::gimp {

/// Whether the procedure has that argument at all.
bool takes_encoder(GimpProcedureConfig* config);

/// The weights that the argument `encoder` means, or, where it is not set, those of the built-in one; a file that it
/// names need not exist. Empty if a model is not installed, or the procedure has no such argument.
std::filesystem::path chosen_encoder(GimpProcedureConfig* config);

/// Sets the argument, where there is one. None for an empty path and for the built-in one.
void choose_encoder(GimpProcedureConfig* config, const std::filesystem::path& weights);

}  // namespace nst::gimp
