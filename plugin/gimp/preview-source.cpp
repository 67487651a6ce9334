// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/preview-source.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/options.h"
#include "plugin/encoder-file.h"
#include "plugin/gimp/arguments.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <variant>

namespace nst::gimp {
namespace {

// As the core sees around what it paints (core/composition.cpp).
constexpr double margin_share = 0.1;
constexpr int least_margin = 32;

constexpr double least_close_up = 256;  // px of the run; in a narrower one no form would find its place

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

/// The part with at most `longest` pixels to a side, unless it is too narrow for the core then.
Excerpt reduced(const Rect& part, double longest) {
  const double shorter = std::min(part.width, part.height);
  return {part, std::min(1.0, std::max(longest / longer(part), smallest_side / shorter))};
}

/// A stretch of at least `least` px around the one from `start`, between 0 and `end`.
std::pair<int, int> widened(double start, double length, double least, int end) {
  const double wanted = std::min<double>(end, std::max(length, least));
  const double from = std::clamp(start + (length - wanted) / 2, 0.0, end - wanted);
  const int first = static_cast<int>(from);
  return {first, std::min(end, static_cast<int>(std::ceil(from + wanted))) - first};
}

/// The longer side that the run works on where it paints `part`, px.
double working_side(const Rect& part, const Settings& settings) {
  const double most = (settings.quality == Quality::best ? 2.0 : 1.0) * settings.working_size;
  return std::min(most, longer(part));
}

/// The settings for a picture that shows but a part of the layer: strokes follow the layer, not the part.
Settings for_part(Settings settings, double layer_side, double part_side) {
  for (const Option& option : options()) {
    const Real* real = std::get_if<Real>(&option.kind);
    if (real != nullptr && real->member == &Settings::brush_size) {
      settings.brush_size = std::clamp(settings.brush_size * layer_side / part_side, real->lowest, real->highest);
    }
  }
  // The picture to begin with is as large as the layer, and nothing of a preview is kept.
  if (settings.start == Start::picture) {
    settings.start = Start::automatic;
  }
  settings.start_file.clear();
  settings.state_file.clear();
  settings.keep_stopped = false;
  return settings;
}

[[noreturn]] void refuse_layer() {
  throw Error(tr("The layer is gone, so there is no preview of it. Close this window."));
}

}  // namespace

PreviewSource::PreviewSource(const Previewed& previewed)
    : PreviewSource(previewed, reduced(shown_part(previewed.layer), longest_preview), longest_preview_style) {}

PreviewSource::PreviewSource(const Previewed& previewed, const Excerpt& excerpt, int longest_style)
    : previewed_(previewed), excerpt_(excerpt), longest_style_(longest_style) {}

PreviewSource PreviewSource::close_up(const PartShare& part, GimpProcedureConfig* config) const {
  require_layer();
  const Settings settings = settings_from(config);
  const Rect& all = excerpt_.part;
  const double working = working_side(all, settings) / longer(all);  // pixels of the run for one of the layer
  // The core takes a style to have at most four times the area of what is painted.
  const double least =
      std::max(settings.brush_size * longer(whole(GIMP_DRAWABLE(previewed_.layer)).part) / 2, least_close_up / working);
  const auto [x, width] = widened(part.x * all.width, part.width * all.width, least, all.width);
  const auto [y, height] = widened(part.y * all.height, part.height * all.height, least, all.height);
  const Rect shown{all.x + x, all.y + y, width, height};
  return {previewed_, reduced(shown, std::min<double>(longest_close_up, working * longer(shown))),
          longest_close_up_style};
}

PartShare PreviewSource::share_of(const PreviewSource& whole) const {
  const Rect& all = whole.excerpt_.part;
  const Rect& part = excerpt_.part;
  return {1.0 * (part.x - all.x) / all.width, 1.0 * (part.y - all.y) / all.height, 1.0 * part.width / all.width,
          1.0 * part.height / all.height};
}

void PreviewSource::require_layer() const {
  if (!gimp_item_is_valid(GIMP_ITEM(previewed_.layer))) {
    refuse_layer();
  }
}

Rehearsal PreviewSource::rehearsal() const {
  require_layer();
  return {GIMP_DRAWABLE(previewed_.layer), excerpt_};
}

MaskReader PreviewSource::new_mask_reader() const {
  const auto& [layer, shown, times] = previewed_;
  const bool as_before = shown != nullptr && gimp_item_is_valid(GIMP_ITEM(shown)) && gimp_selection_is_empty(image());
  return as_before ? MaskReader(shown, excerpt_) : MaskReader(layer, excerpt_);
}

bool PreviewSource::read_layer() {
  require_layer();
  if (!blocks_) {
    blocks_.emplace(BlockReader::of_pixels(GIMP_DRAWABLE(previewed_.layer), excerpt_));
  }
  if (!mask_blocks_) {
    if (!blocks_->is_valid()) {
      refuse_layer();
    }
    if (!blocks_->read()) {
      mask_blocks_.emplace(new_mask_reader());
    }
    return false;
  }
  if (!mask_blocks_->is_valid()) {
    mask_blocks_.emplace(new_mask_reader());
  }
  if (mask_blocks_->read()) {
    return false;
  }
  mask_ = mask_blocks_->mask();
  return true;
}

bool PreviewSource::read_masks(GimpProcedureConfig* config) {
  require_layer();
  if (!stale_ && !regions_stale_) {
    return true;
  }
  if (mask_being_read_) {
    auto& [id, reader] = *mask_being_read_;
    if (reader.is_valid()) {
      if (reader.read()) {
        return false;
      }
      masks_[id] = reader.image();
    }
    mask_being_read_.reset();
  }
  for (const PlannedRegion& region : read_region_plan(config, image()).regions) {
    if (region.mask != nullptr && !masks_.contains(gimp_item_get_id(GIMP_ITEM(region.mask)))) {
      mask_being_read_.emplace(gimp_item_get_id(GIMP_ITEM(region.mask)),
                               BlockReader::of_mask_over(region.mask, GIMP_DRAWABLE(previewed_.layer), excerpt_));
      return false;
    }
  }
  return true;
}

void PreviewSource::note_change(const std::string& name) {
  const bool is_option = std::ranges::any_of(options(), [&](const Option& option) { return option.name == name; });
  if (name == regions_argument) {
    regions_stale_ = true;
  } else if (!is_option) {
    stale_ = true;
  }
}

PreviewJob PreviewSource::job(GimpProcedureConfig* config) {
  const Settings settings = settings_from(config);
  if (stale_ || regions_stale_) {
    read_arguments(config);
  }
  const Rect all = whole(GIMP_DRAWABLE(previewed_.layer)).part;
  PreviewJob job{.request = {.content = picture(), .mask = mask_, .regions = regions_.regions, .detail = detail_},
                 .styles = styles_,
                 .style_sets = regions_.style_sets,
                 .has_styles = has_styles_,
                 .longest_style = longest_style_};
  job.request.encoder = encoder_file(settings);
  job.request.decoder = decoder_file(settings);
  job.request.settings = for_part(settings, longer(all), longer(excerpt_.part));
  return job;
}

PreviewRun PreviewSource::run(GimpProcedureConfig* config) const {
  PreviewRun run{.settings = settings_from(config)};
  const Rect all = whole(GIMP_DRAWABLE(previewed_.layer)).part;
  run.width = all.width;
  run.height = all.height;
  run.share = 1.0 * excerpt_.part.width / all.width * excerpt_.part.height / all.height;
  run.encoder = encoder_file(run.settings);
  run.decoder = decoder_file(run.settings);
  return run;
}

void PreviewSource::read_arguments(GimpProcedureConfig* config) {
  while (!read_masks(config)) {
  }
  const RegionPlan plan = read_region_plan(config, image());
  region_masks_ = read_region_masks(
      plan, excerpt_.scale, [this](GimpDrawable* mask) { return masks_.at(gimp_item_get_id(GIMP_ITEM(mask))); });
  regions_ = place_regions(plan, region_masks_);
  if (stale_) {
    picture_styles_.reset();
    detail_ = read_detail(config, longest_style_);
  }
  styles_.clear();
  has_styles_ = true;
  if (wants_picture_styles(plan)) {
    if (!picture_styles_) {
      picture_styles_ = read_styles(config);
    }
    styles_ = *picture_styles_;
    has_styles_ = !styles_.empty();
  }
  std::ranges::move(with_repeated_share(read_region_styles(plan, repeated_size(), longest_style_)),
                    std::back_inserter(styles_));
  stale_ = regions_stale_ = false;
}

double PreviewSource::repeated_share() const {
  return std::min(1.0, longest_style_ / longer(whole(GIMP_DRAWABLE(previewed_.layer)).part));
}

PictureSize PreviewSource::repeated_size() const {
  const Rect all = whole(GIMP_DRAWABLE(previewed_.layer)).part;
  const auto side = [&](int length) {
    return std::max(smallest_side, static_cast<int>(std::lround(length * repeated_share())));
  };
  return {side(all.width), side(all.height)};
}

std::vector<StyleSource> PreviewSource::with_repeated_share(std::vector<StyleSource> styles) const {
  for (StyleSource& style : styles) {
    if (style.repeated) {
      style.style.brush_size = repeated_share();
    }
  }
  return styles;
}

std::vector<StyleSource> PreviewSource::read_styles(GimpProcedureConfig* config) const {
  return with_repeated_share(read_small_styles(config, image(), repeated_size(), longest_style_));
}

std::vector<Image> PreviewSource::outlines() const {
  std::vector<Image> masks{mask_};
  if (region_masks_.size() > 1) {
    masks.insert(masks.end(), region_masks_.begin() + 1, region_masks_.end());
  }
  return masks;
}

}  // namespace nst::gimp
