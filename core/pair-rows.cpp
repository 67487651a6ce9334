// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pair-rows.h"

#include "core/nets/row-kernel.h"

#include <cstdint>

namespace nst::rows {
namespace {

constexpr std::int64_t lanes = 16;
using Vector = float __attribute__((vector_size(4 * lanes)));

template <class T>
NST_INLINE void load(Vector& to, const T* from) {
  float wide[lanes];
  for (std::int64_t k = 0; k < lanes; ++k) {
    wide[k] = widen(from[k]);
  }
  __builtin_memcpy(&to, wide, sizeof to);
}

/// The inner products with `count` rows at once: x is read and widened once for all of them.
template <int count, class T>
NST_INLINE void add_inner(const T* x, const float* const* b, std::int64_t n, double* sums) {
  constexpr int chains = 4;  // sums that need not wait for each other
  Vector total[count][chains] = {};
  std::int64_t i = 0;
  for (; i + chains * lanes <= n; i += chains * lanes) {
#pragma GCC unroll 4
    for (int chain = 0; chain < chains; ++chain) {
      Vector value;
      load(value, x + i + chain * lanes);
#pragma GCC unroll 3
      for (int j = 0; j < count; ++j) {
        Vector other;
        load(other, b[j] + i + chain * lanes);
        total[j][chain] += value * other;
      }
    }
  }
  for (int j = 0; j < count; ++j) {
    const Vector all = (total[j][0] + total[j][1]) + (total[j][2] + total[j][3]);
    double sum = 0;
    for (std::int64_t k = 0; k < lanes; ++k) {
      sum += static_cast<double>(all[k]);
    }
    for (std::int64_t k = i; k < n; ++k) {
      sum += static_cast<double>(widen(x[k]) * b[j][k]);
    }
    sums[j] += sum;
  }
}

}  // namespace

template <class T>
NST_KERNEL void add_inner_products(const T* x, const float* const* b, int count, std::int64_t n, double* sums) {
  int j = 0;
  for (; j + 3 <= count; j += 3) {
    add_inner<3>(x, b + j, n, sums + j);
  }
  if (count - j == 2) {
    add_inner<2>(x, b + j, n, sums + j);
  } else if (count - j == 1) {
    add_inner<1>(x, b + j, n, sums + j);
  }
}

template <class T>
NST_KERNEL void add_scaled(const T* __restrict__ x, float factor, float* __restrict__ out, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    out[i] += factor * widen(x[i]);
  }
}

NST_KERNEL void widen_row(const std::uint16_t* __restrict__ x, float* __restrict__ out, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    out[i] = widen(x[i]);
  }
}

template void add_inner_products(const float*, const float* const*, int, std::int64_t, double*);
template void add_inner_products(const std::uint16_t*, const float* const*, int, std::int64_t, double*);
template void add_scaled(const float*, float, float*, std::int64_t);
template void add_scaled(const std::uint16_t*, float, float*, std::int64_t);

}  // namespace nst::rows
