// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/yardstick.h"

#include "core/objective.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst {

Losses measure(const Encoder& encoder, const Painting& painting, const at::Tensor& picture, double memory) {
  constexpr double longest = 512;
  const Size finest = size_of(picture);
  const auto longer = static_cast<double>(std::max(finest.height, finest.width));
  const auto shorter = static_cast<double>(std::min(finest.height, finest.width));
  const double side = std::min(longer, std::max(longest, least_painted_side * longer / shorter));
  const Size size = scaled(finest, side);
  const Objective objective(encoder, Settings(), scene_at(painting.scene, size, painting.style_side * side / longer),
                            memory, {});
  const at::Tensor small = resize_picture(picture, size);
  at::Tensor gradient = at::empty_like(small);
  const Value value = objective(small, gradient);
  return {value.content, value.style, value.variation};
}

}  // namespace nst
