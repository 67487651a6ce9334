// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view-transform.h"

#include <algorithm>
#include <cmath>

namespace nst::ui {
namespace {

// Rounding makes a picture that fits a hair larger than its area.
constexpr double tolerance = 1e-6;

double held_corner(double corner, double side, double room, double grid) {
  const double held = side <= room ? (room - side) / 2 : std::clamp(corner, room - side, 0.0);
  return grid > 0 ? std::round(held / grid) * grid : held;
}

}  // namespace

Point ViewTransform::shown(const Point& of_picture) const {
  return {of_picture.x * scale + corner.x, of_picture.y * scale + corner.y};
}

Point ViewTransform::of_picture(const Point& shown) const {
  return {(shown.x - corner.x) / scale, (shown.y - corner.y) / scale};
}

ViewTransform fitted(const Extent& picture, const Extent& area) {
  const double scale = std::min(area.width / picture.width, area.height / picture.height);
  return {scale, {(area.width - picture.width * scale) / 2, (area.height - picture.height * scale) / 2}};
}

ViewTransform zoomed(const ViewTransform& view, double scale, const Point& about) {
  const Point kept = view.of_picture(about);
  return {scale, {about.x - kept.x * scale, about.y - kept.y * scale}};
}

ViewTransform held(const ViewTransform& view, const Extent& picture, const Extent& area, double grid) {
  return {view.scale,
          {held_corner(view.corner.x, picture.width * view.scale, area.width, grid),
           held_corner(view.corner.y, picture.height * view.scale, area.height, grid)}};
}

bool can_pan(const ViewTransform& view, const Extent& picture, const Extent& area) {
  return picture.width * view.scale > area.width * (1 + tolerance) ||
         picture.height * view.scale > area.height * (1 + tolerance);
}

double zoom_step(double zoom, int steps) {
  constexpr double per_doubling = 2;
  const double rung = std::log2(zoom) * per_doubling;
  const double from = steps > 0 ? std::floor(rung + tolerance) : std::ceil(rung - tolerance);
  return std::exp2((from + steps) / per_doubling);
}

}  // namespace nst::ui
