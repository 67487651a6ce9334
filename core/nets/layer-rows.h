// SPDX-License-Identifier: GPL-3.0-or-later
//
// A layer's tensor as rows of plain memory, for the kernels in rows.h, and the pixel of reflection around it. Used by
// between, edges and upward only.
#pragma once

#include "core/nets/rows.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace nst {

// Less work than this many values is not worth waking another thread.
inline constexpr std::int64_t values_per_task = 16384;

template <class T>
T* data(const at::Tensor& x) {
  return static_cast<T*>(x.data_ptr());
}

/// The rows of a tensor; `at` of a padded one counts from -1.
template <class T>
struct Rows {
  T* first;
  std::int64_t stride;
  T* at(std::int64_t y) const { return first + y * stride; }
};

template <class T>
Rows<T> rows_of(const at::Tensor& x) {
  return {data<T>(x), x.size(1) * x.size(3)};
}

template <class T>
Rows<T> inner_rows_of(const at::Tensor& padded) {
  const std::int64_t stride = padded.size(1) * padded.size(3);
  return {data<T>(padded) + stride + padded.size(1), stride};
}

inline at::Tensor empty(std::int64_t channels, std::int64_t height, std::int64_t width, const at::Tensor& like) {
  return at::empty({1, channels, height, width}, like.options(), at::MemoryFormat::ChannelsLast);
}

template <class F>
void for_rows(std::int64_t count, std::int64_t values_per_row, F f) {
  at::parallel_for(0, count, std::max<std::int64_t>(1, values_per_task / values_per_row),
                   [&](std::int64_t begin, std::int64_t end) {
                     for (std::int64_t y = begin; y < end; ++y) {
                       f(y);
                     }
                   });
}

/// Calls f with the type of the values as rows.h names it.
template <class F>
auto with_type(at::ScalarType type, F f) {
  return type == at::kBFloat16 ? f(std::uint16_t{}) : f(float{});
}

template <class T>
void reflect_sides(T* row, std::int64_t channels, std::int64_t width) {
  std::copy_n(row + channels, channels, row - channels);
  std::copy_n(row + (width - 2) * channels, channels, row + width * channels);
}

/// Fills the first and the last row of a padded tensor.
template <class T>
void reflect_ends(const at::Tensor& padded) {
  const Rows<T> rows = rows_of<T>(padded);
  const std::int64_t height = padded.size(2);
  std::copy_n(rows.at(2), rows.stride, rows.at(0));
  std::copy_n(rows.at(height - 3), rows.stride, rows.at(height - 1));
}

/// T as a type that one can reckon with.
template <class T>
using Number = std::conditional_t<sizeof(T) == 4, float, at::BFloat16>;

/// The way back from reflection: what arrived at the frame of g is added to the pixels that it mirrors.
template <class T>
void fold(const at::Tensor& g) {
  const std::int64_t channels = g.size(1);
  const std::int64_t height = g.size(2);
  const std::int64_t width = g.size(3);
  const Rows<T> layer = rows_of<T>(g);
  rows::add<T>(layer.at(0), layer.at(2), layer.stride);
  rows::add<T>(layer.at(height - 1), layer.at(height - 3), layer.stride);
  for (std::int64_t y = 1; y < height - 1; ++y) {
    rows::add<T>(layer.at(y), layer.at(y) + 2 * channels, channels);
    rows::add<T>(layer.at(y) + (width - 1) * channels, layer.at(y) + (width - 3) * channels, channels);
  }
}

}  // namespace nst
