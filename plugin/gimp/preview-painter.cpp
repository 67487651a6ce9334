// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/preview-painter.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/options.h"
#include "plugin/gimp/regions.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <limits>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace nst::gimp {
namespace {

// The next change shall not find the trials of an estimate at work.
constexpr std::chrono::milliseconds rest{600};
constexpr std::chrono::milliseconds nap{20};

// Options that take no time: an estimate does not change with them.
constexpr std::array<std::string_view, 15> timeless{"strength",     "brush-size",     "content-weight", "smoothness",
                                                    "seed",         "truncation",     "swatch-size",    "start-file",
                                                    "state-file",   "decay",          "decay-rate",     "averaging",
                                                    "keep-stopped", "state-interval", "learning-rate"};

std::string estimate_key(const PreviewRun& run, int percent, int regions) {
  std::string key = std::format("{}x{} {} {}", run.width, run.height, percent, regions);
  for (const Option& option : options()) {
    if (std::ranges::find(timeless, std::string_view(option.name)) == timeless.end()) {
      key += " " + text(option, run.settings);
    }
  }
  return key;
}

std::string style_key(const StyleSource& source, const PreviewJob& job) {
  const Settings& settings = job.request.settings;
  if (source.generated) {
    return std::format("{} {} {} {}", source.generated->files.sha256, seeds_text(source.generated->style.swatches),
                       settings.swatch_size, settings.truncation);
  }
  std::error_code error;
  const auto time = std::filesystem::last_write_time(source.path, error);
  return std::format("{} {} {}", source.path, time.time_since_epoch().count(), job.longest_style);
}

/// The job's picture with the painting laid over it.
Image laid_over(const PreviewJob& job, const Result& result) {
  return result.mask.empty() ? result.picture : blend(job.request.content, result.picture, result.mask);
}

/// The share of the layer that the run works on, at most what the preview shows.
double painted_part(const PreviewRun& run, const PreviewJob& job) {
  try {
    return run.share * painted_share(job.request);
  } catch (const Error&) {
    return run.share;  // "Paint" says what is wrong
  }
}

}  // namespace

Image PreviewPainter::paint(PreviewJob job, const Progress& progress) {
  add_styles(job, progress);
  if (!drafter_) {
    drafter_.emplace();
  }
  try {
    return laid_over(job, drafter_->paint(job.request, progress));
  } catch (const Error&) {
    if (!job.request.decoder.empty()) {
      throw;
    }
  }
  throw Error(
      tr("There is no preview: the model “decoder-arbitrary” is not installed. Install it, or Neural Style again."));
}

Image PreviewPainter::paint_close_up(PreviewJob job, const Progress& progress,
                                     const std::function<void(const Image& so_far, double share)>& show) {
  if (job.request.settings.quality == Quality::draft) {
    return paint(std::move(job), progress);
  }
  add_styles(job, progress);
  Watcher watcher;
  watcher.longest_side = std::max(job.request.content.width, job.request.content.height);
  watcher.show = [&](const View& view) {
    if (view.step > 0) {
      Image so_far = job.request.content;
      paste(so_far, view.picture, view.part.x, view.part.y);
      show(so_far, static_cast<double>(view.step) / view.steps);
    }
  };
  return laid_over(job, stylise(job.request, progress, watcher));
}

void PreviewPainter::add_styles(PreviewJob& job, const Progress& progress) {
  Kept used;
  StyleSets styles;
  for (const StyleSource& source : job.styles) {
    if (!source.generated && !source.style.image.empty()) {
      styles[source.region].push_back(source.style);
      continue;
    }
    for (Style style : styles_of(source, job, used, progress)) {
      style.weight *= source.style.weight;
      styles[source.region].push_back(std::move(style));
    }
  }
  styles_ = std::move(used);
  gimp::add_styles(job.request.regions, job.style_sets, styles);
}

const std::vector<Style>& PreviewPainter::styles_of(const StyleSource& source, const PreviewJob& job, Kept& used,
                                                    const Progress& progress) {
  const std::string key = style_key(source, job);
  if (const auto known = styles_.find(key); known != styles_.end()) {
    return used[key] = known->second;
  }
  if (source.generated) {
    return used[key] = paint_style(source.generated->style, source.generated->files, 1, job.request.settings, progress);
  }
  Style style = source.style;
  style.weight = 1;
  style.image = read_style(source.path, job.longest_style);
  return used[key] = {std::move(style)};
}

Estimate PreviewPainter::estimate(const PreviewRun& run, PreviewJob job, const Progress& progress) {
  // Which styles they are does not matter for the part that is painted, but that there are some.
  for (Region& region : job.request.regions) {
    if (!region.keep) {
      region.styles = {{.image = Image(smallest_side, smallest_side, 3)}};
    }
  }
  const double share = painted_part(run, job);
  const int regions = static_cast<int>(std::ranges::count(job.request.regions, false, &Region::keep));
  const std::string key = estimate_key(run, static_cast<int>(100 * share), regions);
  if (const auto known = estimates_.find(key); known != estimates_.end()) {
    return known->second;
  }
  // Whoever computes beside the trials makes them look several times as slow as the run will be.
  constexpr int most_trials = 3;
  Estimate best{.seconds = std::numeric_limits<double>::max()};
  bool alone = false;
  for (int trial = 0; !alone && trial < most_trials; ++trial) {
    wait_for_rest(progress);
    const Estimate found =
        nst::estimate(run.width, run.height, run.settings, run.encoder, share, std::max(1, regions), run.decoder);
    best = found.seconds < best.seconds ? found : best;
    alone = others_rest_();
  }
  return estimates_[key] = best;
}

void PreviewPainter::wait_for_rest(const Progress& progress) const {
  for (auto rested = nap; rested < rest; rested = others_rest_() ? rested + nap : nap) {
    progress.check();
    std::this_thread::sleep_for(nap);
  }
}

}  // namespace nst::gimp
