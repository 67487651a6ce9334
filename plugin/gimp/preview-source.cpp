// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/preview-source.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/options.h"
#include "plugin/encoder-file.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/content.h"
#include "plugin/gimp/regions.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <variant>

namespace nst::gimp {
namespace {

// As the core sees around what it paints (core/composition.cpp).
constexpr double margin_share = 0.1;
constexpr int least_margin = 32;

double longer(const Rect& rect) { return std::max(rect.width, rect.height); }

/// The selected part of the layer with its margin.
Rect shown_part(GimpLayer* layer) {
  GimpDrawable* drawable = GIMP_DRAWABLE(layer);
  const Rect all = whole(drawable).part;
  Rect part = all;
  if (gimp_selection_is_empty(gimp_item_get_image(GIMP_ITEM(layer))) ||
      !gimp_drawable_mask_intersect(drawable, &part.x, &part.y, &part.width, &part.height)) {
    return all;
  }
  const int margin = std::max(least_margin, static_cast<int>(std::lround(margin_share * longer(part))));
  const int right = std::min(all.width, part.x + part.width + margin);
  const int bottom = std::min(all.height, part.y + part.height + margin);
  part.x = std::max(0, part.x - margin);
  part.y = std::max(0, part.y - margin);
  return {part.x, part.y, right - part.x, bottom - part.y};
}

Excerpt excerpt_of(GimpLayer* layer) {
  const Rect part = shown_part(layer);
  const double shorter = std::min(part.width, part.height);
  return {part, std::min(1.0, std::max(longest_preview / longer(part), smallest_side / shorter))};
}

/// The settings for a picture that shows but a part of the layer: strokes follow the layer, not the part.
Settings for_part(Settings settings, double layer_side, double part_side) {
  for (const Option& option : options()) {
    const Real* real = std::get_if<Real>(&option.kind);
    if (real != nullptr && real->member == &Settings::brush_size) {
      settings.brush_size = std::clamp(settings.brush_size * layer_side / part_side, real->lowest, real->highest);
    }
  }
  // A draft begins with nothing, and nothing of a preview is kept.
  settings.start = Start::content;
  settings.start_file.clear();
  settings.state_file.clear();
  settings.keep_stopped = false;
  return settings;
}

}  // namespace

PreviewSource::PreviewSource(GimpLayer* layer) : layer_(layer), excerpt_(excerpt_of(layer)) {}

bool PreviewSource::read_layer() {
  if (!gimp_item_is_valid(GIMP_ITEM(layer_))) {
    throw Error(tr("The layer is gone, so there is no preview of it. Close this window."));
  }
  if (!strips_) {
    strips_ = std::make_unique<StripReader>(GIMP_DRAWABLE(layer_), excerpt_);
  }
  if (strips_->read()) {
    return false;
  }
  mask_ = read_content_mask(layer_, excerpt_);
  return true;
}

void PreviewSource::note_change(const std::string& name) {
  const bool is_option = std::ranges::any_of(options(), [&](const Option& option) { return option.name == name; });
  stale_ = stale_ || !is_option;
}

PreviewJob PreviewSource::job(GimpProcedureConfig* config) {
  const Settings settings = settings_from(config);
  if (stale_) {
    read_arguments(config);
  }
  const Rect all = whole(GIMP_DRAWABLE(layer_)).part;
  PreviewJob job{.request = {.content = picture(), .mask = mask_, .regions = regions_, .detail = detail_},
                 .styles = styles_,
                 .has_styles = has_styles_};
  job.request.encoder = encoder_file(settings);
  job.request.decoder = decoder_file(settings);
  job.request.settings = for_part(settings, longer(all), longer(excerpt_.part));
  return job;
}

PreviewRun PreviewSource::run(GimpProcedureConfig* config) const {
  PreviewRun run{.settings = settings_from(config)};
  const Rect all = whole(GIMP_DRAWABLE(layer_)).part;
  run.width = all.width;
  run.height = all.height;
  run.share = 1.0 * excerpt_.part.width / all.width * excerpt_.part.height / all.height;
  run.encoder = encoder_file(run.settings);
  run.decoder = decoder_file(run.settings);
  return run;
}

void PreviewSource::read_arguments(GimpProcedureConfig* config) {
  if (!gimp_item_is_valid(GIMP_ITEM(layer_))) {
    throw Error(tr("The layer is gone, so there is no preview of it. Close this window."));
  }
  const bool own = regions_have_styles(config);
  regions_ = read_regions(config, GIMP_DRAWABLE(layer_), {}, excerpt_, longest_preview_style);
  styles_ = own ? std::vector<StyleSource>() : read_styles(config);
  detail_ = read_detail(config, longest_preview_style);
  has_styles_ = own || !styles_.empty();
  stale_ = false;
}

std::vector<StyleSource> PreviewSource::read_styles(GimpProcedureConfig* config) const {
  const Rect all = whole(GIMP_DRAWABLE(layer_)).part;
  // Of a pattern that is repeated all over the layer, a part serves, as long as it counts as one.
  const double share = std::min(1.0, longest_preview_style / longer(all));
  const auto side = [&](int length) { return std::max(smallest_side, static_cast<int>(std::lround(length * share))); };
  std::vector<StyleSource> styles = read_small_styles(config, gimp_item_get_image(GIMP_ITEM(layer_)),
                                                      {side(all.width), side(all.height)}, longest_preview_style);
  for (StyleSource& style : styles) {
    if (style.repeated) {
      style.style.brush_size = share;
    }
  }
  return styles;
}

std::vector<Image> PreviewSource::outlines() const {
  std::vector<Image> masks{mask_};
  for (const Region& region : regions_) {
    if (!region.mask.empty()) {
      masks.push_back(region.mask);
    }
  }
  return masks;
}

}  // namespace nst::gimp
