// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/animation.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/stylist.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"

#include <algorithm>
#include <utility>

namespace nst::gimp {
namespace {

/// Adds the layers from `item` downwards to `frames`, which run from the lowest to the top, and calls `seen` for each
/// item, the groups included.
template <typename Seen>
void walk(GimpItem* item, std::vector<GimpLayer*>& frames, const Seen& seen) {
  seen(item);
  if (!gimp_item_is_group(item)) {
    frames.push_back(GIMP_LAYER(item));
    return;
  }
  const GFreePtr<GimpItem*> children(gimp_item_get_children(item));
  std::vector<GimpItem*> from_the_top;
  for (GimpItem** child = children.get(); child != nullptr && *child != nullptr; ++child) {
    from_the_top.push_back(*child);
  }
  std::for_each(from_the_top.rbegin(), from_the_top.rend(), [&](GimpItem* child) { walk(child, frames, seen); });
}

template <typename Seen>
std::vector<GimpLayer*> walk(GimpImage* image, const Seen& seen) {
  const GFreePtr<GimpLayer*> layers(gimp_image_get_layers(image));
  std::vector<GimpItem*> from_the_top;
  for (GimpLayer** layer = layers.get(); layer != nullptr && *layer != nullptr; ++layer) {
    from_the_top.push_back(GIMP_ITEM(*layer));
  }
  std::vector<GimpLayer*> frames;
  std::for_each(from_the_top.rbegin(), from_the_top.rend(), [&](GimpItem* layer) { walk(layer, frames, seen); });
  return frames;
}

[[noreturn]] void refuse_to_copy() {
  throw Error(
      tr("GIMP could not make a copy of the image, so nothing was painted. Close other images and run the filter "
         "again."));
}

}  // namespace

std::vector<GimpLayer*> frames_of(GimpImage* image) {
  return walk(image, [](GimpItem*) {});
}

bool is_large_enough(GimpLayer* frame) {
  GimpDrawable* drawable = GIMP_DRAWABLE(frame);
  return std::min(gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable)) >= smallest_side;
}

double pixels_of(GimpLayer* frame) {
  return 1.0 * gimp_drawable_get_width(GIMP_DRAWABLE(frame)) * gimp_drawable_get_height(GIMP_DRAWABLE(frame));
}

Content read_frame(GimpLayer* frame) {
  GimpDrawable* drawable = GIMP_DRAWABLE(frame);
  return {.picture = read_pixels(drawable), .mask = read_selection(gimp_item_get_image(GIMP_ITEM(frame)), drawable)};
}

Animation::Animation(GimpImage* original) : image_(gimp_image_duplicate(original)) {
  if (image_ == nullptr) {
    refuse_to_copy();
  }
  gimp_image_undo_disable(image_);
  if (gimp_image_get_base_type(image_) == GIMP_INDEXED && !gimp_image_convert_rgb(image_)) {
    gimp_image_delete(image_);
    refuse_to_copy();
  }
  frames_ = walk(image_, [this](GimpItem* item) { make_writable(item); });
}

Animation::~Animation() {
  if (image_ != nullptr) {
    gimp_image_delete(image_);
  }
}

GimpImage* Animation::release() {
  for (GimpItem* item : locked_) {
    gimp_item_set_lock_content(item, TRUE);
  }
  gimp_image_undo_enable(image_);
  return std::exchange(image_, nullptr);
}

/// GIMP ends a plug-in that writes to a locked layer, and draws a text layer anew, over what was painted, as soon as
/// the image changes its precision.
void Animation::make_writable(GimpItem* item) {
  if (gimp_item_get_lock_content(item)) {
    gimp_item_set_lock_content(item, FALSE);
    locked_.push_back(item);
  }
  if (gimp_item_is_group(item)) {
    return;
  }
  GimpDrawable* drawable = GIMP_DRAWABLE(item);
  gimp_drawable_merge_filters(drawable);
  if (gimp_item_is_text_layer(item)) {
    gimp_layer_scale(GIMP_LAYER(item), gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable), FALSE);
  }
}

}  // namespace nst::gimp
