// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/generated-style.h"

#include "core/error.h"
#include "core/generator.h"
#include "core/i18n.h"
#include "plugin/swatch-word.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace nst {
namespace {

constexpr std::string_view prefix = "generated:";

// A generator sees paintings at 64 px, where a stroke is a large part of the picture: taken as large as the photograph,
// its swatches would give strokes without edges.
constexpr double swatch_brush = 0.5;

}  // namespace

bool is_generated_style(std::string_view text) {
  std::error_code error;
  return text.starts_with(prefix) && !std::filesystem::exists(text, error);
}

GeneratedStyle parse_generated_style(std::string_view text) {
  const std::string_view rest = text.substr(prefix.size());
  const auto colon = rest.find(':');
  if (colon == std::string_view::npos || colon == 0) {
    throw Error(
        tr("“{}” lacks its model or its seeds. Write generated:MODEL:SEEDS, such as "
           "generated:dcgan-abstract:7,12,19.",
           std::string(text)));
  }
  return {.model = generator_id(rest.substr(0, colon)),
          .swatches = parse_seeds(rest.substr(colon + 1), most_style_swatches)};
}

std::string word_of(const GeneratedStyle& style) {
  return std::string(prefix) + generator_name(style.model) + ":" + seeds_text(style.swatches);
}

std::string label_of(const GeneratedStyle& style) {
  return generator_name(style.model) + " " + shortened(seeds_text(style.swatches));
}

std::string title_of(const GeneratedStyle& style) {
  return generator_label(style.model) + " " + shortened(seeds_text(style.swatches));
}

std::vector<Style> paint_style(const GeneratedStyle& style, const GeneratorFiles& files, double weight,
                               const Settings& settings, const Progress& progress) {
  std::vector<SwatchPoint> points;
  double sum = 0;
  for (const SwatchShare& swatch : style.swatches) {
    points.push_back(swatch.point);
    sum += swatch.weight;
  }
  const Generator generator(files.weights, files.upscaler);
  std::vector<Image> images =
      generator.paint(points, {.size = settings.swatch_size, .truncation = settings.truncation}, progress);
  std::vector<Style> styles;
  for (std::size_t i = 0; i < images.size(); ++i) {
    styles.push_back({.image = std::move(images[i]),
                      .weight = weight * style.swatches[i].weight / sum,
                      .mask = {},
                      .brush_size = swatch_brush});
  }
  return styles;
}

}  // namespace nst
