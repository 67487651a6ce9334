// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/train-style.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/trained-style.h"
#include "plugin/cli/console.h"
#include "plugin/encoder-file.h"
#include "plugin/generators.h"
#include "plugin/model-folders.h"
#include "plugin/picture-file.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

constexpr int crop = 256;          // what the core trains on, px
constexpr int longer_side = 640;   // more is not looked at
constexpr std::size_t most = 300;  // in memory, at some 3 MB each
constexpr double reading_share = 0.02;

/// All files below `places`, in the order of their names; some of them, evenly, if there are too many.
std::vector<fs::path> candidates(const std::vector<fs::path>& places) {
  std::vector<fs::path> files;
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_regular_file(place, error)) {
      files.push_back(place);
      continue;
    }
    if (!fs::is_directory(place, error)) {
      throw Error(tr("There is no folder “{}”. Name a folder of photographs.", place.string()));
    }
    for (fs::recursive_directory_iterator entry(place, fs::directory_options::skip_permission_denied, error), end;
         !error && entry != end; entry.increment(error)) {
      if (entry->is_regular_file(error)) {
        files.push_back(entry->path());
      }
    }
  }
  std::ranges::sort(files);
  return files;
}

/// The size at which a photograph is read: no larger than is looked at, no smaller than a crop. Nothing if it is too
/// small for that.
std::optional<PictureSize> reading_size(PictureSize size) {
  const double longer = std::max(size.width, size.height);
  const double shorter = std::min(size.width, size.height);
  if (shorter < crop) {
    return {};
  }
  const double factor = std::min(1.0, std::max(longer_side / longer, (crop + 0.5) / shorter));
  const auto side = [&](int length) { return std::max(crop, static_cast<int>(std::lround(length * factor))); };
  return PictureSize{side(size.width), side(size.height)};
}

std::vector<Image> read_photographs(const std::vector<fs::path>& places, const Progress& progress) {
  std::vector<fs::path> files = candidates(places);
  std::vector<Image> photographs;
  std::size_t unusable = 0;
  const double every = std::max(1.0, static_cast<double>(files.size()) / static_cast<double>(most));
  for (double at = 0; at < static_cast<double>(files.size()); at += every) {
    progress(at / static_cast<double>(files.size()));
    const fs::path& file = files[static_cast<std::size_t>(at)];
    try {
      if (const auto size = reading_size(inspect_picture(file).size)) {
        photographs.push_back(read_picture(file, *size));
        continue;
      }
    } catch (const Error&) {  // no picture, or broken: counted like one that is too small
    }
    ++unusable;
  }
  if (photographs.empty()) {
    throw Error(tr("The folder holds no photograph of at least {} × {} pixels. Name another one.", crop, crop));
  }
  if (unusable > 0) {
    const std::string text = tr("neural-style: {} photographs are used; {} files are none, broken or too small.",
                                photographs.size(), unusable);
    std::fprintf(stderr, "%s\n", text.c_str());
  }
  return photographs;
}

std::vector<Style> read_styles(const std::vector<StyleArgument>& arguments, const Progress& progress) {
  std::vector<Style> styles;
  for (const StyleArgument& style : arguments) {
    if (style.generated) {
      std::ranges::move(
          paint_style(*style.generated, find_generator(style.generated->model), style.weight, Settings(), progress),
          std::back_inserter(styles));
    } else {
      styles.push_back({.image = read_picture(style.file), .weight = style.weight});
    }
  }
  return styles;
}

}  // namespace

void train(const TrainStyleArguments& arguments, const Progress& progress) {
  const Settings settings;
  StyleTraining training{.styles = read_styles(arguments.styles, progress),
                         .name = arguments.label,
                         .encoder = encoder_file(settings),
                         .decoder = decoder_file(settings),
                         .encoder_id = std::string(default_encoder),
                         .folder = user_model_folder() / arguments.id,
                         .steps = arguments.steps,
                         .batch = arguments.batch,
                         .crop = crop,
                         .seed = static_cast<std::uint64_t>(arguments.seed)};
  if (training.decoder.empty()) {
    throw Error(
        tr("The network that every training begins with is not installed. Install the model "
           "“decoder-arbitrary”."));
  }
  const std::vector<Image> photographs = read_photographs(arguments.photographs, progress.part(0, reading_share));
  TrainingState reached;
  train_style(training, photographs, progress.part(reading_share, 1),
              [&](const TrainingState& state) { reached = state; });
  print(tr("“{}” is trained (content {}, style {}). Use it with --style trained:{} --quality draft.\n", arguments.label,
           number_text(reached.content, 3), number_text(reached.style, 3), trained_style_name(arguments.id)));
}

}  // namespace nst::cli
