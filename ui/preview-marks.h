// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is drawn over the pictures of the preview: the divider, words, outlines, and the ground that shines through
// transparent parts. Readable over any picture, in light and dark themes alike. Used by the preview's scene.
#pragma once

#include "ui/region-outline.h"
#include "ui/view-transform.h"

#include <pango/pangocairo.h>

#include <string>
#include <vector>

namespace nst::ui {

/// A rectangle of the area, in its pixels.
struct Box {
  Point corner;
  Extent size;
  double right() const { return corner.x + size.width; }
  double bottom() const { return corner.y + size.height; }
};

/// Light and dark squares, always of the same size on the screen.
void draw_checkerboard(cairo_t* cairo, const Box& box);

/// A line down `box` at `x`, with a handle in its middle.
void draw_divider(cairo_t* cairo, const Box& box, double x);

/// A thin dashed line around what fills `width` x `height` from the origin.
void draw_frame(cairo_t* cairo, double width, double height);

/// The place of a word in a box.
enum class Corner { top_left, top_right, bottom_left, bottom_right };

/// A word on a dark ground of its own in a corner of `box`; not if it is too large for the box.
void draw_word(cairo_t* cairo, PangoContext* font, const std::string& word, const Box& box, Corner corner);

struct Colour {
  double red;
  double green;
  double blue;
};

/// The colour of the lines of a region, from 1; 0 is the selection, whose lines have none.
Colour region_colour(std::size_t region);

/// The lines of one region over a picture that fills `picture`. The first region is dashed black and white, as
/// selections are; those after it have colours.
void draw_outline(cairo_t* cairo, const std::vector<Contour>& lines, const Box& picture, std::size_t region);

}  // namespace nst::ui
