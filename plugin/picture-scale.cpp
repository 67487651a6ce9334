// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/picture-scale.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/vips-session.h"

#include <vips/vips8>

#include <algorithm>
#include <cmath>
#include <memory>

namespace nst {
namespace {

using vips::VImage;

struct Free {
  void operator()(void* memory) const { g_free(memory); }
};

Image over_white(const Image& picture) {
  Image opaque(picture.width, picture.height, 3, 1.0F);
  const bool has_alpha = picture.channels > 3;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const float alpha = has_alpha ? picture.at(x, y, 3) : 1.0F;
      for (int channel = 0; channel < 3; ++channel) {
        opaque.at(x, y, channel) += alpha * (picture.at(x, y, channel) - 1.0F);
      }
    }
  }
  return opaque;
}

Image resized(const Image& picture, double across, double down) {
  const VipsSession session;
  try {
    const VImage large = VImage::new_from_memory(picture.pixels.data(), picture.pixels.size() * sizeof(float),
                                                 picture.width, picture.height, picture.channels, VIPS_FORMAT_FLOAT);
    const VImage small = large.resize(across, VImage::option()->set("vscale", down));
    Image result(small.width(), small.height(), small.bands());
    std::size_t bytes = 0;
    const std::unique_ptr<void, Free> memory(small.write_to_memory(&bytes));
    const auto* samples = static_cast<const float*>(memory.get());
    std::transform(samples, samples + result.pixels.size(), result.pixels.begin(),
                   [](float value) { return std::clamp(value, 0.0F, 1.0F); });
    return result;
  } catch (const vips::VError&) {
    throw Error(tr("A picture cannot be scaled ({}). Please report this.", take_vips_failure()));
  }
}

}  // namespace

Image scaled_to_fit(const Image& picture, int side) {
  const double factor = static_cast<double>(side) / std::max(picture.width, picture.height);
  const auto scale = [&](int length) { return std::max(1.0, std::round(length * factor)) / length; };
  const Image opaque = over_white(picture);
  return std::max(picture.width, picture.height) == side ? opaque
                                                         : resized(opaque, scale(picture.width), scale(picture.height));
}

}  // namespace nst
