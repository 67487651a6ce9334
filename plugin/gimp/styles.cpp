// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/styles.h"

#include "core/i18n.h"
#include "core/trained-style.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"
#include "plugin/picture-file.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

namespace nst::gimp {
namespace {

/// An item or a resource, which libgimp goes on to own; null if the argument is not set.
template <typename T>
T* object_argument(GimpProcedureConfig* config, const char* name) {
  T* object = nullptr;
  g_object_get(config, name, &object, nullptr);
  const GObjectPtr<T> reference(object);
  return object;
}

/// The generated style that is asked for by its seeds; nothing if there are none.
std::optional<PlannedStyle> planned_style(GimpProcedureConfig* config) {
  const std::string seeds = text_argument(config, style_seeds);
  if (seeds.empty()) {
    return {};
  }
  GeneratedStyle style;
  try {
    style = {.model = generator_id(text_argument(config, style_generator)),
             .swatches = parse_seeds(seeds, most_style_swatches)};
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
  GeneratorFiles files = find_generator(style.model);
  return PlannedStyle{std::move(style), std::move(files)};
}

/// The pictures of the trained style called `name`, with its network.
void add_trained(std::vector<StyleSource>& styles, const std::string& name) {
  std::string id;
  try {
    id = trained_style_id(name);
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
  TrainedStyle trained = load_trained_style(find_trained_style(id));
  for (Style& style : trained.styles) {
    styles.push_back({std::move(style), style_trained, trained.name, {}});
  }
}

}  // namespace

void add_style_arguments(GimpProcedure* procedure) {
  add_file_argument(procedure, style_file, tr("Style _file"), tr("A picture file whose style is painted"));
  gimp_procedure_add_drawable_argument(procedure, style_layer, tr("Style la_yer"),
                                       tr("A layer, of this image or another one, whose style is painted"), TRUE,
                                       G_PARAM_READWRITE);
  gimp_procedure_add_pattern_argument(procedure, style_pattern, tr("Style _pattern"),
                                      tr("A pattern whose style is painted; it is repeated at its own size"), TRUE,
                                      nullptr, FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_string_argument(
      procedure, style_generator, tr("Style _generator"),
      tr("The generative network that paints a generated style, such as dcgan-abstract; empty takes the one that is "
         "built in"),
      "", G_PARAM_READWRITE);
  gimp_procedure_add_string_argument(
      procedure, style_seeds, tr("Style see_ds"),
      tr("The swatches of the generator whose style is painted, such as 7,12,19 or 0-7; they are averaged into one "
         "style, and 7*2 counts double. Empty means none"),
      "", G_PARAM_READWRITE);
  gimp_procedure_add_string_argument(procedure, style_trained, tr("Trai_ned style"),
                                     tr("A style with a network of its own, by the name that “neural-style "
                                        "train-style” has given it. Empty means none"),
                                     "", G_PARAM_READWRITE);
  gimp_procedure_add_drawable_argument(procedure, detail_layer, tr("Detail layer"),
                                       tr("A layer whose fine strokes go over the forms of all styles"), TRUE,
                                       G_PARAM_READWRITE);
  gimp_procedure_add_drawable_argument(procedure, start_layer, tr("Start layer"),
                                       tr("A layer that the painting begins with if it starts from another picture"),
                                       TRUE, G_PARAM_READWRITE);
}

bool has_style(GimpProcedureConfig* config) {
  return !path_argument(config, style_file).empty() || object_argument<GimpDrawable>(config, style_layer) != nullptr ||
         object_argument<GimpPattern>(config, style_pattern) != nullptr ||
         !text_argument(config, style_seeds).empty() || !text_argument(config, style_trained).empty();
}

void require_style(GimpProcedureConfig* config) {
  if (!has_style(config)) {
    throw CallingError(
        tr("Choose a style: a file (style-file), a layer (style-layer), a pattern (style-pattern), swatches of a "
           "generator (style-seeds) or a trained style (style-trained)."));
  }
}

std::vector<StyleSource> read_styles(GimpProcedureConfig* config, int content_width, int content_height) {
  std::vector<StyleSource> styles = read_small_styles(config, content_width, content_height, longest_style);
  for (StyleSource& style : styles) {
    if (!style.path.empty()) {
      style.style.image = read_style(style.path);
    }
  }
  return styles;
}

std::vector<StyleSource> read_small_styles(GimpProcedureConfig* config, int content_width, int content_height,
                                           int longest) {
  std::vector<StyleSource> styles;
  if (const std::string path = path_argument(config, style_file); !path.empty()) {
    styles.push_back({{}, style_file, std::filesystem::path(path).stem().string(), path});
  }
  if (GimpDrawable* layer = object_argument<GimpDrawable>(config, style_layer)) {
    styles.push_back(
        {{.image = read_pixels(layer, longest)}, style_layer, take_string(gimp_item_get_name(GIMP_ITEM(layer))), {}});
  }
  if (GimpPattern* pattern = object_argument<GimpPattern>(config, style_pattern)) {
    styles.push_back({{.image = read_pattern(pattern, content_width, content_height)},
                      style_pattern,
                      take_string(gimp_resource_get_name(GIMP_RESOURCE(pattern))),
                      {}});
  }
  if (auto planned = planned_style(config)) {
    const std::string name = label_of(planned->style);
    styles.push_back({{}, style_seeds, name, {}, std::move(planned)});
  }
  if (const std::string name = text_argument(config, style_trained); !name.empty()) {
    add_trained(styles, name);
  }
  return styles;
}

Image read_style(const std::filesystem::path& file, int longest) {
  PictureSize size = inspect_picture(file).size;
  const double scale = 1.0 * longest / std::max(size.width, size.height);
  if (scale >= 1) {
    return read_picture(file);
  }
  size.width = std::max(1, static_cast<int>(std::lround(size.width * scale)));
  size.height = std::max(1, static_cast<int>(std::lround(size.height * scale)));
  return read_picture(file, size);
}

std::vector<Style> read_detail(GimpProcedureConfig* config, int longest) {
  GimpDrawable* layer = object_argument<GimpDrawable>(config, detail_layer);
  return layer == nullptr ? std::vector<Style>() : std::vector<Style>{{.image = read_pixels(layer, longest)}};
}

Image read_start(GimpProcedureConfig* config, const Settings& settings) {
  if (settings.start != Start::picture) {
    return {};
  }
  if (GimpDrawable* layer = object_argument<GimpDrawable>(config, start_layer)) {
    return read_pixels(layer, longest_style);
  }
  if (settings.start_file.empty()) {
    throw CallingError(tr("Choose a picture to start from: a file (start-file) or a layer (start-layer)."));
  }
  return read_style(settings.start_file);
}

}  // namespace nst::gimp
