// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/frame-painter.h"

#include "core/drafter.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/parasite.h"
#include "plugin/gimp/regions.h"
#include "plugin/gimp/result.h"
#include "plugin/gimp/task.h"

#include <algorithm>
#include <utility>

namespace nst::gimp {
namespace {

/// Whether any pixel of the request may be painted.
bool has_something_to_paint(const Request& request) {
  const Image& picture = request.content;
  const auto shown = [](const Image& mask, std::size_t pixel) { return mask.empty() || mask.pixels[pixel] > 0; };
  const auto covered = [](const Image& mask, std::size_t pixel) { return mask.empty() || mask.pixels[pixel] >= 1; };
  const std::size_t pixels = picture.pixels.size() / static_cast<std::size_t>(picture.channels);
  for (std::size_t i = 0; i < pixels; ++i) {
    const bool visible = picture.channels < 4 || picture.pixels[i * 4 + 3] > 0;
    if (visible && shown(request.mask, i) &&
        std::ranges::any_of(request.regions,
                            [&](const Region& region) { return !region.keep && shown(region.mask, i); }) &&
        std::ranges::none_of(request.regions,
                             [&](const Region& region) { return region.keep && covered(region.mask, i); })) {
      return true;
    }
  }
  return false;
}

class FramePainter {
 public:
  FramePainter(Job job, const StyleSets& styles, const FrameOptions& options)
      : job_(std::move(job)),
        settings_(job_.request.settings),
        first_start_(std::move(job_.request.start)),
        styles_(styles),
        options_(options),
        work_(options.windows),
        steady_(options.steadiness) {
    // A frame that is half painted would flash among the others.
    job_.request.settings.keep_stopped = false;
  }

  PaintedFrames paint(const std::vector<GimpLayer*>& frames) {
    told_.count = static_cast<int>(frames.size());
    try {
      paint_all(frames);
    } catch (const Cancelled&) {
      if (!options_.keep_stopped || told_.painted == 0) {
        throw;
      }
      told_.stopped = true;
    }
    told_.flicker = steady_.flicker();
    return told_;
  }

 private:
  void paint_all(const std::vector<GimpLayer*>& frames) {
    constexpr double swatches_share = 0.02;  // of the time
    work_.carry_out([&](const Progress& progress, const Watcher&) { swatches_ = paint_swatches(job_, progress); }, 0,
                    swatches_share, {});
    double all = 0;
    for (GimpLayer* frame : frames) {
      all += pixels_of(frame);
    }
    double done = swatches_share;
    for (std::size_t i = 0; i < frames.size(); ++i) {
      const double next = std::min(1.0, done + (1 - swatches_share) * pixels_of(frames[i]) / all);
      // TRANSLATORS: how far the work is; the first layer is 1.
      paint_frame(frames[i], done, next, tr("Layer {} of {}", i + 1, frames.size()));
      done = next;
    }
  }

  void paint_frame(GimpLayer* frame, double from, double to, const std::string& title) {
    if (!is_large_enough(frame)) {
      told_.too_small.push_back(take_string(gimp_item_get_name(GIMP_ITEM(frame))));
      return;
    }
    set_content(job_, frame, read_frame(frame), styles_);
    add_styles(job_.request.regions, job_.style_sets, swatches_);
    if (!has_something_to_paint(job_.request)) {
      return;
    }
    Result painted;
    const auto task = [&](const Progress& progress, const Watcher& watcher) {
      painted = paint_content(progress, watcher);
    };
    work_.carry_out(task, from, to, title);
    overwrite_painted(GIMP_DRAWABLE(frame), painted.picture, painted.mask);
    attach_text(GIMP_ITEM(frame), settings_parasite,
                settings_text(painted, {settings_, job_.styles, lines_of(job_.plan)}, options_.steadiness));
    ++told_.painted;
  }

  /// The picture as it is to be shown. Runs beside the main loop.
  Result paint_content(const Progress& progress, const Watcher& watcher) {
    Request& request = job_.request;
    request.settings.start = settings_.start;
    request.start = first_start_;
    begin_frame(steady_, request);
    const bool draft = settings_.quality == Quality::draft;
    Result painted = draft ? drafter_.paint(request, progress) : stylise(request, progress, watcher);
    if (!painted.mask.empty()) {
      painted.picture = blend(request.content, painted.picture, painted.mask);
    }
    painted.picture = steady_.steadied(painted.picture);
    steady_.end(painted.picture, painted.mask);
    return painted;
  }

  Job job_;
  Settings settings_;  ///< as they were asked for
  Image first_start_;
  const StyleSets& styles_;
  FrameOptions options_;
  PartedWork work_;
  SteadyFrames steady_;
  Drafter drafter_;
  StyleSets swatches_;
  PaintedFrames told_;
};

}  // namespace

PaintedFrames paint_frames(const Animation& animation, Job job, const StyleSets& styles, const FrameOptions& options) {
  PaintedFrames told = FramePainter(std::move(job), styles, options).paint(animation.frames());
  if (told.painted == 0) {
    throw Error(
        tr("There is nothing to paint in any layer: all are fully transparent, outside the selection and the regions, "
           "or smaller than {} pixels.",
           smallest_side));
  }
  return told;
}

}  // namespace nst::gimp
