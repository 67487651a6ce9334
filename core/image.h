// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture as hosts and core exchange it: plain floats, no library's type.
#pragma once

#include <cstddef>
#include <vector>

namespace nst {

/// Interleaved floats, row by row from the top: R'G'B' or R'G'B'A (non-linear sRGB, alpha not multiplied in), or one
/// channel for a mask. Values are in [0, 1]. An empty image has width 0.
struct Image {
  int width = 0;
  int height = 0;
  int channels = 3;
  std::vector<float> pixels;

  Image() = default;
  /// An image of the given size, every value `value`.
  Image(int width, int height, int channels, float value = 0.0F);

  bool empty() const { return pixels.empty(); }
  std::size_t index(int x, int y, int channel) const {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
               static_cast<std::size_t>(channels) +
           static_cast<std::size_t>(channel);
  }
  float& at(int x, int y, int channel) { return pixels[index(x, y, channel)]; }
  float at(int x, int y, int channel) const { return pixels[index(x, y, channel)]; }

  bool operator==(const Image&) const = default;
};

/// A rectangle of pixels; empty when width or height is 0.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool empty() const { return width <= 0 || height <= 0; }
  bool operator==(const Rect&) const = default;
};

/// The smallest rectangle that holds every pixel of `mask` (one channel) above zero; empty if there is none.
Rect bounds(const Image& mask);

/// The part of `image` inside `rect`, which must lie within it.
Image crop(const Image& image, const Rect& rect);

/// Writes `patch` into `image` with its corner at (x, y). Both have the same number of channels.
void paste(Image& image, const Image& patch, int x, int y);

/// `below` with `above` laid over it by the soft values of `mask` (one channel): colours only, the alpha of `below`
/// stays. Where the mask is 0 the pixels of `below` are kept to the bit.
Image blend(const Image& below, const Image& above, const Image& mask);

}  // namespace nst
