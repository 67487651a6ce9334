// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/styles.h"

#include "core/i18n.h"
#include "core/trained-style.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/text-lines.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <utility>
#include <variant>

namespace nst::gimp {
namespace {

/// The generated style that is asked for by its seeds; nothing if there are none.
std::optional<GeneratedStyle> chosen_swatches(GimpProcedureConfig* config) {
  const std::string seeds = text_argument(config, style_seeds);
  if (seeds.empty()) {
    return {};
  }
  try {
    return GeneratedStyle{.model = generator_id(text_argument(config, style_generator)),
                          .swatches = parse_seeds(seeds, most_style_swatches)};
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
}

/// The id of the trained style that is asked for by its name; empty if there is none.
std::string chosen_trained(GimpProcedureConfig* config) {
  const std::string name = text_argument(config, style_trained);
  try {
    return name.empty() ? std::string() : trained_style_id(name);
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
}

/// Collects the styles of a call.
class StyleReader {
 public:
  /// Layers are read at most `longest` px large.
  StyleReader(PictureSize content, int longest) : content_(content), longest_(longest) {}

  void add_file(const std::string& path, const char* argument) {
    styles_.push_back({{}, argument, std::filesystem::path(path).stem().string(), path});
  }
  void add_layer(GimpDrawable* layer, const char* argument) {
    styles_.push_back(
        {{.image = read_pixels(layer, longest_)}, argument, take_string(gimp_item_get_name(GIMP_ITEM(layer))), {}});
  }
  void add_pattern(GimpPattern* pattern, const char* argument) {
    styles_.push_back({{.image = read_pattern(pattern, content_.width, content_.height)},
                       argument,
                       take_string(gimp_resource_get_name(GIMP_RESOURCE(pattern))),
                       {}});
    styles_.back().repeated = true;
  }
  void add_generated(GeneratedStyle style, const char* argument) {
    // Their sums are those of whole files: once for each model is enough.
    if (!generators_.contains(style.model)) {
      generators_[style.model] = find_generator(style.model);
    }
    GeneratorFiles files = generators_[style.model];
    const std::string name = label_of(style);
    styles_.push_back({{}, argument, name, {}, PlannedStyle{std::move(style), std::move(files)}});
  }
  void add_trained(const std::string& id, const char* argument) {
    TrainedStyle trained = load_trained_style(find_trained_style(id));
    for (Style& style : trained.styles) {
      styles_.push_back({std::move(style), argument, trained.name, {}});
    }
  }
  void add_line(StyleLine line, const char* argument, std::size_t region = 0) {
    const std::size_t first = styles_.size();
    std::visit([&](auto& place) { add_place(place, argument); }, line.place);
    for (std::size_t i = first; i < styles_.size(); ++i) {
      styles_[i].style.weight *= line.weight;
      styles_[i].word = line.word;
      styles_[i].region = region;
    }
  }
  std::vector<StyleSource> take() { return std::move(styles_); }

 private:
  void add_place(GimpDrawable* layer, const char* argument) { add_layer(layer, argument); }
  void add_place(GimpPattern* pattern, const char* argument) { add_pattern(pattern, argument); }
  void add_place(StyleWord& style, const char* argument) {
    if (style.generated) {
      add_generated(std::move(*style.generated), argument);
    } else if (!style.trained.empty()) {
      add_trained(style.trained, argument);
    } else {
      add_file(style.file, argument);
    }
  }

  PictureSize content_;
  int longest_;
  std::map<std::string, GeneratorFiles> generators_;
  std::vector<StyleSource> styles_;
};

}  // namespace

void add_style_arguments(GimpProcedure* procedure) {
  gimp_procedure_add_string_argument(
      procedure, styles_argument, tr("Styles"),
      tr("The styles that are painted, one a line: the path of a picture, generated:MODEL:SEEDS, trained:NAME, "
         "layer:NAME (of an open image) or pattern:NAME. A number behind it, as in sea.jpg:2, is its weight "
         "among the others"),
      "", G_PARAM_READWRITE);
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
  return !split_lines(text_argument(config, styles_argument)).empty() || !path_argument(config, style_file).empty() ||
         object_argument<GimpDrawable>(config, style_layer) != nullptr ||
         object_argument<GimpPattern>(config, style_pattern) != nullptr ||
         !text_argument(config, style_seeds).empty() || !text_argument(config, style_trained).empty();
}

void require_style(GimpProcedureConfig* config) {
  if (!has_style(config)) {
    throw CallingError(
        tr("Choose a style: a list (styles), a file (style-file), a layer (style-layer), a pattern (style-pattern), "
           "swatches of a generator (style-seeds) or a trained style (style-trained)."));
  }
}

std::vector<StyleSource> read_styles(GimpProcedureConfig* config, GimpImage* image, PictureSize content) {
  std::vector<StyleSource> styles = read_small_styles(config, image, content, longest_style);
  read_files(styles);
  return styles;
}

void read_files(std::vector<StyleSource>& styles) {
  for (StyleSource& style : styles) {
    if (!style.path.empty()) {
      style.style.image = read_style(style.path);
    }
  }
}

std::vector<StyleSource> read_small_styles(GimpProcedureConfig* config, GimpImage* image, PictureSize content,
                                           int longest) {
  StyleReader reader(content, longest);
  const std::vector<std::string> lines = split_lines(text_argument(config, styles_argument));
  if (lines.size() > most_style_swatches) {
    throw CallingError(
        tr("The list has {} styles, and there may be {} at most. Take fewer.", lines.size(), most_style_swatches));
  }
  for (const std::string& line : lines) {
    reader.add_line(parse_style_line(line, image), styles_argument);
  }
  if (const std::string path = path_argument(config, style_file); !path.empty()) {
    reader.add_file(path, style_file);
  }
  if (GimpDrawable* layer = object_argument<GimpDrawable>(config, style_layer)) {
    reader.add_layer(layer, style_layer);
  }
  if (GimpPattern* pattern = object_argument<GimpPattern>(config, style_pattern)) {
    reader.add_pattern(pattern, style_pattern);
  }
  if (auto swatches = chosen_swatches(config)) {
    reader.add_generated(std::move(*swatches), style_seeds);
  }
  if (const std::string id = chosen_trained(config); !id.empty()) {
    reader.add_trained(id, style_trained);
  }
  return reader.take();
}

std::vector<StyleSource> read_lines(const std::vector<RegionStyleLine>& lines, const char* argument,
                                    PictureSize content, int longest) {
  StyleReader reader(content, longest);
  for (const RegionStyleLine& line : lines) {
    reader.add_line(line.style, argument, line.region);
  }
  return reader.take();
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
