// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deltas.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace nst {
namespace {

constexpr int colours = 3;
constexpr float middle = 0.5F;
constexpr float gain = 2.0F;  // small differences are the ones to be seen

/// Writes the differences from each pixel to the one (right, down) of it into `shown`; gives their mean size.
double difference(const Image& picture, int right, int down, Image& shown) {
  double sum = 0;
  for (int y = 0; y + down < picture.height; ++y) {
    for (int x = 0; x + right < picture.width; ++x) {
      for (int channel = 0; channel < colours; ++channel) {
        const float delta = picture.at(x + right, y + down, channel) - picture.at(x, y, channel);
        shown.at(x, y, channel) = std::clamp(middle + gain * delta, 0.0F, 1.0F);
        sum += std::abs(delta);
      }
    }
  }
  const std::int64_t pairs = static_cast<std::int64_t>(picture.width - right) * (picture.height - down) * colours;
  return pairs > 0 ? sum / static_cast<double>(pairs) : 0;
}

}  // namespace

Deltas deltas(const Image& picture) {
  const Image grey(picture.width, picture.height, colours, middle);
  Deltas found{.horizontal = grey, .vertical = grey};
  found.variation = difference(picture, 1, 0, found.horizontal) + difference(picture, 0, 1, found.vertical);
  return found;
}

}  // namespace nst
