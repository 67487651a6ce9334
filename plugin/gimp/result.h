// SPDX-License-Identifier: GPL-3.0-or-later
//
// The painted picture as a new layer, in one undo step. Used by the procedure.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <vector>

namespace nst::gimp {

/// The parasite on the new layer that tells how it was made.
inline constexpr const char* settings_parasite = "neural-style-settings";

/// Puts `painted` as a new layer right above `content`, with its mask (if it has one) as layer mask, and the settings
/// and losses as a parasite. An indexed image becomes RGB in the same undo step. The layer appears whole or not at all;
/// the selection of layers stays. Throws Error if the content changed its size or went away in the meantime.
GimpLayer* add_layer(GimpLayer* content, const Result& painted, const Settings& settings,
                     const std::vector<StyleSource>& styles);

}  // namespace nst::gimp
