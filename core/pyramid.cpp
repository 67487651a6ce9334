// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pyramid.h"

#include "core/objective.h"
#include "core/optimisers.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

constexpr std::int64_t coarsest_side = 128;

/// The style at `longer` px, but with no side too small for the encoder.
Size style_size(const Size& full, double longer) {
  const auto shorter_share =
      static_cast<double>(std::min(full.height, full.width)) / static_cast<double>(std::max(full.height, full.width));
  return scaled(full, std::max(longer, static_cast<double>(least_painted_side) / shorter_share));
}

std::vector<StyleSample> styles_at(const std::vector<FullStyle>& styles, double longer) {
  std::vector<StyleSample> samples;
  for (const FullStyle& style : styles) {
    const Size size = style_size(size_of(style.picture), longer);
    samples.push_back({resize_picture(style.picture, size),
                       style.mask.defined() ? resize_mask(style.mask, size) : style.mask, style.share});
  }
  return samples;
}

/// Steps at `size`. Above `full_steps_side` their number falls with the longer side: the smaller sizes have settled
/// what is painted where, what is left are the finest strokes, and each step costs four times as much.
int steps_at(const Size& size, const Settings& settings) {
  constexpr double full_steps_side = 512;
  const double share = std::min(1.0, full_steps_side / static_cast<double>(std::max(size.height, size.width)));
  return std::max(1, static_cast<int>(std::lround(settings.steps * share)));
}

at::Tensor noise(const at::Tensor& like, int seed) {
  // Around mid grey and mostly inside [0, 1]: every colour is as near as another.
  constexpr double deviation = 0.25;
  const at::Generator random = at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(seed));
  return (0.5 + deviation * at::randn(like.sizes(), random, like.options())).clamp(0, 1);
}

/// Where nothing may change the values of `content` are put back, to the bit.
at::Tensor outside_kept(const at::Tensor& picture, const at::Tensor& content, const at::Tensor& movable) {
  return movable.defined() ? at::where(movable > 0, picture, content) : picture;
}

}  // namespace

std::vector<Size> pyramid(const Size& finest) {
  std::vector<Size> sizes{finest};
  const auto longer = static_cast<double>(std::max(finest.height, finest.width));
  for (double side = longer / 2; side >= static_cast<double>(coarsest_side); side /= 2) {
    const Size size = scaled(finest, side);
    if (std::min(size.height, size.width) < least_painted_side) {
      break;
    }
    sizes.push_back(size);
  }
  std::ranges::reverse(sizes);
  return sizes;
}

at::Tensor paint(const Encoder& encoder, const Painting& painting, const Settings& settings, const Progress& progress) {
  const Size finest = size_of(painting.content);
  const std::vector<Size> sizes = pyramid(finest);
  const auto cost = [&](const Size& size) {
    return static_cast<double>(size.height * size.width) * steps_at(size, settings);
  };
  double total_cost = 0;
  for (const Size& size : sizes) {
    total_cost += cost(size);
  }

  at::Tensor picture;
  double done = 0;
  for (const Size& size : sizes) {
    const at::Tensor content = resize_picture(painting.content, size);
    const at::Tensor mask = painting.mask.defined() ? resize_mask(painting.mask, size) : painting.mask;
    const at::Tensor movable = mask.defined() ? (mask > 0).to(at::kFloat) : mask;
    if (picture.defined()) {
      picture = resize_picture(picture, size);
    } else {
      picture = settings.start == Start::noise ? noise(content, settings.seed) : content;
    }
    picture = outside_kept(picture, content, movable);

    const double share = cost(size) / total_cost;
    Settings here = settings;
    here.steps = steps_at(size, settings);
    const Progress level = progress.part(done, done + share);
    const double longer = painting.style_side * static_cast<double>(size.width) / static_cast<double>(finest.width);
    const std::vector<StyleSample> styles = styles_at(painting.styles, longer);
    const Objective objective(encoder, settings, content, mask, styles, [&] { progress.check(); });
    picture = outside_kept(optimise(picture, std::cref(objective), movable, here, level), content, movable);
    done += share;
  }
  return picture;
}

}  // namespace nst
