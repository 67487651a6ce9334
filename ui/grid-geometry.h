// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the cells of a grid of square thumbnails lie. Used by the swatch grid.
#pragma once

#include "core/image.h"

#include <cstddef>
#include <optional>

namespace nst::ui {

/// Items from `first` up to, but without, `end`.
struct ItemRange {
  std::size_t first = 0;
  std::size_t end = 0;

  bool operator==(const ItemRange&) const = default;
};

/// Square cells in as many columns as the width has room for, enlarged until they fill it. Lengths are in pixels.
struct GridGeometry {
  std::size_t count = 0;
  int width = 0;
  bool right_to_left = false;

  /// One or more.
  int columns() const;
  /// Of a cell; all sides are equal.
  int side() const;
  /// Of all rows together.
  int height() const;
  Rect cell(std::size_t item) const;
  /// The item whose cell is at (x, y); nothing beside and behind them.
  std::optional<std::size_t> item_at(double x, double y) const;
  /// The items whose cells are, even in part, between the heights `top` and `bottom`.
  ItemRange items_between(double top, double bottom) const;

  enum class Way { left, right, up, down, first, last, page_up, page_down };
  /// The item that keys lead to from `item`, where a page is so many pixels high. At the border it is `item` itself.
  std::size_t moved(std::size_t item, Way way, int page) const;
};

}  // namespace nst::ui
