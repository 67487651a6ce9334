// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/composition.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/tensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

// What is seen around a selection, so that the paint joins its surroundings: this share of its longer side, but at
// least so many pixels.
constexpr double margin_share = 0.1;
constexpr int least_margin = 32;

void check_mask(const Image& mask, const Image& picture, const char* sentence) {
  if (!mask.empty() && (mask.width != picture.width || mask.height != picture.height)) {
    throw Error(tr(sentence, mask.width, mask.height, picture.width, picture.height));
  }
}

void check_style(const Style& style) {
  if (std::min(style.image.width, style.image.height) < smallest_side) {
    throw Error(tr("A style is {} × {} pixels, too small to learn from. Take one of at least {} × {} pixels.",
                   style.image.width, style.image.height, smallest_side, smallest_side));
  }
  if (!std::isfinite(style.weight) || style.weight <= 0) {
    throw Error(tr("The weight of a style is {}. Give a number above 0.", style.weight));
  }
  if (!(style.brush_size > 0 && style.brush_size <= 1)) {
    throw Error(tr("The brush size of a style is {}. Give a number above 0, up to 1.", style.brush_size));
  }
  check_mask(style.mask, style.image,
             translatable("The mask of a style is {} × {} pixels and the style {} × {}. Give a mask of its size."));
}

void check_region(const Region& region, const Request& request) {
  check_mask(
      region.mask, request.content,
      translatable("The mask of a region is {} × {} pixels and the picture {} × {}. Give a mask of the picture's "
                   "size."));
  for (const double number : {region.strength, region.content_weight}) {
    if (!std::isfinite(number) || number < 0) {
      throw Error(tr("The strength or the content weight of a region is {}. Give a number from 0 up.", number));
    }
  }
  const bool wants_style = request.settings.strength > 0 && region.strength > 0 && !region.keep;
  if (wants_style && region.styles.empty()) {
    throw Error(tr("No style was chosen. Choose a picture, a layer or a pattern as the style."));
  }
  for (const Style& style : region.styles) {
    check_style(style);
  }
}

at::Tensor tamed(const at::Tensor& x) { return at::nan_to_num(x, 0, 1, 0).clamp_(0, 1); }

/// The opacity of `image`, or undefined if it is opaque everywhere, (1, 1, H, W).
at::Tensor opacity(const Image& image) {
  if (image.channels < 4) {
    return {};
  }
  const at::Tensor alpha = tamed(to_tensor(image, 3, 1));
  return alpha.min().item<float>() >= 1 ? at::Tensor() : alpha;
}

/// `mask` as a tensor, (1, 1, H, W); undefined for an empty one.
at::Tensor mask_tensor(const Image& mask) { return mask.empty() ? at::Tensor() : tamed(to_tensor(mask, 0, 1)); }

/// a * b, where undefined stands for ones.
at::Tensor product(const at::Tensor& a, const at::Tensor& b) { return !a.defined() ? b : !b.defined() ? a : a * b; }

/// What the regions to keep leave, (1, 1, H, W); undefined for everything.
at::Tensor not_kept(const Request& request) {
  at::Tensor left;
  for (const Region& region : request.regions) {
    if (region.keep) {
      const at::Tensor mask = mask_tensor(region.mask);
      const at::Tensor rest =
          mask.defined() ? 1 - mask : at::zeros({1, 1, request.content.height, request.content.width});
      left = left.defined() ? at::minimum(left, rest) : rest;
    }
  }
  return left;
}

