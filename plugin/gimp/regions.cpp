// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/regions.h"

#include "core/i18n.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace nst::gimp {
namespace {

constexpr const char* region_masks = "region-masks";
constexpr const char* region_styles = "region-styles";
constexpr const char* region_strengths = "region-strengths";
constexpr const char* region_protections = "region-protections";
constexpr const char* keep_masks = "keep-masks";

// GIMP and GLib refuse an empty array, and an array that is not given arrives as one.
constexpr auto may_be_empty =
    static_cast<GParamFlags>(G_PARAM_READWRITE | GIMP_PARAM_NO_VALIDATE | G_PARAM_LAX_VALIDATION);

std::vector<GimpDrawable*> drawables(GimpProcedureConfig* config, const char* name) {
  GimpDrawable** array = nullptr;
  g_object_get(config, name, &array, nullptr);
  const GFreePtr<GimpDrawable*> owner(array);
  std::vector<GimpDrawable*> result;
  for (GimpDrawable** item = array; item != nullptr && *item != nullptr; ++item) {
    if (!GIMP_IS_DRAWABLE(*item)) {
      throw CallingError(tr("The option “{}” takes {}.", std::string(name), tr("channels, layer masks and layers")));
    }
    result.push_back(*item);
  }
  return result;
}

std::vector<double> numbers(GimpProcedureConfig* config, const char* name) {
  GimpArray* array = nullptr;
  g_object_get(config, name, &array, nullptr);
  gsize count = 0;
  const double* values = array != nullptr ? gimp_double_array_get_values(array, &count) : nullptr;
  std::vector<double> result(values, values + count);
  if (array != nullptr) {
    gimp_array_free(array);
  }
  return result;
}

/// One value for each region, or none.
template <typename T>
void require_count(const std::vector<T>& values, std::size_t regions, const char* name) {
  if (!values.empty() && values.size() != regions) {
    throw CallingError(tr("The option “{}” has {} values for {} regions. Give one for each region, or none.",
                          std::string(name), values.size(), regions));
  }
}

struct RegionArguments {
  explicit RegionArguments(GimpProcedureConfig* config)
      : masks(drawables(config, region_masks)),
        styles(drawables(config, region_styles)),
        strengths(numbers(config, region_strengths)),
        protections(numbers(config, region_protections)),
        kept(drawables(config, keep_masks)) {
    require_count(styles, masks.size(), region_styles);
    require_count(strengths, masks.size(), region_strengths);
    require_count(protections, masks.size(), region_protections);
    for (const double number : strengths) {
      require_share(number, region_strengths);
    }
    for (const double number : protections) {
      require_share(number, region_protections);
    }
  }
  static void require_share(double number, const char* name) {
    if (!std::isfinite(number) || number < 0) {
      throw CallingError(tr("The option “{}” takes {}.", std::string(name), tr("numbers from 0 up")));
    }
  }

  std::vector<GimpDrawable*> masks;
  std::vector<GimpDrawable*> styles;
  std::vector<double> strengths;
  std::vector<double> protections;
  std::vector<GimpDrawable*> kept;
};

}  // namespace

void add_region_arguments(GimpProcedure* procedure) {
  gimp_procedure_add_core_object_array_argument(
      procedure, region_masks, tr("Region masks"),
      tr("Channels, layer masks or layers, white where a region is; each region has styles of its own. What no region "
         "covers is kept"),
      GIMP_TYPE_DRAWABLE, may_be_empty);
  gimp_procedure_add_core_object_array_argument(
      procedure, region_styles, tr("Region styles"),
      tr("The style of each region, a layer of any image; none takes the styles of the whole picture. The same mask "
         "twice in a row gives one region two styles"),
      GIMP_TYPE_DRAWABLE, may_be_empty);
  gimp_procedure_add_double_array_argument(procedure, region_strengths, tr("Region strengths"),
                                           tr("How strongly each region is painted, relative to the strength"),
                                           G_PARAM_READWRITE);
  gimp_procedure_add_double_array_argument(
      procedure, region_protections, tr("Region protections"),
      tr("How closely each region keeps to the photograph, relative to the content weight"), G_PARAM_READWRITE);
  gimp_procedure_add_core_object_array_argument(
      procedure, keep_masks, tr("Masks to keep"),
      tr("Channels, layer masks or layers, white where nothing is painted, whatever the regions say"),
      GIMP_TYPE_DRAWABLE, may_be_empty);
}

bool regions_have_styles(GimpProcedureConfig* config) {
  const RegionArguments arguments(config);
  return !arguments.masks.empty() && !arguments.styles.empty();
}

std::vector<StyleSource> region_sources(GimpProcedureConfig* config) {
  std::vector<GimpDrawable*> layers = RegionArguments(config).styles;
  std::ranges::sort(layers, {}, [](GimpDrawable* layer) { return gimp_item_get_id(GIMP_ITEM(layer)); });
  const auto repeated = std::ranges::unique(layers);
  layers.erase(repeated.begin(), repeated.end());
  std::vector<StyleSource> sources;
  for (GimpDrawable* layer : layers) {
    sources.push_back({{}, region_styles, take_string(gimp_item_get_name(GIMP_ITEM(layer))), {}});
  }
  return sources;
}

std::vector<Region> read_regions(GimpProcedureConfig* config, GimpDrawable* layer, const std::vector<Style>& styles) {
  return read_regions(config, layer, styles, whole(layer), longest_style);
}

std::vector<Region> read_regions(GimpProcedureConfig* config, GimpDrawable* layer, const std::vector<Style>& styles,
                                 const Excerpt& excerpt, int longest) {
  const RegionArguments arguments(config);
  std::vector<Region> regions;
  for (std::size_t i = 0; i < arguments.masks.size(); ++i) {
    if (i == 0 || arguments.masks[i] != arguments.masks[i - 1]) {
      regions.push_back({.mask = read_mask_over(arguments.masks[i], layer, excerpt)});
    }
    Region& region = regions.back();
    region.strength = arguments.strengths.empty() ? 1 : arguments.strengths[i];
    region.content_weight = arguments.protections.empty() ? 1 : arguments.protections[i];
    if (arguments.styles.empty()) {
      region.styles = styles;
    } else {
      region.styles.push_back({.image = read_pixels(arguments.styles[i], longest)});
    }
  }
  if (regions.empty()) {
    regions.push_back({.styles = styles});
  }
  for (GimpDrawable* mask : arguments.kept) {
    regions.push_back({.mask = read_mask_over(mask, layer, excerpt), .keep = true});
  }
  return regions;
}

}  // namespace nst::gimp
