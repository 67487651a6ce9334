// SPDX-License-Identifier: GPL-3.0-or-later
//
// The painted picture as a new layer, in one undo step, and what a painted layer remembers. Used by the procedures.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/region-lines.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <optional>
#include <string>
#include <vector>

namespace nst::gimp {

/// The parasite on a painted layer that tells how it was made.
inline constexpr const char* settings_parasite = "neural-style-settings";

/// How a picture was painted.
struct Recipe {
  const Settings& settings;
  const std::vector<StyleSource>& styles;
  std::vector<RegionLine> regions;
};

/// What is to be known of a painting, as JSON: version, styles, regions, settings, losses where they were measured,
/// steps. `steadiness` is that of a frame among others. add_layer() adds the content, by name and tattoo.
std::string settings_text(const Result& painted, const Recipe& recipe, std::optional<double> steadiness = {});

/// Where a result goes.
struct Place {
  GimpImage* image;
  GimpLayer* content;  ///< what was painted
  GimpLayer* above;    ///< the layer that the new one is to lie right above; the content if that is gone
};

/// Puts `painted` as a new layer into its place, with its mask (if it has one) as layer mask, and the settings and
/// losses as a parasite. An indexed image becomes RGB in the same undo step. The layer appears whole or not at all; the
/// selection of layers stays. Throws Error if the content changed its size or went away in the meantime.
GimpLayer* add_layer(const Place& place, const Result& painted, const Recipe& recipe);

}  // namespace nst::gimp
