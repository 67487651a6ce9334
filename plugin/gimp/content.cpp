// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/content.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/stylist.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace nst::gimp {
namespace {

GimpDrawable* only_drawable(GimpImage* image, GimpDrawable** drawables) {
  if (drawables == nullptr || drawables[0] == nullptr) {
    const GFreePtr<GimpLayer*> layers(gimp_image_get_layers(image));
    throw Error(layers == nullptr || *layers == nullptr
                    ? tr("The image has no layer to paint. Add one with Layer > New Layer.")
                    : tr("No layer is selected. Click the layer to paint in the Layers dialog."));
  }
  if (drawables[1] != nullptr) {
    throw Error(tr("Several layers are selected. Select only the one to paint, or merge them first."));
  }
  return drawables[0];
}

void require_paintable(GimpDrawable* drawable) {
  GimpItem* item = GIMP_ITEM(drawable);
  if (gimp_item_is_layer_mask(item)) {
    throw Error(tr("A layer mask is selected. Click the layer's picture beside it, so that the layer is painted."));
  }
  if (!gimp_item_is_layer(item)) {
    throw Error(tr("A channel is selected. Click the layer to paint in the Layers dialog."));
  }
  if (gimp_item_is_group(item)) {
    throw Error(
        tr("The selected layer is a group. Select one layer in it, or merge it with Layer > Merge Layer Groups."));
  }
  if (gimp_layer_is_floating_sel(GIMP_LAYER(drawable))) {
    throw Error(
        tr("The selected layer is a floating selection. Anchor it, or make it a layer with Layer > To New Layer."));
  }
}

/// A hidden part of a layer is not painted: what this mask hides counts as not selected. Null where there is none.
GimpLayerMask* hiding_mask(GimpLayer* layer) {
  return gimp_layer_get_apply_mask(layer) ? gimp_layer_get_mask(layer) : nullptr;
}

/// What both leave; an empty mask leaves all.
Image combined(Image mask, const Image& other) {
  if (mask.empty()) {
    return other;
  }
  std::ranges::transform(mask.pixels, other.pixels, mask.pixels.begin(), std::multiplies());
  return mask;
}

bool anything_to_paint(const Content& content) {
  if (content.picture.channels < 4) {
    return true;
  }
  for (std::size_t i = 0; i < content.picture.pixels.size() / 4; ++i) {
    if (content.picture.pixels[i * 4 + 3] > 0 && (content.mask.empty() || content.mask.pixels[i] > 0)) {
      return true;
    }
  }
  return false;
}

[[noreturn]] void refuse_selection() {
  throw Error(tr("The selection does not touch the layer. Select a part of it, or nothing at all to paint it whole."));
}

}  // namespace

GimpLayer* content_layer(GimpImage* image, GimpDrawable** drawables) {
  GimpDrawable* drawable = only_drawable(image, drawables);
  require_paintable(drawable);
  const int width = gimp_drawable_get_width(drawable);
  const int height = gimp_drawable_get_height(drawable);
  if (std::min(width, height) < smallest_side) {
    throw Error(tr("The layer is too small ({} × {} pixels). It needs at least {} pixels in both directions.", width,
                   height, smallest_side));
  }
  int x = 0;
  int y = 0;
  int selected_width = 0;
  int selected_height = 0;
  if (!gimp_drawable_mask_intersect(drawable, &x, &y, &selected_width, &selected_height)) {
    refuse_selection();
  }
  return GIMP_LAYER(drawable);
}

MaskReader::MaskReader(GimpLayer* layer, const Excerpt& excerpt) {
  GimpImage* image = gimp_item_get_image(GIMP_ITEM(layer));
  if (!gimp_selection_is_empty(image)) {
    factors_.push_back(BlockReader::of_selection(image, GIMP_DRAWABLE(layer), excerpt));
  }
  if (GimpLayerMask* mask = hiding_mask(layer)) {
    factors_.push_back(BlockReader::of_mask(GIMP_DRAWABLE(mask), excerpt));
  }
}

MaskReader::MaskReader(GimpLayerMask* mask, const Excerpt& excerpt) {
  factors_.push_back(BlockReader::of_mask(GIMP_DRAWABLE(mask), excerpt));
}

bool MaskReader::is_valid() const { return done_ == factors_.size() || factors_[done_].is_valid(); }

bool MaskReader::read() {
  if (done_ < factors_.size() && !factors_[done_].read()) {
    ++done_;
  }
  return done_ < factors_.size();
}

Image MaskReader::mask() const {
  Image mask;
  for (const BlockReader& factor : factors_) {
    mask = combined(std::move(mask), factor.image());
  }
  return mask;
}

Content read_content(GimpLayer* layer, const Settings& settings) {
  GimpDrawable* drawable = GIMP_DRAWABLE(layer);
  require_memory(gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable), settings);
  Content content{.picture = read_pixels(drawable), .mask = {}};
  content.mask = read_selection(gimp_item_get_image(GIMP_ITEM(layer)), drawable);
  if (!content.mask.empty() && bounds(content.mask).empty()) {
    refuse_selection();
  }
  if (GimpLayerMask* hiding = hiding_mask(layer)) {
    content.mask = combined(std::move(content.mask), read_mask(GIMP_DRAWABLE(hiding)));
  }
  if (!content.mask.empty() && bounds(content.mask).empty()) {
    throw Error(tr("The layer's mask hides all that is selected. Select a visible part, or change the mask."));
  }
  if (!anything_to_paint(content)) {
    throw Error(tr("There is nothing to paint: the layer is fully transparent there."));
  }
  return content;
}

}  // namespace nst::gimp
