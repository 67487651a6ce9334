// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/swatch-pictures.h"

#include "ui/square-picture.h"

#include <iterator>

namespace nst::ui {
namespace {

/// Pictures further from view than the last ones of these are dropped, and asked for again when they are needed: some
/// 30 MB at most.
constexpr std::size_t most_pictures = 1500;

/// The longest side that a cell can have, in device pixels: it never is two columns wide.
constexpr int largest_picture = 144;

}  // namespace

cairo_surface_t* SwatchPictures::find(std::size_t item) const {
  const auto found = pictures_.find(item);
  return found == pictures_.end() ? nullptr : found->second.get();
}

void SwatchPictures::set(std::size_t item, const Image& picture, int scale, const ItemRange& view) {
  if (picture.empty()) {
    without_.insert(item);
    return;
  }
  pictures_[item] = square_surface(picture, largest_picture * scale);
  while (pictures_.size() > most_pictures) {
    const auto first = pictures_.begin();
    const auto last = std::prev(pictures_.end());
    const bool first_is_further = first->first + last->first < view.first + view.end;
    pictures_.erase(first_is_further ? first : last);
  }
}

}  // namespace nst::ui
