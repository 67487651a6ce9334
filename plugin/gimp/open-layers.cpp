// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/open-layers.h"

#include "plugin/gimp/gobject.h"

namespace nst::gimp {
namespace {

/// Adds those of `items`, which end with null, and what is inside of them.
template <typename Item>
void add(Item* const* items, std::vector<GimpLayer*>& layers) {
  for (; items != nullptr && *items != nullptr; ++items) {
    layers.push_back(GIMP_LAYER(*items));
    if (gimp_item_is_group(GIMP_ITEM(*items))) {
      const GFreePtr<GimpItem*> children(gimp_item_get_children(GIMP_ITEM(*items)));
      add(children.get(), layers);
    }
  }
}

}  // namespace

std::vector<GimpImage*> open_images() {
  const GFreePtr<GimpImage*> images(gimp_get_images());
  std::vector<GimpImage*> open;
  for (GimpImage** image = images.get(); image != nullptr && *image != nullptr; ++image) {
    open.push_back(*image);
  }
  return open;
}

std::vector<GimpLayer*> all_layers(GimpImage* image) {
  const GFreePtr<GimpLayer*> top(gimp_image_get_layers(image));
  std::vector<GimpLayer*> layers;
  add(top.get(), layers);
  return layers;
}

}  // namespace nst::gimp
