// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stylist.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "core/nets/encoder.h"
#include "core/options.h"
#include "core/pyramid.h"
#include "core/tensors.h"
#include "core/upscale.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <new>

namespace nst {
namespace {

// What is seen around a selection, so that the paint joins its surroundings: this share of its longer side, but at
// least so many pixels.
constexpr double margin_share = 0.1;
constexpr int least_margin = 32;

// A style takes at most this many times the area of the part of the picture that is worked on: beyond that its strokes
// would hardly fit in, and the memory would go into the style.
constexpr double largest_style_area = 4.0;

// Bytes per pixel: of the full size (content, mask and result of the request; content, painting, edges and gain while
// it is brought up) and of the working size (features and their gradients, L-BFGS's history), both a little more than
// measured: 66 and 1335 at 27 megapixels and at 1536 px.
constexpr double full_bytes_per_pixel = 80;
constexpr double working_bytes_per_pixel = 1400;
constexpr std::uint64_t fixed_bytes = 300'000'000;

void check_sizes(const Request& request) {
  const Image& content = request.content;
  if (std::min(content.width, content.height) < smallest_side) {
    throw Error(tr("The picture is {} × {} pixels, too small to paint. Take one of at least {} × {} pixels.",
                   content.width, content.height, smallest_side, smallest_side));
  }
  if (!request.mask.empty() && (request.mask.width != content.width || request.mask.height != content.height)) {
    throw Error(tr("The mask is {} × {} pixels and the picture {} × {}. Give a mask of the picture's size.",
                   request.mask.width, request.mask.height, content.width, content.height));
  }
  if (request.styles.empty()) {
    throw Error(tr("No style was chosen. Choose a picture, a layer or a pattern as the style."));
  }
  for (const Style& style : request.styles) {
    if (std::min(style.image.width, style.image.height) < smallest_side) {
      throw Error(tr("A style is {} × {} pixels, too small to learn from. Take one of at least {} × {} pixels.",
                     style.image.width, style.image.height, smallest_side, smallest_side));
    }
    if (!std::isfinite(style.weight) || style.weight <= 0) {
      throw Error(tr("The weight of a style is {}. Give a number above 0.", style.weight));
    }
  }
}

/// Colours that are not numbers become black, colours out of range the nearest in range: a network spreads one such
/// pixel over the whole picture.
at::Tensor tamed(const at::Tensor& x) { return at::nan_to_num(x, 0, 1, 0).clamp_(0, 1); }

at::Tensor colours(const Image& image) { return tamed(to_tensor(image, 0, 3)); }

/// The opacity of `image`, or undefined if it is opaque everywhere, (1, 1, H, W).
at::Tensor opacity(const Image& image) {
  if (image.channels < 4) {
    return {};
  }
  const at::Tensor alpha = tamed(to_tensor(image, 3, 1));
  return alpha.min().item<float>() >= 1 ? at::Tensor() : alpha;
}

/// Where the request wants its style: its mask times the opacity of its content; one channel, or empty for everywhere.
Image guide_of(const Request& request) {
  const at::Tensor alpha = opacity(request.content);
  if (request.mask.empty() && !alpha.defined()) {
    return {};
  }
  Image guide(request.content.width, request.content.height, 1, 1);
  at::Tensor values = request.mask.empty() ? alpha : tamed(to_tensor(request.mask, 0, 1));
  if (!request.mask.empty() && alpha.defined()) {
    values = values * alpha;
  }
  to_image(values, guide);
  return guide;
}

Rect with_margin(const Rect& region, const Image& content) {
  const int margin =
      std::max(least_margin, static_cast<int>(std::lround(margin_share * std::max(region.width, region.height))));
  const int left = std::max(0, region.x - margin);
  const int top = std::max(0, region.y - margin);
  const int right = std::min(content.width, region.x + region.width + margin);
  const int bottom = std::min(content.height, region.y + region.height + margin);
  return {left, top, right - left, bottom - top};
}

std::vector<FullStyle> full_styles(const std::vector<Style>& styles) {
  double sum = 0;
  for (const Style& style : styles) {
    sum += style.weight;
  }
  std::vector<FullStyle> full;
  for (const Style& style : styles) {
    full.push_back({colours(style.image), opacity(style.image), style.weight / sum});
    if (full.back().mask.defined() && full.back().mask.max().item<float>() <= 0) {
      throw Error(tr("A style is fully transparent. Choose one that shows something."));
    }
  }
  return full;
}

/// The longer side of the styles for a part of the picture, `region`, that is painted at size `working`. Relative to
/// the picture it depends on the pictures alone, never on the working size: a small trial and the final picture get the
/// same strokes.
double style_side(const Image& content, const Rect& region, const Size& working, const Settings& settings) {
  const double whole = std::max(content.width, content.height);
  const double part = std::max(region.width, region.height);
  const auto side = static_cast<double>(std::max(working.height, working.width));
  const double area = largest_style_area * static_cast<double>(working.height * working.width);
  return std::min(settings.brush_size * side * whole / part, std::sqrt(area));
}

/// The size at which a part of size `full` is painted: no larger than the settings want, but never so small that the
/// deepest features have nothing to look at.
Size working_size(const Size& full, const Settings& settings) {
  const auto longer = static_cast<double>(std::max(full.height, full.width));
  const auto shorter = static_cast<double>(std::min(full.height, full.width));
  const double wanted = std::min<double>(settings.working_size, longer);
  return scaled(full, std::max(wanted, least_painted_side * longer / shorter));
}

Image carry_out(const Request& request, const Progress& progress) {
  if (request.settings.strength <= 0 && request.settings.start == Start::content) {
    progress(1);
    return request.content;
  }
  Encoder encoder = Encoder::load(request.encoder);
  if (encoder.description().pooling == Pooling::max) {
    encoder.prepare(at::kCPU, Precision::float32, Pooling::blurred_max);
  }
  const Image guide = guide_of(request);
  const Rect wanted = guide.empty() ? Rect{0, 0, request.content.width, request.content.height} : bounds(guide);
  if (wanted.empty()) {
    throw Error(request.mask.empty() ? tr("The picture is fully transparent. Choose one that shows something.")
                                     : tr("The selection holds nothing to paint. Select a part that shows something."));
  }
  const Rect region = with_margin(wanted, request.content);
  const Image part = crop(request.content, region);
  const at::Tensor content = colours(part);
  const at::Tensor mask = guide.empty() ? at::Tensor() : to_tensor(crop(guide, region), 0, 1);

  const Size full = size_of(content);
  const Size working = working_size(full, request.settings);
  const Painting painting{.content = resize_picture(content, working),
                          .mask = mask.defined() ? resize_mask(mask, working) : mask,
                          .styles = full_styles(request.styles),
                          .style_side = style_side(request.content, region, working, request.settings)};
  constexpr double painting_share = 0.98;  // of the time; the rest brings the painting up
  const at::Tensor painted = paint(encoder, painting, request.settings, progress.part(0, painting_share));
  progress(painting_share);
  at::Tensor result = upscale(painted, content);
  progress(1);

  Image stylised = request.content;
  Image patch = part;
  if (mask.defined()) {
    const at::Tensor original = to_tensor(part, 0, 3);
    result = at::where(mask > 0, result, original);
  }
  to_image(result, patch);
  paste(stylised, patch, region.x, region.y);
  return stylised;
}

}  // namespace

Image stylise(const Request& request, const Progress& progress) {
  validate(request.settings);
  check_sizes(request);
  // The request's own pixels are a part of what is needed, and no longer of what is free.
  const std::uint64_t held = sizeof(float) * (request.content.pixels.size() + request.mask.pixels.size());
  require_memory(request.content.width, request.content.height, request.settings, available_memory() + held);
  keep_freed_blocks();
  try {
    return carry_out(request, progress);
  } catch (const std::bad_alloc&) {
    throw Error(
        tr("There is not enough memory for this picture. Close other programs, or choose a smaller working size."));
  } catch (const c10::Error& error) {
    throw Error(tr("The computation failed: {}. Please report this.", std::string(error.what_without_backtrace())));
  }
}

std::uint64_t memory_needed(int width, int height, const Settings& settings) {
  const Size working = working_size({height, width}, settings);
  const double bytes = static_cast<double>(width) * static_cast<double>(height) * full_bytes_per_pixel +
                       static_cast<double>(working.height * working.width) * working_bytes_per_pixel;
  return static_cast<std::uint64_t>(bytes) + fixed_bytes;
}

void require_memory(int width, int height, const Settings& settings, std::uint64_t available) {
  const std::uint64_t needed = memory_needed(width, height, settings);
  const std::uint64_t free = available > 0 ? available : available_memory();
  if (needed > free) {
    throw Error(
        tr("A picture of {} × {} pixels needs {} of memory and {} are free. Scale it down, select a part and "
           "crop to it, or choose a smaller working size.",
           width, height, readable_bytes(needed), readable_bytes(free)));
  }
}

}  // namespace nst
