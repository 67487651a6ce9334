// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image.h"

#include <algorithm>
#include <cassert>

namespace nst {

Image::Image(int width, int height, int channels, float value)
    : width(width),
      height(height),
      channels(channels),
      pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels),
             value) {}

Rect bounds(const Image& mask) {
  assert(mask.channels == 1);
  int left = mask.width;
  int right = -1;
  int top = mask.height;
  int bottom = -1;
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      if (mask.at(x, y, 0) > 0.0F) {
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = y;
      }
    }
  }
  return right < 0 ? Rect{} : Rect{left, top, right - left + 1, bottom - top + 1};
}

Image crop(const Image& image, const Rect& rect) {
  assert(rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= image.width && rect.y + rect.height <= image.height);
  Image part(rect.width, rect.height, image.channels);
  for (int y = 0; y < rect.height; ++y) {
    const auto from = image.pixels.begin() + static_cast<std::ptrdiff_t>(image.index(rect.x, rect.y + y, 0));
    std::copy_n(from, rect.width * image.channels,
                part.pixels.begin() + static_cast<std::ptrdiff_t>(part.index(0, y, 0)));
  }
  return part;
}

void paste(Image& image, const Image& patch, int x, int y) {
  assert(image.channels == patch.channels);
  assert(x >= 0 && y >= 0 && x + patch.width <= image.width && y + patch.height <= image.height);
  for (int row = 0; row < patch.height; ++row) {
    std::copy_n(patch.pixels.begin() + static_cast<std::ptrdiff_t>(patch.index(0, row, 0)),
                patch.width * patch.channels,
                image.pixels.begin() + static_cast<std::ptrdiff_t>(image.index(x, y + row, 0)));
  }
}

Image blend(const Image& below, const Image& above, const Image& mask) {
  assert(below.width == above.width && below.height == above.height);
  assert(below.width == mask.width && below.height == mask.height && mask.channels == 1);
  Image blended = below;
  const int colours = std::min({3, below.channels, above.channels});
  for (int y = 0; y < below.height; ++y) {
    for (int x = 0; x < below.width; ++x) {
      const float share = mask.at(x, y, 0);
      if (share <= 0.0F) {
        continue;
      }
      for (int channel = 0; channel < colours; ++channel) {
        float& value = blended.at(x, y, channel);
        value += share * (above.at(x, y, channel) - value);
      }
    }
  }
  return blended;
}

}  // namespace nst
