// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/row-kernel.h"
#include "core/nets/rows.h"

#include <cstdint>

namespace nst::rows {
namespace {

template <class T>
NST_INLINE float value_at(const T* x, std::int64_t i) {
  return widen(static_cast<T>(positive_part(x[i])));
}

NST_INLINE float if_set(std::uint8_t code, std::uint8_t bit, float value) { return (code & bit) != 0 ? value : 0.F; }

}  // namespace

template <class T>
NST_KERNEL void window_max(const T* __restrict__ upper, const T* __restrict__ lower, float* __restrict__ out,
                           std::uint8_t* __restrict__ codes, std::int64_t n, std::int64_t channels) {
  for (std::int64_t i = 0; i < n; ++i) {
    const auto above = positive_part(upper[i]) > positive_part(upper[i + channels])
                           ? positive_part(upper[i])
                           : positive_part(upper[i + channels]);
    const auto below = positive_part(lower[i]) > positive_part(lower[i + channels])
                           ? positive_part(lower[i])
                           : positive_part(lower[i + channels]);
    out[i] = widen(static_cast<T>(above > below ? above : below));
  }
  if (codes == nullptr) {
    return;
  }
  for (std::int64_t i = 0; i < n; ++i) {
    const int first = value_at(upper, i) == out[i]              ? 1
                      : value_at(upper, i + channels) == out[i] ? 2
                      : value_at(lower, i) == out[i]            ? 4
                                                                : 8;
    codes[i] = static_cast<std::uint8_t>(out[i] > 0 ? first : 0);
  }
}

template <class T>
NST_KERNEL void sum_windows(const float* upper, const float* lower, T* __restrict__ out, Row row, float factor) {
  for (std::int64_t x = 0; x < row.width; ++x) {
    const std::int64_t i = x * row.channels;
    for (std::int64_t c = i; c < i + row.channels; ++c) {
      const std::int64_t left = i + c;
      const std::int64_t right = left + row.channels;
      out[c] = narrow<T>((upper[left] + upper[right] + lower[left] + lower[right]) * factor);
    }
  }
}

template <class T>
NST_KERNEL void spread(const T* __restrict__ g, float* __restrict__ out, Row row, float factor) {
  for (std::int64_t x = 0; x < row.width; ++x) {
    const std::int64_t i = x * row.channels;
    for (std::int64_t c = i; c < i + row.channels; ++c) {
      out[i + c] = out[i + c + row.channels] = widen(g[c]) * factor;
    }
  }
}

template <class T>
NST_KERNEL void gather_windows(const float* upper, const std::uint8_t* upper_codes, float upper_factor,
                               const float* lower, const std::uint8_t* lower_codes, float lower_factor,
                               T* __restrict__ out, std::int64_t n, std::int64_t channels) {
  for (std::int64_t i = 0; i < n; ++i) {
    const float from_lower =
        if_set(lower_codes[i], 1, lower[i]) + if_set(lower_codes[i - channels], 2, lower[i - channels]);
    const float from_upper =
        if_set(upper_codes[i], 4, upper[i]) + if_set(upper_codes[i - channels], 8, upper[i - channels]);
    out[i] = narrow<T>(lower_factor * from_lower + upper_factor * from_upper);
  }
}

#define NST_INSTANTIATE(T)                                                                                             \
  template void window_max(const T*, const T*, float*, std::uint8_t*, std::int64_t, std::int64_t);                     \
  template void sum_windows(const float*, const float*, T*, Row, float);                                               \
  template void spread(const T*, float*, Row, float);                                                                  \
  template void gather_windows(const float*, const std::uint8_t*, float, const float*, const std::uint8_t*, float, T*, \
                               std::int64_t, std::int64_t);
NST_INSTANTIATE(float)
NST_INSTANTIATE(std::uint16_t)
#undef NST_INSTANTIATE

}  // namespace nst::rows
