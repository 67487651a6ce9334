// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-plan.h"

#include "core/i18n.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/region-masks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nst::gimp {
namespace {

constexpr const char* region_masks = "region-masks";
constexpr const char* region_strengths = "region-strengths";
constexpr const char* region_protections = "region-protections";
constexpr const char* keep_masks = "keep-masks";

// GIMP and GLib refuse an empty array, and an array that is not given arrives as one. GIMP cannot write it down among
// the last values, and would complain of that on the terminal after each run.
constexpr auto of_drawables = static_cast<GParamFlags>(G_PARAM_READWRITE | GIMP_PARAM_NO_VALIDATE |
                                                       G_PARAM_LAX_VALIDATION | GIMP_PARAM_DONT_SERIALIZE);

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

struct RegionArrays {
  explicit RegionArrays(GimpProcedureConfig* config)
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
  bool empty() const { return masks.empty() && kept.empty(); }

  std::vector<GimpDrawable*> masks;
  std::vector<GimpDrawable*> styles;
  std::vector<double> strengths;
  std::vector<double> protections;
  std::vector<GimpDrawable*> kept;
};

bool is_painted(const RegionLine& region) { return !region.keep && region.strength > 0; }

PlannedRegion planned(GimpDrawable* mask) { return {.line = {.mask = mask_word(mask)}, .mask = mask}; }

StyleLine line_of(GimpDrawable* layer) {
  return {layer_word(layer), 1, take_string(gimp_item_get_name(GIMP_ITEM(layer))), layer};
}

/// What no mask covers is kept, unless there are only masks to keep. Neighbours with the same mask are one region.
RegionPlan plan_of(const RegionArrays& arrays) {
  RegionPlan plan{.regions = {{.line = {.mask = rest_word, .keep = !arrays.masks.empty()}}}, .overlaid = false};
  for (std::size_t i = 0; i < arrays.masks.size(); ++i) {
    if (i == 0 || arrays.masks[i] != arrays.masks[i - 1]) {
      plan.regions.push_back(planned(arrays.masks[i]));
    }
    PlannedRegion& region = plan.regions.back();
    region.line.strength = arrays.strengths.empty() ? 1 : arrays.strengths[i];
    region.line.protection = arrays.protections.empty() ? 1 : arrays.protections[i];
    if (!arrays.styles.empty()) {
      region.styles.push_back(line_of(arrays.styles[i]));
    }
  }
  for (GimpDrawable* mask : arrays.kept) {
    plan.regions.push_back(planned(mask));
    plan.regions.back().line.keep = true;
  }
  return plan;
}

std::vector<RegionLine> parse_argument(GimpProcedureConfig* config) {
  try {
    return parse_regions(text_argument(config, regions_argument));
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
}

RegionPlan plan_of(const std::vector<RegionLine>& lines, GimpImage* image) {
  RegionPlan plan;
  for (const RegionLine& line : lines) {
    PlannedRegion region{.line = line};
    if (line.mask != rest_word) {
      region.mask = find_mask(line.mask, image);
    }
    for (const std::string& style : line.styles) {
      region.styles.push_back(parse_style_line(style, image));
    }
    plan.regions.push_back(std::move(region));
  }
  return plan;
}

}  // namespace

void add_region_arguments(GimpProcedure* procedure) {
  gimp_procedure_add_string_argument(
      procedure, regions_argument, tr("Regions"),
      tr("Parts of the layer with settings of their own, one setting a line: mask=channel:NAME, mask=layer-mask:NAME "
         "or mask=layer:NAME begins a region, white where it is, and style=STYLE (as in styles, several times), "
         "strength=NUMBER, feather=PIXELS, protection=NUMBER or keep may follow. Later ones lie over earlier ones. "
         "What none covers is painted as ever; mask=selection as the first line stands for it, so that keep leaves it "
         "alone"),
      "", G_PARAM_READWRITE);
  gimp_procedure_add_core_object_array_argument(
      procedure, region_masks, tr("Region masks"),
      tr("Channels, layer masks or layers, white where a region is; each region has styles of its own. What no region "
         "covers is kept"),
      GIMP_TYPE_DRAWABLE, of_drawables);
  gimp_procedure_add_core_object_array_argument(
      procedure, region_styles, tr("Region styles"),
      tr("The style of each region, a layer of any image; none takes the styles of the whole picture. The same mask "
         "twice in a row gives one region two styles"),
      GIMP_TYPE_DRAWABLE, of_drawables);
  gimp_procedure_add_double_array_argument(procedure, region_strengths, tr("Region strengths"),
                                           tr("How strongly each region is painted, relative to the strength"),
                                           G_PARAM_READWRITE);
  gimp_procedure_add_double_array_argument(
      procedure, region_protections, tr("Region protections"),
      tr("How closely each region keeps to the photograph, relative to the content weight"), G_PARAM_READWRITE);
  gimp_procedure_add_core_object_array_argument(
      procedure, keep_masks, tr("Masks to keep"),
      tr("Channels, layer masks or layers, white where nothing is painted, whatever the regions say"),
      GIMP_TYPE_DRAWABLE, of_drawables);
}

RegionPlan read_region_plan(GimpProcedureConfig* config, GimpImage* image) {
  const RegionArrays arrays(config);
  const std::string text = text_argument(config, regions_argument);
  if (!text.empty() && !arrays.empty()) {
    throw CallingError(
        tr("Regions are given twice: as a list (regions) and as arrays (region-masks, keep-masks). Use one of the "
           "two."));
  }
  return arrays.empty() ? plan_of(parse_argument(config), image) : plan_of(arrays);
}

bool wants_picture_styles(const std::vector<RegionLine>& regions) {
  return std::ranges::any_of(regions,
                             [](const RegionLine& region) { return is_painted(region) && region.styles.empty(); });
}

bool wants_picture_styles(const RegionPlan& plan) {
  return std::ranges::any_of(
      plan.regions, [](const PlannedRegion& region) { return is_painted(region.line) && region.styles.empty(); });
}

std::vector<RegionLine> lines_of(const RegionPlan& plan) {
  std::vector<RegionLine> lines;
  for (const PlannedRegion& region : plan.regions) {
    lines.push_back(region.line);
    lines.back().styles.clear();
    for (const StyleLine& style : region.styles) {
      lines.back().styles.push_back(style_line_text(style.word, style.weight));
    }
  }
  return lines;
}

std::vector<RegionLine> listed_regions(GimpProcedureConfig* config) {
  try {
    return parse_argument(config);
  } catch (const Error&) {
    return parse_regions({});
  }
}

void set_regions(GimpProcedureConfig* config, const std::vector<RegionLine>& regions) {
  // Each that is set tells all who follow the arguments, though most were empty before.
  for (const char* array : {region_masks, region_styles, keep_masks}) {
    if (!drawables(config, array).empty()) {
      g_object_set(config, array, nullptr, nullptr);
    }
  }
  for (const char* array : {region_strengths, region_protections}) {
    if (!numbers(config, array).empty()) {
      g_object_set(config, array, nullptr, nullptr);
    }
  }
  g_object_set(config, regions_argument, regions_text(regions).c_str(), nullptr);
}

void move_regions_into_list(GimpProcedureConfig* config, GimpImage* image) {
  try {
    if (!RegionArrays(config).empty()) {
      set_regions(config, lines_of(read_region_plan(config, image)));
    }
  } catch (const Error&) {
    // "Paint" says what is wrong.
  }
}

}  // namespace nst::gimp
