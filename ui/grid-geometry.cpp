// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grid-geometry.h"

#include <algorithm>
#include <cmath>

namespace nst::ui {
namespace {

// A swatch of 64 px with a border around it.
constexpr int smallest_side = 72;

}  // namespace

int GridGeometry::columns() const { return std::max(1, width / smallest_side); }

int GridGeometry::side() const { return std::max(smallest_side, width / columns()); }

int GridGeometry::height() const {
  const auto in_row = static_cast<std::size_t>(columns());
  return static_cast<int>((count + in_row - 1) / in_row) * side();
}

Rect GridGeometry::cell(std::size_t item) const {
  const auto in_row = static_cast<std::size_t>(columns());
  const int row = static_cast<int>(item / in_row);
  const int column = static_cast<int>(item % in_row);
  const int from_left = right_to_left ? columns() - 1 - column : column;
  // The few pixels that are left over go to both margins.
  const int margin = std::max(0, width - columns() * side()) / 2;
  return {margin + from_left * side(), row * side(), side(), side()};
}

std::optional<std::size_t> GridGeometry::item_at(double x, double y) const {
  const Rect first_row = cell(right_to_left ? static_cast<std::size_t>(columns() - 1) : 0);
  const double column = std::floor((x - first_row.x) / side());
  const double row = std::floor(y / side());
  if (column < 0 || column >= columns() || row < 0) {
    return {};
  }
  const auto place = static_cast<std::size_t>(right_to_left ? columns() - 1 - column : column);
  const std::size_t item = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns()) + place;
  return item < count ? std::optional(item) : std::nullopt;
}

ItemRange GridGeometry::items_between(double top, double bottom) const {
  const auto in_row = static_cast<std::size_t>(columns());
  const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(top / side())));
  const auto end = static_cast<std::size_t>(std::max(0.0, std::ceil(bottom / side())));
  return {std::min(first * in_row, count), std::min(end * in_row, count)};
}

std::size_t GridGeometry::moved(std::size_t item, Way way, int page) const {
  const auto row = static_cast<std::ptrdiff_t>(columns());
  const std::ptrdiff_t rows_in_page = std::max(1, page / side());
  const std::ptrdiff_t forwards = right_to_left ? -1 : 1;
  std::ptrdiff_t step = 0;
  switch (way) {
    case Way::left:
      step = -forwards;
      break;
    case Way::right:
      step = forwards;
      break;
    case Way::up:
      step = -row;
      break;
    case Way::down:
      step = row;
      break;
    case Way::page_up:
      step = -row * std::min(rows_in_page, static_cast<std::ptrdiff_t>(item) / row);
      break;
    case Way::page_down:
      step = row *
             std::min(rows_in_page, (static_cast<std::ptrdiff_t>(count) - 1 - static_cast<std::ptrdiff_t>(item)) / row);
      break;
    case Way::first:
      return 0;
    case Way::last:
      return count - 1;
  }
  const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(item) + step;
  return place < 0 || place >= static_cast<std::ptrdiff_t>(count) ? item : static_cast<std::size_t>(place);
}

}  // namespace nst::ui
