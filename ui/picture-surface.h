// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture of the core as cairo draws it, fast at every size. Used by the widgets that show pictures.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"

#include <cairo.h>

#include <vector>

namespace nst::ui {

/// Holds the picture with 8 bits, and copies of half the size down to a few pixels, so that scaling it down costs no
/// more than the pixels that are shown. Four megapixels are made in some 20 ms.
class PictureSurface {
 public:
  /// One channel (grey), three, or four. Of a picture with more than 16384 pixels to a side, more than cairo could take
  /// at twice the size, only every second or n-th pixel is shown.
  explicit PictureSurface(const Image& picture);

  int width() const { return width_; }  ///< of the picture
  int height() const { return height_; }
  bool transparent() const { return transparent_; }  ///< somewhere at least

  /// Draws it with its corner at the origin and `width` x `height` units of the user large. From three times its size
  /// on its pixels are seen as squares, below they flow into each other.
  void paint(cairo_t* cairo, double width, double height) const;

 private:
  int width_;
  int height_;
  bool transparent_ = false;
  std::vector<SurfacePtr> levels_;  ///< each half as large as the one before
};

}  // namespace nst::ui
