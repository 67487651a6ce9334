// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture that is replaced by a better one from time to time. Used by the run window.
#pragma once

#include "core/image.h"
#include "ui/picture-surface.h"

#include <gtk/gtk.h>

#include <optional>

namespace nst::ui {

/// The widget takes no room until the first picture is there, then as much as a picture of that shape needs, and shows
/// it as large as it fits.
class GrowingPicture {
 public:
  GrowingPicture();
  ~GrowingPicture();
  GrowingPicture(const GrowingPicture&) = delete;
  GrowingPicture& operator=(const GrowingPicture&) = delete;

  GtkWidget* widget() const { return area_; }

  /// The longer side of a picture that is as sharp as the screen can show it, px.
  int sharp_side() const;

  /// Shows a picture of one, three or four channels, which must not be empty, in place of the last one.
  void show(const Image& picture);

 private:
  void draw(cairo_t* cairo) const;

  GtkWidget* area_;
  std::optional<PictureSurface> picture_;
};

}  // namespace nst::ui
