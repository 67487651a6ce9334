// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiling.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

// Below this side nearly all of a tile would be margin: at 256 px and a margin of 176 it is five sixths.
constexpr std::int64_t least_inner_side = 256;

std::int64_t rounded_up(std::int64_t value, std::int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

struct Span {
  std::int64_t outer_start;
  std::int64_t outer_length;
  std::int64_t inner_start;
  std::int64_t inner_length;
};

/// `length` in as many equal parts as `longest` asks for.
std::vector<Span> split(std::int64_t length, std::int64_t longest, std::int64_t margin, std::int64_t multiple) {
  const std::int64_t count = (length + longest - 1) / longest;
  const std::int64_t part = rounded_up((length + count - 1) / count, multiple);
  std::vector<Span> spans;
  for (std::int64_t start = 0; start < length; start += part) {
    const std::int64_t end = std::min(start + part, length);
    const std::int64_t outer_start = std::max<std::int64_t>(0, start - margin);
    spans.push_back({outer_start, std::min(end + margin, length) - outer_start, start, end - start});
  }
  return spans;
}

}  // namespace

int stride_of(const EncoderDescription& encoder, const std::string& layer) {
  int stride = 1;
  for (const std::string& above : encoder.layers) {
    if (above == layer) {
      break;
    }
    stride *= above == "pool" ? 2 : 1;
  }
  return stride;
}

std::vector<Tile> plan_tiles(const Size& size, int margin, int multiple, double bytes_per_pixel, double memory) {
  const Box whole{0, 0, size.height, size.width};
  const double pixels = memory / bytes_per_pixel;
  if (static_cast<double>(size.height * size.width) <= pixels) {
    return {{whole, whole}};
  }
  const std::int64_t edge = rounded_up(margin, multiple);
  const auto fitting = static_cast<std::int64_t>(std::sqrt(pixels)) - 2 * edge;
  const std::int64_t longest = std::max(least_inner_side, fitting / multiple * multiple);
  std::vector<Tile> tiles;
  for (const Span& y : split(size.height, longest, edge, multiple)) {
    for (const Span& x : split(size.width, longest, edge, multiple)) {
      tiles.push_back({{y.outer_start, x.outer_start, y.outer_length, x.outer_length},
                       {y.inner_start, x.inner_start, y.inner_length, x.inner_length}});
    }
  }
  return tiles;
}

at::Tensor cut(const at::Tensor& x, const Box& box, int stride) {
  return x.narrow(2, box.y / stride, box.height / stride).narrow(3, box.x / stride, box.width / stride);
}

at::Tensor inner_weights(const at::Tensor& guide, const Tile& tile, int stride, const at::TensorOptions& options) {
  if (tile.whole()) {
    return guide;
  }
  at::Tensor weights = at::zeros({1, 1, tile.outer.height / stride, tile.outer.width / stride}, options);
  const Box inside{tile.inner.y - tile.outer.y, tile.inner.x - tile.outer.x, tile.inner.height, tile.inner.width};
  if (guide.defined()) {
    cut(weights, inside, stride).copy_(cut(guide, tile.inner, stride));
  } else {
    cut(weights, inside, stride).fill_(1);
  }
  return weights;
}

}  // namespace nst
