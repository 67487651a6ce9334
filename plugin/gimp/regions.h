// SPDX-License-Identifier: GPL-3.0-or-later
//
// The planned regions over a layer, as the core paints them. Used by the jobs and by the preview.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

/// The mask of each planned region, as `read` gives it at this scale, with its soft edges; empty for the rest.
std::vector<Image> read_region_masks(const RegionPlan& plan, double scale,
                                     const std::function<Image(GimpDrawable* mask)>& read);

/// Whether a mask that is there has nothing in it.
bool is_black(const Image& mask);

/// The names of masks that are black all over.
std::vector<std::string> black_masks(const RegionPlan& plan, const std::vector<Image>& masks);

/// What a request has of regions, without the pixels of their styles.
struct PlacedRegions {
  std::vector<Region> regions;
  std::vector<std::size_t> style_sets;  ///< which styles each of them has: StyleSource::region
};

/// `masks` are those of read_region_masks(). Throws Error if nothing is to be painted in any region.
PlacedRegions place_regions(const RegionPlan& plan, std::vector<Image> masks);

/// The own styles of all regions (plugin/gimp/styles.h).
std::vector<StyleSource> read_region_styles(const RegionPlan& plan, PictureSize content, int longest);

/// Gives each region that is painted its styles.
void add_styles(std::vector<Region>& regions, const std::vector<std::size_t>& style_sets, const StyleSets& styles);

}  // namespace nst::gimp
