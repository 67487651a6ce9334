// SPDX-License-Identifier: GPL-3.0-or-later
//
// Regions in words, for people. Used by the page of regions and where a region is chosen.
#pragma once

#include "plugin/gimp/region-lines.h"
#include "plugin/gimp/region-masks.h"

#include <libgimp/gimp.h>

#include <string>

namespace nst::gimp {

/// "channel", "layer mask" or "layer", translated.
const char* kind_name(MaskKind kind);

/// What a region is called: its mask, the selection, or the whole picture.
std::string region_name(const RegionLine& region, GimpImage* image);

/// What is special about it: that its mask is not there, or `black` all over, and what is set. `alone`: there is no
/// other region.
std::string region_note(const RegionLine& region, GimpImage* image, bool black, bool alone);

/// The names of its styles.
std::string region_style_names(const RegionLine& region, GimpImage* image);

}  // namespace nst::gimp
