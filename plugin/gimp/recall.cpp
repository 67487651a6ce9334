// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/recall.h"

#include "core/error.h"
#include "core/options.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/item-words.h"
#include "plugin/gimp/parasite.h"
#include "plugin/gimp/region-masks.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/result.h"
#include "plugin/gimp/style-lines.h"
#include "plugin/gimp/styles.h"
#include "plugin/gimp/text-lines.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <variant>

namespace nst::gimp {
namespace {

using Json = nlohmann::json;

/// The text called `name` in `object`; empty for anything else.
std::string text_in(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What tells the machine how to work, and which file to write, is no part of the picture. The networks are.
bool is_recalled(const Option& option) {
  const std::string_view name(option.name);
  return option.group != Group::machine || name == "encoder" || name == "decoder";
}

Settings settings_in(const Json& remembered, Settings settings) {
  const Settings defaults;
  for (const Option& option : options()) {
    if (!is_recalled(option)) {
      continue;
    }
    assign(option, settings, text(option, defaults));
    const auto found = remembered.find(option.name);
    if (found == remembered.end() || !found->is_string()) {
      continue;
    }
    try {
      Settings changed = settings;
      assign(option, changed, found->get<std::string>());
      settings = changed;
    } catch (const Error&) {
      // A later version may have written what this one does not know.
    }
  }
  return settings;
}

void clear_styles(GimpProcedureConfig* config) {
  for (const char* argument : {style_file, style_layer, style_pattern}) {
    g_object_set(config, argument, nullptr, nullptr);
  }
  for (const char* argument : {styles_argument, style_generator, style_seeds, style_trained}) {
    g_object_set(config, argument, "", nullptr);
  }
}

/// Sets an argument that takes an object; says whether there is one.
bool set_object(GimpProcedureConfig* config, const char* argument, gpointer object) {
  if (object != nullptr) {
    g_object_set(config, argument, object, nullptr);
  }
  return object != nullptr;
}

/// Sets the argument of one style. False if the style is not there any more.
bool recall_style(const Json& style, GimpImage* image, GimpProcedureConfig* config) {
  const std::string argument = text_in(style, "argument");
  const std::string name = text_in(style, "name");
  if (argument == style_file) {
    const std::string path = text_in(style, "path");
    const GObjectPtr<GFile> file(path.empty() ? nullptr : g_file_new_for_path(path.c_str()));
    return file && g_file_query_exists(file.get(), nullptr) && set_object(config, style_file, file.get());
  }
  if (argument == style_layer) {
    return set_object(config, style_layer, gimp_image_get_layer_by_name(image, name.c_str()));
  }
  if (argument == style_pattern) {
    return set_object(config, style_pattern, gimp_pattern_get_by_name(name.c_str()));
  }
  if (argument == style_seeds) {
    g_object_set(config, style_generator, text_in(style, "generator").c_str(), style_seeds,
                 text_in(style, "seeds").c_str(), nullptr);
    return true;
  }
  if (argument == style_trained) {
    g_object_set(config, style_trained, name.c_str(), nullptr);
    return true;
  }
  return false;
}

/// Lines of the argument `styles`: words and weights.
using Lines = std::vector<std::pair<std::string, double>>;

/// Whether there is still what a line names.
bool is_there(const std::string& line, GimpImage* image) {
  try {
    const StyleLine style = parse_style_line(line, image);
    const StyleWord* word = std::get_if<StyleWord>(&style.place);
    return word == nullptr || word->file.empty() || g_file_test(word->file.c_str(), G_FILE_TEST_EXISTS) != FALSE;
  } catch (const Error&) {
    return false;
  }
}

/// Adds the line of one style. False if the style is not there any more.
bool recall_line(const Json& style, GimpImage* image, Lines& lines) {
  const std::string word = text_in(style, "word");
  const auto weight = style.find("weight");
  const bool weighed = weight != style.end() && weight->is_number() && weight->get<double>() > 0;
  if (!weighed || !is_there(word, image)) {
    return false;
  }
  // A trained style has several pictures, whose weights are shares of its own.
  const auto known = std::ranges::find(lines, word, &Lines::value_type::first);
  if (known != lines.end()) {
    known->second += weight->get<double>();
  } else {
    lines.emplace_back(word, weight->get<double>());
  }
  return true;
}

/// Regions have their styles with them.
bool is_of_region(const Json& style) {
  return text_in(style, "argument") == region_styles || text_in(style, "argument") == regions_argument;
}

std::vector<std::string> recall_styles(const Json& remembered, GimpImage* image, GimpProcedureConfig* config) {
  std::vector<std::string> missing;
  clear_styles(config);
  const auto styles = remembered.find("styles");
  if (styles == remembered.end() || !styles->is_array()) {
    return missing;
  }
  Lines lines;
  for (const Json& style : *styles) {
    if (!style.is_object() || is_of_region(style)) {
      continue;
    }
    const bool listed = text_in(style, "argument") == styles_argument;
    if (!(listed ? recall_line(style, image, lines) : recall_style(style, image, config))) {
      missing.push_back(text_in(style, "name"));
    }
  }
  std::vector<std::string> list;
  for (const auto& [word, weight] : lines) {
    list.push_back(style_line_text(word, weight));
  }
  g_object_set(config, styles_argument, joined_lines(list).c_str(), nullptr);
  return missing;
}

double number_in(const Json& object, const char* name, double otherwise) {
  const auto found = object.find(name);
  const bool usable = found != object.end() && found->is_number() && found->get<double>() >= 0;
  return usable ? found->get<double>() : otherwise;
}

bool is_set(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// What a line calls its style, whether it is there or not.
std::string name_in_style_line(const std::string& line, GimpImage* image) {
  try {
    return parse_style_line(line, image).name;
  } catch (const Error&) {
    const std::string_view word = split_weight(line).word;
    return std::string(parse_item_name(word.substr(std::min(word.find(':') + 1, word.size()))).name);
  }
}

/// The styles of a region that are still there. Adds the names of the others to `missing`.
std::vector<std::string> styles_in(const Json& region, GimpImage* image, std::vector<std::string>& missing) {
  std::vector<std::string> lines;
  const auto styles = region.find("styles");
  for (const Json& style : styles != region.end() && styles->is_array() ? *styles : Json::array()) {
    if (!style.is_string()) {
      continue;
    }
    if (const std::string line = style.get<std::string>(); is_there(line, image)) {
      lines.push_back(line);
    } else {
      missing.push_back(name_in_style_line(line, image));
    }
  }
  return lines;
}

/// Sets the argument of the regions, and notes what is not there any more.
void recall_regions(const Json& remembered, GimpImage* image, GimpProcedureConfig* config, Recalled& recalled) {
  std::vector<RegionLine> lines;
  const auto regions = remembered.find("regions");
  for (const Json& region : regions != remembered.end() && regions->is_array() ? *regions : Json::array()) {
    if (!region.is_object()) {
      continue;
    }
    RegionLine line{.mask = text_in(region, "mask"),
                    .strength = number_in(region, "strength", 1),
                    .feather = std::min(number_in(region, "feather", 0), widest_feather),
                    .protection = number_in(region, "protection", 1),
                    .keep = is_set(region, "keep")};
    try {
      if (line.mask != rest_word) {
        find_mask(line.mask, image);
      }
      line.styles = styles_in(region, image, recalled.missing);
      lines.push_back(std::move(line));
    } catch (const Error&) {
      recalled.missing_masks.push_back(name_in_mask_word(line.mask));
    }
  }
  set_regions(config, lines);
}

/// The settings that the arguments give; the defaults if they make no sense.
Settings current_settings(GimpProcedureConfig* config) {
  try {
    return settings_from(config);
  } catch (const Error&) {
    return {};
  }
}

/// The layer that `layer` was painted from.
GimpLayer* original_of(const Json& remembered, GimpLayer* layer) {
  const auto content = remembered.find("content");
  if (content == remembered.end() || !content->is_object()) {
    return nullptr;
  }
  const auto tattoo = content->find("tattoo");
  if (tattoo == content->end() || !tattoo->is_number_unsigned() ||
      tattoo->get<std::uint64_t>() > std::numeric_limits<guint>::max()) {
    return nullptr;
  }
  GimpImage* image = gimp_item_get_image(GIMP_ITEM(layer));
  GimpLayer* original = gimp_image_get_layer_by_tattoo(image, tattoo->get<guint>());
  if (original == nullptr || original == layer || gimp_item_is_group(GIMP_ITEM(original))) {
    return nullptr;
  }
  const auto same = [&](auto size) { return size(GIMP_DRAWABLE(original)) == size(GIMP_DRAWABLE(layer)); };
  return same(gimp_drawable_get_width) && same(gimp_drawable_get_height) ? original : nullptr;
}

}  // namespace

std::optional<Recalled> recall(GimpLayer* layer, GimpProcedureConfig* config) {
  const Json remembered =
      Json::parse(attached_text(GIMP_ITEM(layer), settings_parasite), nullptr, /*allow_exceptions=*/false);
  if (!remembered.is_object()) {
    return {};
  }
  const auto settings = remembered.find("settings");
  if (settings == remembered.end() || !settings->is_object()) {
    return {};
  }
  write_settings(config, settings_in(*settings, current_settings(config)));
  Recalled recalled;
  GimpImage* image = gimp_item_get_image(GIMP_ITEM(layer));
  recalled.missing = recall_styles(remembered, image, config);
  recall_regions(remembered, image, config, recalled);
  recalled.original = original_of(remembered, layer);
  return recalled;
}

}  // namespace nst::gimp
