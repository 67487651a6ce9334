// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/upward.h"

#include "core/nets/layer-rows.h"
#include "core/nets/rows.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst {
namespace {

/// Fills the pixels beside a row, whose pixels are `channels` values each.
template <class T>
void fill_sides(T* row, std::int64_t channels, std::int64_t width, Border border) {
  if (border == Border::reflected) {
    return reflect_sides(row, channels, width);
  }
  std::copy_n(row, channels, row - channels);
  std::copy_n(row + (width - 1) * channels, channels, row + width * channels);
}

/// Fills the first and the last row of a padded tensor.
template <class T>
void fill_ends(const at::Tensor& padded, Border border) {
  if (border == Border::reflected) {
    return reflect_ends<T>(padded);
  }
  const Rows<T> rows = rows_of<T>(padded);
  const std::int64_t height = padded.size(2);
  std::copy_n(rows.at(1), rows.stride, rows.at(0));
  std::copy_n(rows.at(height - 2), rows.stride, rows.at(height - 1));
}

/// Calls fill(row, y) for the rows inside of a padded tensor, then fills its border.
template <class T, class Fill>
void fill_padded(const at::Tensor& padded, Border border, Fill fill) {
  const std::int64_t channels = padded.size(1);
  const std::int64_t width = padded.size(3) - 2;
  const Rows<T> rows = inner_rows_of<T>(padded);
  for_rows(padded.size(2) - 2, channels * width, [&](std::int64_t y) {
    fill(rows.at(y), y);
    fill_sides(rows.at(y), channels, width, border);
  });
  fill_ends<T>(padded, border);
}

at::Tensor empty_padded(std::int64_t channels, std::int64_t height, std::int64_t width, const at::Tensor& like) {
  return empty(channels, height + 2, width + 2, like);
}

}  // namespace

at::Tensor surrounded(const at::Tensor& x) {
  const at::Tensor padded = empty_padded(x.size(1), x.size(2), x.size(3), x);
  with_type(x.scalar_type(), [&](auto any) {
    using T = decltype(any);
    const Rows<T> from = rows_of<T>(x);
    fill_padded<T>(padded, Border::reflected,
                   [&](T* row, std::int64_t y) { std::copy_n(from.at(y), from.stride, row); });
  });
  return padded;
}

at::Tensor rectified(const at::Tensor& y, Border border) {
  const at::Tensor padded = empty_padded(y.size(1), y.size(2), y.size(3), y);
  with_type(y.scalar_type(), [&](auto any) {
    using T = decltype(any);
    const Rows<T> from = rows_of<T>(y);
    fill_padded<T>(padded, border,
                   [&](T* row, std::int64_t at) { rows::rectify<T>(from.at(at), row, nullptr, from.stride); });
  });
  return padded;
}

void add_inside(const at::Tensor& x, const at::Tensor& y, Border border) {
  with_type(x.scalar_type(), [&](auto any) {
    using T = decltype(any);
    const Rows<T> from = rows_of<T>(y);
    fill_padded<T>(x, border, [&](T* row, std::int64_t at) { rows::add<T>(from.at(at), row, from.stride); });
  });
}

at::Tensor doubled_weights(const at::Tensor& weight) {
  // Which taps of three fall on which of two positions, for the first and the second pixel of a pair: (pixel, position,
  // tap)
  const at::Tensor falls =
      at::tensor({1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1}, weight.options().dtype(at::kFloat)).view({2, 2, 3});
  const std::int64_t outputs = weight.size(0);
  const std::int64_t inputs = weight.size(1);
  // Over the columns, (C_out C_in 3, pixel 2 x position 2), then over the rows.
  const at::Tensor columns = weight.to(at::kFloat).reshape({-1, 3}).matmul(falls.view({4, 3}).t());
  const at::Tensor rows = columns.view({outputs, inputs, 3, 4}).transpose(2, 3).matmul(falls.view({4, 3}).t());
  return rows
      .view({outputs, inputs, 2, 2, 2, 2})  // (C_out, C_in, column's pixel and position, row's)
      .permute({4, 2, 0, 1, 5, 3})          // (row's pixel, column's pixel, C_out, C_in, row, column)
      .reshape({4 * outputs, inputs, 2, 2})
      .to(weight.scalar_type())
      .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor joined(const at::Tensor& squares, const at::Tensor& beside, Border border) {
  const std::int64_t channels = squares.size(1) / 4;
  const std::int64_t width = squares.size(3) - 1;
  const at::Tensor padded = empty_padded(channels, 2 * (squares.size(2) - 1), 2 * width, squares);
  with_type(squares.scalar_type(), [&](auto any) {
    using T = decltype(any);
    const Rows<T> from = rows_of<T>(squares);
    const Rows<T> more = beside.defined() ? rows_of<T>(beside) : Rows<T>{nullptr, 0};
    fill_padded<T>(padded, border, [&](T* row, std::int64_t y) {
      const T* const squares_row = from.at(y / 2 + y % 2) + y % 2 * 2 * channels;
      rows::join_squares<T>(squares_row, beside.defined() ? more.at(y) : nullptr, row, {width, channels});
    });
  });
  return padded;
}

}  // namespace nst
