// SPDX-License-Identifier: GPL-3.0-or-later
//
// The outline of a soft mask as lines to draw over a picture. Used by the preview's scene.
#pragma once

#include "core/image.h"
#include "ui/view-transform.h"

#include <vector>

namespace nst::ui {

/// A closed line; its points are shares of the picture's width and height, from its corner.
using Contour = std::vector<Point>;

/// Where `mask` (one channel) passes 0.5, between the pixels; what lies beyond its edges counts as 0, so all lines are
/// closed, with the region to the left of their way. Large masks, and noise with more lines than could be
/// seen, are looked at smaller: it takes some 30 ms for a mask of 2000 px.
std::vector<Contour> outline(const Image& mask);

}  // namespace nst::ui