Image as_mask(const at::Tensor& x) {
  Image mask(static_cast<int>(x.size(3)), static_cast<int>(x.size(2)), 1);
  to_image(x, mask);
  return mask;
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

/// The sum of the masks of the regions that are painted, at most 1; undefined for ones.
at::Tensor painted(const std::vector<at::Tensor>& masks) {
  at::Tensor sum;
  for (const at::Tensor& mask : masks) {
    if (!mask.defined()) {
      return {};
    }
    sum = sum.defined() ? sum + mask : mask;
  }
  return sum.clamp(0, 1);
}

/// What of a request is painted.
struct Shown {
  at::Tensor alpha;                    ///< of the content, (1, 1, H, W), or undefined
  std::vector<const Region*> regions;  ///< those that show something
  std::vector<at::Tensor> masks;       ///< of each of these, (1, 1, H, W), or undefined
  at::Tensor area;                     ///< all of them together, (1, 1, H, W), or undefined
  Rect part;                           ///< what they cover, with a margin
};

Shown shown(const Request& request) {
  Shown what{.alpha = opacity(request.content), .regions = {}, .masks = {}, .area = {}, .part = {}};
  const at::Tensor wanted = product(mask_tensor(request.mask), not_kept(request));
  for (const Region& region : request.regions) {
    const at::Tensor mask = region.keep ? at::Tensor() : product(wanted, mask_tensor(region.mask));
    if (!region.keep && (!mask.defined() || product(mask, what.alpha).max().item<float>() > 0)) {
      what.masks.push_back(mask);
      what.regions.push_back(&region);
    }
  }
  const bool transparent = what.alpha.defined() && what.alpha.max().item<float>() <= 0;
  if (transparent || what.regions.empty()) {
    throw Error(transparent ? tr("The picture is fully transparent. Choose one that shows something.")
                            : tr("The selection holds nothing to paint. Select a part that shows something."));
  }
  what.area = painted(what.masks);
  const at::Tensor visible = product(what.area, what.alpha);
  what.part = visible.defined() ? with_margin(bounds(as_mask(visible)), request.content)
                                : Rect{0, 0, request.content.width, request.content.height};
  return what;
}

at::Tensor cropped(const at::Tensor& x, const Rect& part) {
  return x.defined() ? x.narrow(2, part.y, part.height).narrow(3, part.x, part.width).contiguous() : x;
}

}  // namespace

void check(const Request& request) {
  const Image& content = request.content;
  if (std::min(content.width, content.height) < smallest_side) {
    throw Error(tr("The picture is {} × {} pixels, too small to paint. Take one of at least {} × {} pixels.",
                   content.width, content.height, smallest_side, smallest_side));
  }
  check_mask(request.mask, content,
             translatable("The mask is {} × {} pixels and the picture {} × {}. Give a mask of the picture's size."));
  if (std::ranges::all_of(request.regions, &Region::keep)) {
    throw Error(tr("No style was chosen. Choose a picture, a layer or a pattern as the style."));
  }
  for (const Region& region : request.regions) {
    check_region(region, request);
  }
  for (const Style& style : request.detail) {
    check_style(style);
  }
  if (request.settings.start == Start::picture && request.start.empty()) {
    throw Error(
        tr("The painting shall start from another picture, but none was given. Give one, or choose another "
           "start."));
  }
}

at::Tensor colours(const Image& image) { return tamed(to_tensor(image, 0, 3)); }

std::vector<StyleSample> samples(const std::vector<Style>& styles) {
  double sum = 0;
  for (const Style& style : styles) {
    sum += style.weight;
  }
  std::vector<StyleSample> samples;
  for (const Style& style : styles) {
    samples.push_back({colours(style.image), product(opacity(style.image), mask_tensor(style.mask)), style.weight / sum,
                       style.brush_size, style.network});
    if (samples.back().mask.defined() && samples.back().mask.max().item<float>() <= 0) {
      throw Error(tr("A style is fully transparent. Choose one that shows something."));
    }
  }
  return samples;
}

at::Tensor area_of(const Scene& scene) {
  std::vector<at::Tensor> masks;
  for (const SceneRegion& region : scene.regions) {
    masks.push_back(region.mask);
  }
  return painted(masks);
}

Rect part_of(const Request& request) { return shown(request).part; }

Composition compose(const Request& request) {
  const Shown what = shown(request);
  Composition result{.part = what.part, .frame = {}, .scene = {}, .mask = {}};
  if (what.area.defined()) {
    result.mask = as_mask(what.area);
  }
  const bool whole = result.part == Rect{0, 0, request.content.width, request.content.height};
  result.frame = frame_of(result.part, request.content, request.settings);
  result.scene.content = framed(colours(whole ? request.content : crop(request.content, result.part)), result.frame);
  for (std::size_t i = 0; i < what.regions.size(); ++i) {
    const Region& region = *what.regions[i];
    const at::Tensor mask = cropped(product(what.masks[i], what.alpha), result.part);
    result.scene.regions.push_back(
        {framed(mask, result.frame), samples(region.styles), region.strength, region.content_weight});
  }
  return result;
}

}  // namespace nst
