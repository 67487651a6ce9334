// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/mask.h"

#include <algorithm>

namespace nst::cli {
namespace {

float luma(const float* colour) {
  constexpr double red = 0.2126;
  constexpr double green = 0.7152;
  constexpr double blue = 0.0722;
  return static_cast<float>(std::clamp(red * colour[0] + green * colour[1] + blue * colour[2], 0.0, 1.0));
}

}  // namespace

Image to_mask(const Image& picture) {
  Image mask(picture.width, picture.height, 1);
  const float* colour = picture.pixels.data();
  for (float& value : mask.pixels) {
    value = luma(colour) * (picture.channels == 4 ? colour[3] : 1.0F);
    colour += picture.channels;
  }
  return mask;
}

}  // namespace nst::cli
