// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/pixbuf-image.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nst::gimp {
namespace {

constexpr float largest_byte = 255;
constexpr int bits = 8;

}  // namespace

Image image_of(GdkPixbuf* pixbuf) {
  Image image(gdk_pixbuf_get_width(pixbuf), gdk_pixbuf_get_height(pixbuf), gdk_pixbuf_get_n_channels(pixbuf));
  const guint8* bytes = gdk_pixbuf_read_pixels(pixbuf);
  const auto in_row = static_cast<std::size_t>(image.width * image.channels);
  for (int y = 0; y < image.height; ++y, bytes += gdk_pixbuf_get_rowstride(pixbuf)) {
    std::transform(bytes, bytes + in_row, image.pixels.begin() + static_cast<std::ptrdiff_t>(image.index(0, y, 0)),
                   [](guint8 byte) { return byte / largest_byte; });
  }
  return image;
}

GObjectPtr<GdkPixbuf> pixbuf_of(const Image& image) {
  GObjectPtr<GdkPixbuf> pixbuf(
      gdk_pixbuf_new(GDK_COLORSPACE_RGB, image.channels == 4 ? TRUE : FALSE, bits, image.width, image.height));
  guint8* bytes = gdk_pixbuf_get_pixels(pixbuf.get());
  const int in_row = image.width * image.channels;
  for (int y = 0; y < image.height; ++y, bytes += gdk_pixbuf_get_rowstride(pixbuf.get())) {
    const float* row = image.pixels.data() + image.index(0, y, 0);
    std::transform(row, row + in_row, bytes, [](float value) {
      return static_cast<guint8>(std::lround(std::clamp(value, 0.0F, 1.0F) * largest_byte));
    });
  }
  return pixbuf;
}

}  // namespace nst::gimp
