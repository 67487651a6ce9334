// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frame.h"

#include "core/objective.h"
#include "core/plan.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

/// Pixels of the part per pixel of its working size.
double shrink(const Rect& part, const Settings& settings) {
  const Size full{part.height, part.width};
  const Size working = working_size(full, settings);
  return static_cast<double>(std::max(full.height, full.width)) /
         static_cast<double>(std::max(working.height, working.width));
}

}  // namespace

Frame frame_of(const Rect& part, const Image& content, const Settings& settings) {
  const std::int64_t most = std::min(part.width, part.height) - 1;  // a reflection needs as many pixels
  const std::int64_t wide = std::clamp<std::int64_t>(std::llround(frame_width * shrink(part, settings)), 1, most);
  // A picture that is painted at its own size is brought to a multiple of what poolings want: no copy for that later.
  const auto far = [&](std::int64_t length, std::int64_t near) {
    const std::int64_t missing = (side_multiple - (length + near + wide) % side_multiple) % side_multiple;
    return std::min(shrink(part, settings) > 1 ? wide : wide + missing, most);
  };
  const std::int64_t left = part.x == 0 ? wide : 0;
  const std::int64_t top = part.y == 0 ? wide : 0;
  return {left, part.x + part.width == content.width ? far(part.width, left) : 0, top,
          part.y + part.height == content.height ? far(part.height, top) : 0};
}

at::Tensor framed(const at::Tensor& x, const Frame& frame) {
  return x.defined() ? at::reflection_pad2d(x, frame).contiguous(x.suggest_memory_format()) : x;
}

at::Tensor without_frame(const at::Tensor& x, const Frame& frame) {
  const auto [left, right, top, bottom] = frame;
  return x.narrow(2, top, x.size(2) - top - bottom).narrow(3, left, x.size(3) - left - right);
}

Size framed_working_size(const Rect& part, const Size& full, const Settings& settings) {
  const double factor = 1 / shrink(part, settings);
  const auto side = [&](std::int64_t length) {
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(length) * factor));
  };
  return {side(full.height), side(full.width)};
}

}  // namespace nst
