// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/job.h"

#include "core/atomic-file.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "core/stylist.h"
#include "core/trained-style.h"
#include "plugin/cli/console.h"
#include "plugin/cli/delta-sheet.h"
#include "plugin/cli/mask.h"
#include "plugin/cli/report.h"
#include "plugin/cli/text-file.h"
#include "plugin/encoder-file.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <format>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace nst::cli {
namespace {

void require_same_size(const std::filesystem::path& mask, PictureSize picture, const char* sentence) {
  const PictureSize size = mask.empty() ? picture : inspect_picture(mask).size;
  if (size != picture) {
    throw Error(tr(sentence, mask.string(), size.width, size.height, picture.width, picture.height));
  }
}

void check_styles(const std::vector<StyleArgument>& styles, int swatch_size) {
  for (const StyleArgument& style : styles) {
    if (!style.trained.empty()) {
      find_trained_style(style.trained);
      if (!style.mask.empty()) {
        throw Error(tr("A trained style is wanted as a whole. Leave --style-mask out."));
      }
      continue;
    }
    require_same_size(style.mask,
                      style.generated ? PictureSize{swatch_size, swatch_size} : inspect_picture(style.file).size,
                      translatable("The mask “{}” has {} × {} pixels, its style {} × {}. Scale the mask to the same "
                                   "size."));
  }
}

/// All files that the call is to write, before anything is read.
void require_outputs(const Arguments& arguments) {
  require_writable(arguments.output);
  if (!arguments.report.empty()) {
    require_writable_file(arguments.report);
  }
  if (!arguments.deltas.empty()) {
    require_writable(arguments.deltas);
  }
  if (!arguments.settings.state_file.empty()) {
    require_writable_file(arguments.settings.state_file);
  }
}

/// The picture that the painting begins with; empty if it begins with another one.
std::filesystem::path start_picture(const Settings& settings) {
  return settings.start == Start::picture ? std::filesystem::path(settings.start_file) : std::filesystem::path();
}

/// Looks at every file's header.
PictureInfo check(const Arguments& arguments) {
  const char* wrong_mask =
      translatable("The mask “{}” has {} × {} pixels, the photograph {} × {}. Scale the mask to the same size.");
  const PictureInfo content = inspect_picture(arguments.content);
  for (const RegionArgument& region : arguments.regions) {
    check_styles(region.styles, arguments.settings.swatch_size);
    require_same_size(region.mask, content.size, wrong_mask);
  }
  require_same_size(arguments.mask, content.size, wrong_mask);
  for (const std::filesystem::path& file : {arguments.detail, start_picture(arguments.settings)}) {
    if (!file.empty()) {
      inspect_picture(file);
    }
  }
  return content;
}

Image read_mask(const std::filesystem::path& file, PictureSize size) {
  return file.empty() ? Image() : to_mask(read_picture(file, size, Scaling::linear));
}

/// The swatches of a generated style, each with the mask that it has.
std::vector<Style> paint_swatches(const StyleArgument& style, const GeneratorFiles& files, const Settings& settings,
                                  const Progress& progress) {
  std::vector<Style> swatches = paint_style(*style.generated, files, style.weight, settings, progress);
  for (Style& swatch : swatches) {
    swatch.mask = read_mask(style.mask, {swatch.image.width, swatch.image.height});
  }
  return swatches;
}

std::vector<Style> read_styles(const std::vector<StyleArgument>& styles, const Plan& plan, const Settings& settings,
                               const Progress& progress) {
  std::vector<Style> read;
  for (const StyleArgument& style : styles) {
    progress.check();
    if (style.generated) {
      const GeneratorFiles& files = plan.generators.at(style.generated->model);
      std::ranges::move(paint_swatches(style, files, settings, progress), std::back_inserter(read));
      continue;
    }
    if (!style.trained.empty()) {
      TrainedStyle trained = load_trained_style(find_trained_style(style.trained));
      for (Style& picture : trained.styles) {
        picture.weight *= style.weight;
      }
      std::ranges::move(trained.styles, std::back_inserter(read));
      continue;
    }
    Image image = read_picture(style.file);
    const PictureSize size{image.width, image.height};
    read.push_back({.image = std::move(image), .weight = style.weight, .mask = read_mask(style.mask, size)});
  }
  return read;
}

Request read(const Arguments& arguments, const Plan& plan, const Progress& progress) {
  const PictureSize size = plan.size;
  Request request{.content = read_picture(arguments.content, size),
                  .mask = read_mask(arguments.mask, size),
                  .regions = {},
                  .detail = {},
                  .start = {},
                  .settings = arguments.settings,
                  .encoder = encoder_file(arguments.settings),
                  .decoder = decoder_file(arguments.settings)};
  for (const RegionArgument& region : arguments.regions) {
    request.regions.push_back({.mask = read_mask(region.mask, size),
                               .styles = read_styles(region.styles, plan, arguments.settings, progress),
                               .strength = region.strength,
                               .content_weight = region.content_weight,
                               .keep = region.keep});
  }
  if (!arguments.detail.empty()) {
    request.detail.push_back({.image = read_picture(arguments.detail)});
  }
  if (const auto start = start_picture(arguments.settings); !start.empty()) {
    request.start = read_picture(start);
  }
  return request;
}

/// All that the call's styles come from. Each is looked up, and its sum made, once.
std::map<std::string, GeneratorFiles> generators_of(const Arguments& arguments) {
  std::map<std::string, GeneratorFiles> generators;
  for (const RegionArgument& region : arguments.regions) {
    for (const StyleArgument& style : region.styles) {
      if (style.generated && !generators.contains(style.generated->model)) {
        generators[style.generated->model] = find_generator(style.generated->model);
      }
    }
  }
  return generators;
}

std::string estimate_text(const Arguments& arguments, const Plan& plan, const Progress& progress) {
  const Request request = read(arguments, plan, progress);
  const Estimate estimated =
      estimate(plan.size.width, plan.size.height, request.settings, request.encoder, painted_share(request),
               static_cast<int>(request.regions.size()), request.decoder);
  const double seconds = estimated.seconds;
  const std::string number = seconds < 9.95 ? std::format("{:.1f}", seconds) : std::format("{:.0f}", seconds);
  return tr("about {} s, {}\n", number, readable_bytes(estimated.bytes));
}

}  // namespace

