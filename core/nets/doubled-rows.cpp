// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/row-kernel.h"
#include "core/nets/rows.h"

#include <cstdint>

namespace nst::rows {
namespace {

/// Calls f(i, j) for each value of a row of pairs: i its index there, j that in the row of squares.
template <class F>
NST_INLINE void for_each_pair(Row row, F f) {
  for (std::int64_t x = 0; x < 2 * row.width; ++x) {
    const std::int64_t i = x * row.channels;
    const std::int64_t j = ((x / 2 + x % 2) * 4 + x % 2) * row.channels;
    for_each_channel(row.channels, [=](std::int64_t c) NST_LAMBDA { f(i + c, j + c); });
  }
}

}  // namespace

template <class T>
NST_KERNEL void join_squares(const T* __restrict__ squares, const T* __restrict__ beside, T* __restrict__ out,
                             Row row) {
  if (beside == nullptr) {
    for_each_pair(
        row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA { out[i] = static_cast<T>(positive_part(squares[j])); });
    return;
  }
  for_each_pair(row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA {
    out[i] = static_cast<T>(positive_part(narrow<T>(widen(squares[j]) + widen(beside[i]))));
  });
}

template <class T>
NST_KERNEL void add(const T* __restrict__ x, T* __restrict__ sum, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    sum[i] = narrow<T>(widen(sum[i]) + widen(x[i]));
  }
}

template void join_squares(const float*, const float*, float*, Row);
template void join_squares(const std::uint16_t*, const std::uint16_t*, std::uint16_t*, Row);
template void add(const float*, float*, std::int64_t);
template void add(const std::uint16_t*, std::uint16_t*, std::int64_t);

}  // namespace nst::rows
