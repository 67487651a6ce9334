// SPDX-License-Identifier: GPL-3.0-or-later
//
// A surface for tests to draw on and to read again.
#pragma once

#include "ui/gobject.h"
#include "ui/picture-surface.h"

#include <cmath>
#include <cstdint>

namespace nst::ui {

/// A transparent surface of so many logical pixels.
class Drawing {
 public:
  Drawing(double width, double height, double device_scale = 1)
      : surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(std::lround(width * device_scale)),
                                            static_cast<int>(std::lround(height * device_scale)))) {
    cairo_surface_set_device_scale(surface_.get(), device_scale, device_scale);
    cairo_.reset(cairo_create(surface_.get()));
  }

  cairo_t* cairo() { return cairo_.get(); }
  cairo_surface_t* surface() { return surface_.get(); }

  /// 0xAARRGGBB, multiplied by alpha, by its place among the screen's pixels.
  std::uint32_t pixel(int x, int y) {
    cairo_surface_flush(surface_.get());
    const unsigned char* bytes =
        cairo_image_surface_get_data(surface_.get()) + y * cairo_image_surface_get_stride(surface_.get());
    return reinterpret_cast<const std::uint32_t*>(bytes)[x];
  }

 private:
  SurfacePtr surface_;
  CairoPtr cairo_;
};

}  // namespace nst::ui
