// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pictures of a grid's items, as many as are worth their memory. Used by the grid of swatches.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"
#include "ui/grid-geometry.h"

#include <cstddef>
#include <map>
#include <set>

namespace nst::ui {

class SwatchPictures {
 public:
  /// Null where there is none.
  cairo_surface_t* find(std::size_t item) const;
  /// Whether it has no picture and may get one.
  bool is_missing(std::size_t item) const { return !pictures_.contains(item) && !without_.contains(item); }

  /// For a screen of this scale; an empty picture says that there is none to be had. Those that are furthest from the
  /// items in view go where there are too many.
  void set(std::size_t item, const Image& picture, int scale, const ItemRange& view);
  /// They are to be made anew, but for those that are not to be had.
  void drop() { pictures_.clear(); }
  /// The items are others.
  void clear() {
    pictures_.clear();
    without_.clear();
  }

 private:
  std::map<std::size_t, SurfacePtr> pictures_;
  std::set<std::size_t> without_;
};

}  // namespace nst::ui
