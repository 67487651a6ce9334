// SPDX-License-Identifier: GPL-3.0-or-later
//
// The region arguments of the procedures: parts of the layer with settings of their own, as a list in one text, or, for
// scripts of earlier versions, as arrays. Used by the procedures and their dialog.
#pragma once

#include "plugin/gimp/region-lines.h"
#include "plugin/gimp/style-lines.h"

#include <libgimp/gimp.h>

#include <vector>

namespace nst::gimp {

inline constexpr const char* regions_argument = "regions";
inline constexpr const char* region_styles = "region-styles";

struct PlannedRegion {
  RegionLine line;
  GimpDrawable* mask = nullptr;        ///< null for the rest
  std::vector<StyleLine> styles = {};  ///< its own; none: those of the picture
};

struct RegionPlan {
  std::vector<PlannedRegion> regions;  ///< the first is the rest
  bool overlaid = true;                ///< where masks overlap later ones lie over earlier ones; else they mix
};

void add_region_arguments(GimpProcedure* procedure);

/// The regions that the arguments ask for, with masks of `image`; the rest alone if they ask for none. Throws
/// CallingError if they make no sense, Error if a mask or a style is not there.
RegionPlan read_region_plan(GimpProcedureConfig* config, GimpImage* image);

/// The plan as it is written down.
std::vector<RegionLine> lines_of(const RegionPlan& plan);

/// Whether a region is painted in the styles of the picture.
bool wants_picture_styles(const std::vector<RegionLine>& regions);
bool wants_picture_styles(const RegionPlan& plan);

/// The argument "regions"; the rest alone if it makes no sense.
std::vector<RegionLine> listed_regions(GimpProcedureConfig* config);

/// Sets it, and empties the arrays.
void set_regions(GimpProcedureConfig* config, const std::vector<RegionLine>& regions);

/// The arrays become lines of the list, so that a dialog has one place for all regions; where their masks overlap, the
/// later one wins from then on. Those that make no sense stay: who reads them says why.
void move_regions_into_list(GimpProcedureConfig* config, GimpImage* image);

}  // namespace nst::gimp
