// SPDX-License-Identifier: GPL-3.0-or-later
//
// Zoom and pan as arithmetic: how a picture lies in the area that shows it. Used by the preview's scene.
#pragma once

namespace nst::ui {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Extent {
  double width = 0;
  double height = 0;
  bool operator==(const Extent&) const = default;
};

/// A point p of the picture, in its pixels from its corner, is shown at p * scale + corner, in pixels of the area from
/// its corner.
struct ViewTransform {
  double scale = 1;
  Point corner;

  Point shown(const Point& of_picture) const;
  Point of_picture(const Point& shown) const;
  bool operator==(const ViewTransform&) const = default;
};

/// The whole picture, as large as the area takes it, in its middle. Nothing may be empty.
ViewTransform fitted(const Extent& picture, const Extent& area);

/// The view at another scale, with the same point of the picture under `about`, a point of the area.
ViewTransform zoomed(const ViewTransform& view, double scale, const Point& about);

/// The nearest view without needless ground: a side of the picture that is smaller than the area's is in the middle, a
/// larger one covers it. With `grid` above 0 the picture's corner comes to a multiple of it, so that pixels stay sharp.
ViewTransform held(const ViewTransform& view, const Extent& picture, const Extent& area, double grid = 0);

/// Whether more of the picture can come into the area by moving it.
bool can_pan(const ViewTransform& view, const Extent& picture, const Extent& area);

/// The zoom so many steps on, or back, from `zoom` on a ladder with two rungs from each doubling to the next, 1 among
/// them. From between two rungs the first step leads to the next one.
double zoom_step(double zoom, int steps);

}  // namespace nst::ui
