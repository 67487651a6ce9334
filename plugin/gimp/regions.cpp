// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/regions.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/feather.h"
#include "plugin/gimp/gobject.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace nst::gimp {
namespace {

bool is_overlay(const PlannedRegion& region) { return region.mask != nullptr && !region.line.keep; }

/// Takes from each mask what later ones cover. Returns what none covers; an empty image for all.
Image overlay(const RegionPlan& plan, std::vector<Image>& masks) {
  Image left;
  for (std::size_t i = plan.regions.size(); i-- > 0;) {
    if (!is_overlay(plan.regions[i])) {
      continue;
    }
    Image& mask = masks[i];
    if (left.empty()) {
      left = Image(mask.width, mask.height, 1, 1.0F);
    }
    for (std::size_t pixel = 0; pixel < mask.pixels.size(); ++pixel) {
      // Not the product: masks that complete each other shall leave nothing between them.
      mask.pixels[pixel] = std::min(mask.pixels[pixel], left.pixels[pixel]);
      left.pixels[pixel] -= mask.pixels[pixel];
    }
  }
  return left;
}

}  // namespace

std::vector<Image> read_region_masks(const RegionPlan& plan, double scale,
                                     const std::function<Image(GimpDrawable* mask)>& read) {
  std::vector<Image> masks;
  for (const PlannedRegion& region : plan.regions) {
    masks.push_back(region.mask == nullptr ? Image() : feathered(read(region.mask), region.line.feather * scale));
  }
  return masks;
}

bool is_black(const Image& mask) {
  return !mask.empty() && std::ranges::all_of(mask.pixels, [](float value) { return value <= 0; });
}

std::vector<std::string> black_masks(const RegionPlan& plan, const std::vector<Image>& masks) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < masks.size(); ++i) {
    if (is_black(masks[i])) {
      names.push_back(take_string(gimp_item_get_name(GIMP_ITEM(plan.regions[i].mask))));
    }
  }
  return names;
}

PlacedRegions place_regions(const RegionPlan& plan, std::vector<Image> masks) {
  if (std::ranges::all_of(plan.regions, [](const PlannedRegion& region) { return region.line.keep; })) {
    throw Error(tr("All regions are kept as they are, so there is nothing to paint. Paint one of them."));
  }
  if (plan.overlaid) {
    masks.front() = overlay(plan, masks);
  }
  PlacedRegions placed;
  for (std::size_t i = 0; i < plan.regions.size(); ++i) {
    const PlannedRegion& region = plan.regions[i];
    if (region.mask == nullptr && region.line.keep) {
      continue;  // what nothing covers is kept
    }
    placed.regions.push_back({.mask = std::move(masks[i]),
                              .strength = region.line.strength,
                              .content_weight = region.line.protection,
                              .keep = region.line.keep});
    placed.style_sets.push_back(region.styles.empty() ? 0 : i);
  }
  return placed;
}

std::vector<StyleSource> read_region_styles(const RegionPlan& plan, PictureSize content, int longest) {
  std::vector<RegionStyleLine> lines;
  for (std::size_t i = 0; i < plan.regions.size(); ++i) {
    if (!plan.regions[i].line.keep) {
      std::ranges::transform(plan.regions[i].styles, std::back_inserter(lines),
                             [i](const StyleLine& line) { return RegionStyleLine{line, i}; });
    }
  }
  return read_lines(lines, plan.overlaid ? regions_argument : region_styles, content, longest);
}

void add_styles(std::vector<Region>& regions, const std::vector<std::size_t>& style_sets, const StyleSets& styles) {
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const auto found = styles.find(style_sets[i]);
    if (!regions[i].keep && found != styles.end()) {
      regions[i].styles.insert(regions[i].styles.end(), found->second.begin(), found->second.end());
    }
  }
}

}  // namespace nst::gimp
