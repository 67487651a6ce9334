// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sample.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/cli/swatch-files.h"
#include "plugin/contact-sheet.h"
#include "plugin/generators.h"
#include "plugin/picture-file.h"
#include "plugin/picture-scale.h"
#include "plugin/swatch-word.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <format>
#include <optional>
#include <span>
#include <utility>

namespace nst::cli {
namespace {

using Json = nlohmann::ordered_json;

// Of the sheet: it is put together in memory, with 12 bytes for each.
constexpr double most_pixels = 100e6;

// Of the time; the discriminator is about as large as the generator.
constexpr double ranking_share = 0.4;

struct Sample {
  const SampleArguments& arguments;
  GeneratorFiles files;
  Generator generator;
  int cell;  ///< of the sheet, in px
};

Sample prepare(const SampleArguments& arguments) {
  GeneratorFiles files = find_generator(arguments.model);
  if (!arguments.upscale) {
    files.upscaler.clear();
    files.upscaler_sha256.clear();
  }
  Generator generator(files.weights, files.upscaler);
  const int size = arguments.options.size > 0 ? arguments.options.size : generator.info().size;
  const int cell = arguments.cell > 0 ? arguments.cell : std::clamp(size, smallest_cell, largest_cell);
  return {arguments, std::move(files), std::move(generator), cell};
}

/// A swatch, and what the discriminator thinks of it where that is asked for.
struct Ranked {
  WantedSwatch swatch;
  std::optional<double> score;
};

std::vector<Ranked> ranked(const Sample& sample, const Progress& progress) {
  std::vector<Ranked> swatches;
  for (const WantedSwatch& swatch : sample.arguments.swatches) {
    swatches.push_back({swatch, {}});
  }
  if (!sample.arguments.rank) {
    return swatches;
  }
  std::vector<SwatchPoint> points;
  std::ranges::transform(swatches, std::back_inserter(points), [](const Ranked& each) { return each.swatch.point; });
  const std::vector<double> scores = sample.generator.scores(points, sample.arguments.options.truncation, progress);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    swatches[i].score = scores[i];
    swatches[i].swatch.caption += std::format("\n{:.3f}", scores[i]);
  }
  std::ranges::stable_sort(swatches, std::ranges::greater(), &Ranked::score);
  for (std::size_t i = 0; i < swatches.size(); ++i) {  // so that the files sort like that, too
    const std::size_t digits = std::to_string(swatches.size()).size();
    swatches[i].swatch.name = std::format("{:0{}}-{}", i + 1, digits, swatches[i].swatch.name);
  }
  return swatches;
}

/// A sheet without its pictures.
ContactSheet empty_sheet(const Sample& sample) {
  ContactSheet sheet{.columns = sample.arguments.columns, .cell = sample.cell};
  sheet.cells.resize(sample.arguments.swatches.size());
  if (sheet.columns == 0 || sample.arguments.rank) {
    sheet.columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(sheet.cells.size()))));
  }
  return sheet;
}

void require_sheet(const Sample& sample) {
  if (sample.arguments.sheet.empty()) {
    return;
  }
  const PictureSize size = largest_size(empty_sheet(sample));
  if (static_cast<double>(size.width) * size.height > most_pixels) {
    throw Error(tr("The sheet would have up to {} × {} pixels, too many. Take a smaller --cell or fewer swatches.",
                   size.width, size.height));
  }
  require_writable(sample.arguments.sheet, size);
}

/// What all swatches of a run have in common, for the inside of a picture.
Json common_note(const Sample& sample) {
  const std::string& upscaler = sample.files.upscaler_sha256;
  return {{"program", "neural-style"},
          {"version", NEURAL_STYLE_VERSION},
          {"model", sample.arguments.model},
          {"sha256", sample.files.sha256},
          {"upscaler", upscaler.empty() ? Json(nullptr) : Json(upscaler)},
          {"size", sample.arguments.options.size},
          {"truncation", sample.arguments.options.truncation}};
}

std::string note_of(Json note, const Ranked& ranked) {
  note["swatch"] = swatch_text(ranked.swatch.point);
  if (ranked.score) {
    note["score"] = *ranked.score;
  }
  return note.dump();
}

/// Paints one of `swatches` after the other; `take` gets each with its number.
template <typename Take>
void paint(const Sample& sample, const std::vector<Ranked>& swatches, const Progress& progress, const Take& take) {
  const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(swatches.size()); };
  for (std::size_t i = 0; i < swatches.size(); ++i) {
    const std::span<const SwatchPoint> point(&swatches[i].swatch.point, 1);
    const std::vector<Image> images =
        sample.generator.paint(point, sample.arguments.options, progress.part(share(i), share(i + 1)));
    take(i, images.front());
  }
}

}  // namespace

void run(const SampleArguments& arguments, const Progress& progress) {
  const Sample sample = prepare(arguments);
  require_sheet(sample);
  SwatchFiles files(arguments);
  const double ranking = arguments.rank ? ranking_share : 0;
  const std::vector<Ranked> swatches = ranked(sample, progress.part(0, ranking));
  const Json note = common_note(sample);
  ContactSheet sheet = empty_sheet(sample);
  paint(sample, swatches, progress.part(ranking, 1), [&](std::size_t i, const Image& image) {
    files.write(swatches[i].swatch.name, image, note_of(note, swatches[i]));
    if (!arguments.sheet.empty()) {
      sheet.cells[i] = {.picture = scaled_to_fit(image, sample.cell), .caption = swatches[i].swatch.caption};
    }
  });
  progress(1);
  if (!arguments.sheet.empty()) {
    write_picture(arguments.sheet, contact_sheet(sheet), 8, note.dump());
  }
  files.keep();
}

}  // namespace nst::cli
