// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/result.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/options.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/parasite.h"
#include "plugin/gimp/task.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace nst::gimp {
namespace {

std::string layer_name(const Settings& settings, const std::vector<StyleSource>& styles) {
  if (styles.empty()) {
    return tr("Neural Style, seed {}", settings.seed);
  }
  std::string names;
  std::set<std::string> known;
  for (const StyleSource& style : styles) {
    if (known.insert(style.name).second) {  // two regions may have the same
      names += (names.empty() ? "" : " + ") + style.name;
    }
  }
  // TRANSLATORS: the name of the new layer; {} are the names of the styles and the seed.
  return tr("Neural Style: {}, seed {}", names, settings.seed);
}

/// All changes of the image while it lives are one undo step.
class UndoGroup {
 public:
  explicit UndoGroup(GimpImage* image) : image_(image) { gimp_image_undo_group_start(image_); }
  ~UndoGroup() { gimp_image_undo_group_end(image_); }
  UndoGroup(const UndoGroup&) = delete;
  UndoGroup& operator=(const UndoGroup&) = delete;

 private:
  GimpImage* image_;
};

bool is_in_image(GimpLayer* layer) {
  return gimp_item_is_valid(GIMP_ITEM(layer)) && gimp_item_get_image(GIMP_ITEM(layer)) != nullptr;
}

void require_unchanged(GimpImage* image, GimpLayer* content, const Image& painted) {
  if (!gimp_image_is_valid(image)) {
    throw Error(image_was_closed());
  }
  if (!is_in_image(content)) {
    throw Error(tr("The layer was removed while it was painted, so the result was dropped."));
  }
  if (gimp_drawable_get_width(GIMP_DRAWABLE(content)) != painted.width ||
      gimp_drawable_get_height(GIMP_DRAWABLE(content)) != painted.height) {
    throw Error(
        tr("The layer changed its size while it was painted, so the result was dropped. Run the filter again."));
  }
}

[[noreturn]] void refuse_to_make_layer() {
  throw Error(
      tr("GIMP could not make the new layer, so there is no result. Close other images and run the filter again."));
}

/// The finished layer, which no image holds yet.
GimpLayer* make_layer(GimpLayer* content, const Image& painted, const Image& mask, const char* name) {
  GimpDrawable* source = GIMP_DRAWABLE(content);
  GimpLayer* layer = gimp_layer_new(gimp_item_get_image(GIMP_ITEM(content)), name, painted.width, painted.height,
                                    gimp_drawable_type(source), 100, GIMP_LAYER_MODE_NORMAL);
  if (layer == nullptr) {
    refuse_to_make_layer();
  }
  write_painted(GIMP_DRAWABLE(layer), source, painted, mask);
  int x = 0;
  int y = 0;
  gimp_drawable_get_offsets(source, &x, &y);
  gimp_layer_set_offsets(layer, x, y);
  if (!mask.empty()) {
    GimpLayerMask* layer_mask = gimp_layer_create_mask(layer, GIMP_ADD_MASK_BLACK);
    gimp_layer_add_mask(layer, layer_mask);
    write_mask(GIMP_DRAWABLE(layer_mask), mask);
    gimp_layer_set_edit_mask(layer, FALSE);
  }
  return layer;
}

void insert_above(GimpLayer* below, GimpLayer* layer) {
  GimpImage* image = gimp_item_get_image(GIMP_ITEM(below));
  GimpItem* parent = gimp_item_get_parent(GIMP_ITEM(below));
  const GFreePtr<GimpLayer*> selected(gimp_image_get_selected_layers(image));
  if (!gimp_image_insert_layer(image, layer, parent != nullptr ? GIMP_LAYER(parent) : nullptr,
                               gimp_image_get_item_position(image, GIMP_ITEM(below)))) {
    gimp_item_delete(GIMP_ITEM(layer));
    throw Error(
        tr("GIMP could not add the new layer to the image, so there is no result. Close other images and run the "
           "filter again."));
  }
  // GIMP selects the new layer, but a repeated run shall paint the same one again. It takes no empty selection.
  if (selected != nullptr && *selected != nullptr) {
    gimp_image_set_selected_layers(image, const_cast<const GimpLayer**>(selected.get()));
  }
}

nlohmann::ordered_json note_of(const RegionLine& region) {
  return {{"mask", region.mask},       {"styles", region.styles},         {"strength", region.strength},
          {"feather", region.feather}, {"protection", region.protection}, {"keep", region.keep}};
}

nlohmann::ordered_json settings_note(const Result& painted, const Recipe& recipe) {
  nlohmann::ordered_json json;
  json["version"] = NEURAL_STYLE_VERSION;
  json["styles"] = nlohmann::ordered_json::array();
  for (const StyleSource& style : recipe.styles) {
    nlohmann::ordered_json entry{{"argument", style.argument}, {"name", style.name}, {"weight", style.style.weight}};
    if (!style.word.empty()) {
      entry["word"] = style.word;
    }
    if (!style.path.empty()) {
      entry["path"] = style.path;
    }
    if (style.generated) {
      entry["generator"] = style.generated->style.model;
      entry["sha256"] = style.generated->files.sha256;
      entry["seeds"] = seeds_text(style.generated->style.swatches);
      entry["upscaler-sha256"] = style.generated->files.upscaler_sha256;
    }
    if (style.region > 0) {  // for who reads it: recall() takes the regions' styles from the regions
      entry["region"] = style.region;
    }
    json["styles"].push_back(entry);
  }
  if (!regions_text(recipe.regions).empty()) {
    for (const RegionLine& region : recipe.regions) {
      json["regions"].push_back(note_of(region));
    }
  }
  for (const Option& option : options()) {
    json["settings"][option.name] = text(option, recipe.settings);
  }
  if (painted.losses.content > 0 || painted.losses.style > 0) {
    json["losses"] = {
        {"content", painted.losses.content}, {"style", painted.losses.style}, {"variation", painted.losses.variation}};
  }
  json["steps"] = painted.steps;
  json["stopped"] = painted.stopped;
  return json;
}

// Names of files need not be UTF-8.
std::string as_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// What the new layer remembers.
std::string note_of(const Result& painted, const Recipe& recipe, GimpLayer* content) {
  nlohmann::ordered_json json = settings_note(painted, recipe);
  json["content"] = {{"name", take_string(gimp_item_get_name(GIMP_ITEM(content)))},
                     {"tattoo", gimp_item_get_tattoo(GIMP_ITEM(content))}};
  return as_text(json);
}

}  // namespace

std::string settings_text(const Result& painted, const Recipe& recipe, std::optional<double> steadiness) {
  nlohmann::ordered_json json = settings_note(painted, recipe);
  if (steadiness) {
    json["steadiness"] = *steadiness;
  }
  return as_text(json);
}

GimpLayer* add_layer(const Place& place, const Result& painted, const Recipe& recipe) {
  require_unchanged(place.image, place.content, painted.picture);
  const UndoGroup one_step(place.image);
  // The colours of a painting do not fit into the palette of the photograph.
  if (gimp_image_get_base_type(place.image) == GIMP_INDEXED && !gimp_image_convert_rgb(place.image)) {
    refuse_to_make_layer();
  }
  GimpLayer* layer =
      make_layer(place.content, painted.picture, painted.mask, layer_name(recipe.settings, recipe.styles).c_str());
  attach_text(GIMP_ITEM(layer), settings_parasite, note_of(painted, recipe, place.content));
  insert_above(is_in_image(place.above) ? place.above : place.content, layer);
  return layer;
}

}  // namespace nst::gimp
