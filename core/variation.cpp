// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/losses.h"
#include "core/variation-rows.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <vector>

namespace nst {
namespace {

/// One direction in which neighbours are compared: b lies `down` rows below and `right` columns right of a, which may
/// be negative.
struct Direction {
  std::int64_t down;
  std::int64_t right;
};

/// The part of x, (1, 3, H, W), that has a neighbour in the direction, or that neighbour.
at::Tensor from(const at::Tensor& x, const Direction& d, bool neighbour) {
  const std::int64_t height = x.size(2) - d.down;
  const std::int64_t width = x.size(3) - std::abs(d.right);
  const std::int64_t left = (d.right < 0) != neighbour ? std::abs(d.right) : 0;
  return x.narrow(2, neighbour ? d.down : 0, height).narrow(3, left, width);
}

/// factor * sum (b - a)^2, its gradient added.
double add_squares(const at::Tensor& picture, const Direction& direction, double factor, at::Tensor& gradient) {
  const at::Tensor difference = from(picture, direction, true) - from(picture, direction, false);
  from(gradient, direction, true).add_(difference, 2 * factor);
  from(gradient, direction, false).sub_(difference, 2 * factor);
  return factor * difference.square().sum().item<double>();
}

double add_absolute(const at::Tensor& picture, const Direction& direction, double factor, at::Tensor& gradient) {
  const at::Tensor difference = from(picture, direction, true) - from(picture, direction, false);
  const at::Tensor sign = difference.sign();
  from(gradient, direction, true).add_(sign, factor);
  from(gradient, direction, false).sub_(sign, factor);
  return factor * (difference * sign).sum().item<double>();
}

/// `squared` by the kernel for rows; picture and gradient: float32, channels-last, on the CPU.
double add_squared_rows(const at::Tensor& picture, float straight, float diagonal, at::Tensor& gradient) {
  const std::int64_t height = picture.size(2);
  const std::int64_t count = 3 * picture.size(3);
  const float* pixels = picture.data_ptr<float>();
  float* slopes = gradient.data_ptr<float>();
  std::vector<double> values(static_cast<std::size_t>(height));
  at::parallel_for(0, height, 16, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t y = begin; y < end; ++y) {
      const auto row = [&](std::int64_t at) { return at >= 0 && at < height ? pixels + at * count : nullptr; };
      values[static_cast<std::size_t>(y)] =
          rows::add_variation_row({row(y - 1), row(y), row(y + 1), count}, straight, diagonal, slopes + y * count);
    }
  });
  return std::accumulate(values.begin(), values.end(), 0.0);
}

bool has_rows(const at::Tensor& x) {
  return x.is_cpu() && x.scalar_type() == at::kFloat && x.size(1) == 3 &&
         x.is_contiguous(at::MemoryFormat::ChannelsLast);
}

double add_power(const at::Tensor& picture, double factor, at::Tensor& gradient) {
  constexpr double power = 1.25;
  const auto inner = [&](const at::Tensor& x, std::int64_t down, std::int64_t right) {
    return x.narrow(2, down, x.size(2) - 1).narrow(3, right, x.size(3) - 1);
  };
  const at::Tensor here = inner(picture, 0, 0);
  const at::Tensor dx = inner(picture, 0, 1) - here;
  const at::Tensor dy = inner(picture, 1, 0) - here;
  const at::Tensor squares = dx.square().add_(dy.square());
  const at::Tensor slope = squares.pow(power - 1).mul_(2 * power * factor);
  inner(gradient, 0, 1).add_(slope * dx);
  inner(gradient, 1, 0).add_(slope * dy);
  inner(gradient, 0, 0).sub_(slope * (dx + dy));
  return factor * squares.pow(power).sum().item<double>();
}

double add_cells(const at::Tensor& picture, double factor, at::Tensor& gradient) {
  constexpr double softness = 0.01;
  const auto corner = [&](const at::Tensor& x, std::int64_t down, std::int64_t right) {
    return x.narrow(2, down, x.size(2) - 1).narrow(3, right, x.size(3) - 1);
  };
  const at::Tensor top = corner(picture, 0, 1) - corner(picture, 0, 0);
  const at::Tensor bottom = corner(picture, 1, 1) - corner(picture, 1, 0);
  const at::Tensor left = corner(picture, 1, 0) - corner(picture, 0, 0);
  const at::Tensor right = corner(picture, 1, 1) - corner(picture, 0, 1);
  const at::Tensor squares =
      (top.square() + bottom.square() + left.square() + right.square()).sum(1, /*keepdim=*/true).div_(2);
  const at::Tensor length = (squares + softness * softness).sqrt_();
  const at::Tensor slope = length.reciprocal().mul_(factor / 2);
  corner(gradient, 0, 0).sub_(slope * (top + left));
  corner(gradient, 0, 1).add_(slope * (top - right));
  corner(gradient, 1, 0).add_(slope * (left - bottom));
  corner(gradient, 1, 1).add_(slope * (bottom + right));
  return factor * (squares / (length + softness)).sum(at::kDouble).item<double>();
}

/// The same in bands of rows, which keep what it needs beside the picture small.
double add_cells_in_bands(const at::Tensor& picture, double factor, at::Tensor& gradient) {
  constexpr std::int64_t rows = 256;
  double sum = 0;
  for (std::int64_t y = 0; y + 1 < picture.size(2); y += rows) {
    const std::int64_t height = std::min(rows + 1, picture.size(2) - y);
    at::Tensor slopes = gradient.narrow(2, y, height);
    sum += add_cells(picture.narrow(2, y, height), factor, slopes);
  }
  return sum;
}

}  // namespace

double add_variation(const at::Tensor& picture, Variation kind, double factor, at::Tensor& gradient) {
  constexpr Direction right{0, 1};
  constexpr Direction down{1, 0};
  switch (kind) {
    case Variation::absolute:
      return add_absolute(picture, right, factor, gradient) + add_absolute(picture, down, factor, gradient);
    case Variation::keras:
      return add_power(picture, factor, gradient);
    case Variation::isotropic:
      return add_cells_in_bands(picture, factor, gradient);
    case Variation::squared:
      break;
  }
  const double straight = factor / (3 * static_cast<double>(picture.size(1)));
  const double diagonal = factor / (12 * static_cast<double>(picture.size(1)));
  if (has_rows(picture) && has_rows(gradient)) {
    return add_squared_rows(picture, static_cast<float>(straight), static_cast<float>(diagonal), gradient);
  }
  return add_squares(picture, right, straight, gradient) + add_squares(picture, down, straight, gradient) +
         add_squares(picture, {1, 1}, diagonal, gradient) + add_squares(picture, {1, -1}, diagonal, gradient);
}

}  // namespace nst