PictureSize with_long_side(PictureSize size, int side) {
  const double factor = static_cast<double>(side) / std::max(size.width, size.height);
  const auto scale = [&](int extent) { return std::max(1, static_cast<int>(std::lround(extent * factor))); };
  return {scale(size.width), scale(size.height)};
}

Plan plan(const Arguments& arguments) {
  const PictureInfo content = check(arguments);
  return {.size = arguments.size > 0 ? with_long_side(content.size, arguments.size) : content.size,
          .bits = content.bits,
          .generators = generators_of(arguments)};
}

Painted paint(const Arguments& arguments, const Plan& plan, const Progress& progress, SteadyFrames* frames) {
  require_memory(plan.size.width, plan.size.height, arguments.settings);
  Request request = read(arguments, plan, progress.part(0, 0));  // takes next to no time, whatever it reports
  if (frames != nullptr) {
    begin_frame(*frames, request);
  }
  const auto start = std::chrono::steady_clock::now();
  Result result = stylise(request, progress);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  if (!result.mask.empty()) {
    result.picture = blend(request.content, result.picture, result.mask);
  }
  if (frames != nullptr) {
    result.picture = frames->steadied(result.picture);
  }
  if (!result.stopped) {
    progress.check();
  }
  return {
      .content = std::move(request.content),
      .picture = std::move(result.picture),
      .outcome = {.losses = result.losses, .steps = result.steps, .stopped = result.stopped, .seconds = time.count()}};
}

void run(const Arguments& arguments, const Progress& progress, SteadyFrames* frames) {
  if (arguments.estimate) {
    print(estimate_text(arguments, plan(arguments), progress));
    return;
  }
  require_outputs(arguments);
  const Plan planned = plan(arguments);
  require_writable(arguments.output, planned.size);
  const Painted painted = paint(arguments, planned, progress, frames);
  write_picture(arguments.output, painted.picture, planned.bits, note(arguments, planned, painted.outcome));
  if (!arguments.report.empty()) {
    write_text(arguments.report, report(arguments, planned, painted.outcome));
  }
  if (!arguments.deltas.empty()) {
    write_picture(arguments.deltas, delta_sheet(painted.content, painted.picture));
  }
}

}  // namespace nst::cli
