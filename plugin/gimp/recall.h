// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a painted layer remembers (plugin/gimp/result.h), read back into the arguments of a procedure. Used by the
// procedure.
#pragma once

#include <libgimp/gimp.h>

#include <optional>
#include <string>
#include <vector>

namespace nst::gimp {

struct Recalled {
  GimpLayer* original = nullptr;     ///< the layer it was painted from, where that is still there in the same size
  std::vector<std::string> missing;  ///< the names of styles that are not there any more
  std::vector<std::string> missing_masks;  ///< the names of regions that are left out, since their masks are gone
};

/// Sets the arguments of `config` to those that `layer` was painted with: its settings, but for those of the machine
/// that has painted it, its styles and its regions. Nothing happens where the layer remembers nothing, or something
/// that cannot be read; a single setting that is not understood stays at its default.
std::optional<Recalled> recall(GimpLayer* layer, GimpProcedureConfig* config);

}  // namespace nst::gimp
