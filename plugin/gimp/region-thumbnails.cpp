// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-thumbnails.h"

#include "core/error.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/region-lines.h"
#include "plugin/gimp/region-masks.h"

#include <algorithm>
#include <utility>

namespace nst::gimp {

RegionThumbnails::RegionThumbnails(GimpImage* image, GimpLayer* layer, std::function<void(const std::string&)> made)
    : image_(image), layer_(layer), told_(std::move(made)) {}

RegionThumbnails::~RegionThumbnails() {
  if (making_ != 0) {
    g_source_remove(making_);
  }
}

const Image& RegionThumbnails::of(const std::string& mask) {
  const auto [found, is_new] = made_.try_emplace(mask);
  if (is_new) {
    waiting_.push_back(mask);
    make_next();
  }
  return found->second;
}

void RegionThumbnails::make_next() {
  if (making_ != 0 || waiting_.empty()) {
    return;
  }
  const auto next = +[](gpointer data) -> gboolean {
    auto* self = static_cast<RegionThumbnails*>(data);
    self->making_ = 0;
    if (self->waiting_.empty()) {  // forgotten meanwhile
      return G_SOURCE_REMOVE;
    }
    const std::string mask = std::move(self->waiting_.front());
    self->waiting_.pop_front();
    self->made_[mask] = self->make(mask);
    self->told_(mask);
    self->make_next();
    return G_SOURCE_REMOVE;
  };
  making_ = g_idle_add_full(G_PRIORITY_LOW, next, this, nullptr);
}

Image RegionThumbnails::make(const std::string& mask) const {
  constexpr double side = 96;  // twice what a row shows, for screens of double scale
  if (!gimp_item_is_valid(GIMP_ITEM(layer_))) {
    return {};
  }
  Excerpt excerpt = whole(GIMP_DRAWABLE(layer_));
  excerpt.scale = std::min(1.0, side / std::min(excerpt.part.width, excerpt.part.height));
  try {
    if (mask != rest_word) {
      return read_mask_over(find_mask(mask, image_), GIMP_DRAWABLE(layer_), excerpt);
    }
  } catch (const Error&) {
    return {};
  }
  Image selected = read_selection(image_, GIMP_DRAWABLE(layer_), excerpt);
  return selected.empty() ? Image(excerpt.width(), excerpt.height(), 1, 1.0F) : selected;
}

}  // namespace nst::gimp
