// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/row-kernel.h"
#include "core/nets/rows.h"

#include <cstdint>

namespace nst::rows {
namespace {

/// Calls f(i, j) for each value of a pooled row, i its index there and j that of its upper left one.
template <class F>
NST_INLINE void for_each_pooled(Row row, F f) {
  for (std::int64_t x = 0; x < row.width; ++x) {
    const std::int64_t i = x * row.channels;
    for_each_channel(row.channels, [=](std::int64_t c) NST_LAMBDA { f(i + c, 2 * i + c); });
  }
}

// Which of the four is the first that is the maximum, as a bit; 0 if none is positive.
template <class V>
NST_INLINE std::uint8_t code_of(V maximum, V a, V b, V c) {
  const int first = a == maximum ? 1 : b == maximum ? 2 : c == maximum ? 4 : 8;
  return static_cast<std::uint8_t>(maximum > 0 ? first : 0);
}

template <class V>
NST_INLINE V larger(V a, V b) {
  return a > b ? a : b;
}

}  // namespace

template <class T>
NST_KERNEL void pool_average(const T* __restrict__ upper, const T* __restrict__ lower, T* __restrict__ out, Row row,
                             float factor) {
  const auto at = [](const T* x, std::int64_t i) NST_LAMBDA { return widen(static_cast<T>(positive_part(x[i]))); };
  const std::int64_t right = row.channels;
  for_each_pooled(row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA {
    out[i] = narrow<T>((at(upper, j) + at(upper, j + right) + at(lower, j) + at(lower, j + right)) * (factor / 4));
  });
}

template <class T>
NST_KERNEL void unpool_average(const T* __restrict__ g, T* __restrict__ out, Row row, float factor) {
  const std::int64_t right = row.channels;
  for_each_pooled(row, [=](std::int64_t i, std::int64_t j)
                           NST_LAMBDA { out[j] = out[j + right] = narrow<T>(widen(g[i]) * (factor / 4)); });
}

template <class T>
NST_KERNEL void pool_max(const T* __restrict__ upper, const T* __restrict__ lower, T* __restrict__ out,
                         std::uint8_t* __restrict__ codes, Row row, float factor) {
  const std::int64_t right = row.channels;
  const auto maximum = [=](std::int64_t j) NST_LAMBDA {
    return larger(larger(positive_part(upper[j]), positive_part(upper[j + right])),
                  larger(positive_part(lower[j]), positive_part(lower[j + right])));
  };
  if (codes != nullptr) {
    for_each_pooled(row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA {
      codes[i] = code_of(maximum(j), positive_part(upper[j]), positive_part(upper[j + right]), positive_part(lower[j]));
    });
  }
  for_each_pooled(row, [=](std::int64_t i, std::int64_t j)
                           NST_LAMBDA { out[i] = narrow<T>(widen(static_cast<T>(maximum(j))) * factor); });
}

template <class T>
NST_KERNEL void unpool_max(const T* __restrict__ g, const std::uint8_t* __restrict__ codes, T* __restrict__ upper,
                           T* __restrict__ lower, Row row, float factor) {
  const std::int64_t right = row.channels;
  for_each_pooled(row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA {
    const T value = narrow<T>(widen(g[i]) * factor);
    const std::uint8_t code = codes[i];
    upper[j] = (code & 1) != 0 ? value : T{};
    upper[j + right] = (code & 2) != 0 ? value : T{};
    lower[j] = (code & 4) != 0 ? value : T{};
    lower[j + right] = (code & 8) != 0 ? value : T{};
  });
}

template <class T>
NST_KERNEL void pool_l2(const T* __restrict__ upper, const T* __restrict__ lower, T* __restrict__ out, Row row,
                        float factor) {
  const auto square = [](const T* x, std::int64_t i) NST_LAMBDA {
    const float value = widen(static_cast<T>(positive_part(x[i])));
    return value * value;
  };
  const std::int64_t right = row.channels;
  for_each_pooled(row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA {
    const float sum = square(upper, j) + square(upper, j + right) + square(lower, j) + square(lower, j + right);
    out[i] = narrow<T>(__builtin_sqrtf(sum / 4) * factor);
  });
}

template <class T>
NST_KERNEL void unpool_l2(const T* __restrict__ g, const T* __restrict__ x_upper, const T* __restrict__ x_lower,
                          T* __restrict__ upper, T* __restrict__ lower, Row row, float factor) {
  const std::int64_t right = row.channels;
  for_each_pooled(row, [=](std::int64_t i, std::int64_t j) NST_LAMBDA {
    const float a = widen(x_upper[j]);
    const float b = widen(x_upper[j + right]);
    const float c = widen(x_lower[j]);
    const float d = widen(x_lower[j + right]);
    // Where all four are 0 the root has no gradient; 0 is what the ReLU before it would make of any.
    const float sum = a * a + b * b + c * c + d * d;
    const float share = widen(g[i]) * factor / (2 * __builtin_sqrtf(sum > 0 ? sum : 1.F));
    upper[j] = narrow<T>(share * a);
    upper[j + right] = narrow<T>(share * b);
    lower[j] = narrow<T>(share * c);
    lower[j + right] = narrow<T>(share * d);
  });
}

#define NST_INSTANTIATE(T)                                                     \
  template void pool_average(const T*, const T*, T*, Row, float);              \
  template void unpool_average(const T*, T*, Row, float);                      \
  template void pool_max(const T*, const T*, T*, std::uint8_t*, Row, float);   \
  template void unpool_max(const T*, const std::uint8_t*, T*, T*, Row, float); \
  template void pool_l2(const T*, const T*, T*, Row, float);                   \
  template void unpool_l2(const T*, const T*, const T*, T*, T*, Row, float);
NST_INSTANTIATE(float)
NST_INSTANTIATE(std::uint16_t)
#undef NST_INSTANTIATE

}  // namespace nst::rows
