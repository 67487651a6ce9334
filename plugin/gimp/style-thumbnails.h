// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small pictures of styles of all kinds: those of layers and patterns at once, those of files and generators from a
// thread of their own. Used by the page that chooses styles.
#pragma once

#include "core/image.h"
#include "plugin/gimp/background-work.h"
#include "plugin/gimp/style-lines.h"
#include "plugin/gimp/swatch-painter.h"

#include <libgimp/gimp.h>

#include <functional>

namespace nst::gimp {

/// A layer's picture, and a pattern's, at most so many pixels large.
Image layer_thumbnail(GimpDrawable* layer, int side);
Image pattern_thumbnail(GimpPattern* pattern, int side);

/// What makes the pictures of a dialog.
struct StyleThumbnails {
  SwatchPainter painter;  ///< for the work alone
  BackgroundWork work;    ///< ends before the painter goes away

  /// Gives `done` the picture of a style, at once or later; an empty one if there is none. Swatches go as far from the
  /// usual as `truncation` says.
  void make(Lane lane, const StylePlace& place, double truncation, std::function<void(const Image&)> done);
};

}  // namespace nst::gimp
