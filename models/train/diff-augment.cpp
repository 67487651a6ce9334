// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/diff-augment.h"

#include <ATen/ATen.h>

namespace nst::train {
namespace {

/// One number in [low, high) for each picture of x, as (N, 1, 1, 1).
at::Tensor uniform(const at::Tensor& x, double low, double high, const RowNumbers& random) {
  return random.uniform({x.size(0), 1, 1, 1}, low, high).to(x.device());
}

/// One whole number in [low, high] for each picture of x, as (N, 1, 1).
at::Tensor integers(const at::Tensor& x, std::int64_t low, std::int64_t high, const RowNumbers& random) {
  return random.integers({x.size(0), 1, 1}, low, high).to(x.device());
}

at::Tensor change_colour(at::Tensor x, const RowNumbers& random) {
  x = x + uniform(x, -0.5, 0.5, random);
  const at::Tensor grey = x.mean(1, /*keepdim=*/true);
  x = (x - grey) * uniform(x, 0, 2, random) + grey;
  const at::Tensor mean = x.mean({1, 2, 3}, /*keepdim=*/true);
  return (x - mean) * uniform(x, 0.5, 1.5, random) + mean;
}

at::Tensor change_place(const at::Tensor& x, const RowNumbers& random) {
  const std::int64_t height = x.size(2);
  const std::int64_t width = x.size(3);
  const auto whole = at::TensorOptions().dtype(at::kLong).device(x.device());
  const at::Tensor rows = at::arange(height, whole).view({1, height, 1});
  const at::Tensor columns = at::arange(width, whole).view({1, 1, width});
  const at::Tensor from_rows = rows + integers(x, -height / 8, height / 8, random);      // (N, H, 1)
  const at::Tensor from_columns = columns + integers(x, -width / 8, width / 8, random);  // (N, 1, W)
  const at::Tensor index =                                                               // (N, H W)
      (from_rows.clamp(0, height - 1) * width + from_columns.clamp(0, width - 1)).flatten(1);
  const at::Tensor inside = (from_rows >= 0) & (from_rows < height) & (from_columns >= 0) & (from_columns < width);
  const at::Tensor moved = x.flatten(2).gather(2, index.unsqueeze(1).expand({-1, x.size(1), -1})).view_as(x);
  return moved * inside.unsqueeze(1);
}

at::Tensor cut_out(const at::Tensor& x, const RowNumbers& random) {
  const std::int64_t height = x.size(2);
  const std::int64_t width = x.size(3);
  const auto whole = at::TensorOptions().dtype(at::kLong).device(x.device());
  const auto apart = [&](std::int64_t side, at::IntArrayRef shape) {  // from the square's middle
    return (at::arange(side, whole).view(shape) - integers(x, 0, side, random)).abs();
  };
  const at::Tensor rows = apart(height, {1, height, 1}) < height / 4;  // (N, H, 1)
  const at::Tensor columns = apart(width, {1, 1, width}) < width / 4;  // (N, 1, W)
  return x * (rows & columns).logical_not().unsqueeze(1);
}

}  // namespace

at::Tensor augmented(at::Tensor x, const DiffAugment& kinds, const RowNumbers& random) {
  if (kinds.colour) {
    x = change_colour(x, random);
  }
  if (kinds.shift) {
    x = change_place(x, random);
  }
  if (kinds.cutout) {
    x = cut_out(x, random);
  }
  return x;
}

}  // namespace nst::train
