// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-thumbnails.h"

#include "core/error.h"
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
  if (making_ != 0) {
    return;
  }
  const auto make = +[](gpointer data) -> gboolean {
    auto* self = static_cast<RegionThumbnails*>(data);
    self->make_on();
    self->making_ = self->waiting_.empty() ? 0 : self->making_;
    return self->making_ != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  };
  making_ = g_idle_add_full(G_PRIORITY_LOW, make, this, nullptr);
}

void RegionThumbnails::make_on() {
  if (waiting_.empty()) {  // forgotten meanwhile
    return;
  }
  if (!reader_) {
    reader_ = new_reader(waiting_.front());
  }
  if (reader_ && !reader_->is_valid()) {
    reader_.reset();
    return;
  }
  if (reader_ && reader_->read()) {
    return;
  }
  const std::string mask = std::move(waiting_.front());
  waiting_.pop_front();
  if (reader_) {
    made_[mask] = reader_->image();
  } else if (mask == rest_word && gimp_item_is_valid(GIMP_ITEM(layer_))) {  // nothing is selected: all of it
    made_[mask] = Image(excerpt().width(), excerpt().height(), 1, 1.0F);
  }
  reader_.reset();
  told_(mask);
}

std::optional<BlockReader> RegionThumbnails::new_reader(const std::string& mask) const {
  try {
    if (!gimp_item_is_valid(GIMP_ITEM(layer_))) {
      return {};
    }
    if (mask != rest_word) {
      return BlockReader::of_mask_over(find_mask(mask, image_), GIMP_DRAWABLE(layer_), excerpt());
    }
  } catch (const Error&) {
    return {};
  }
  return gimp_selection_is_empty(image_)
             ? std::nullopt
             : std::optional(BlockReader::of_selection(image_, GIMP_DRAWABLE(layer_), excerpt()));
}

Excerpt RegionThumbnails::excerpt() const {
  constexpr double side = 96;  // twice what a row shows, for screens of double scale
  Excerpt excerpt = whole(GIMP_DRAWABLE(layer_));
  excerpt.scale = std::min(1.0, side / std::min(excerpt.part.width, excerpt.part.height));
  return excerpt;
}

}  // namespace nst::gimp
