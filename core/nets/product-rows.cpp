// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/row-kernel.h"
#include "core/nets/rows.h"

#include <cstdint>

namespace nst::rows {
namespace {

using Vector = float __attribute__((vector_size(64)));  // halved or quartered where the processor's are shorter
constexpr std::int64_t lanes = 16;
constexpr std::int64_t rows_of_tile = 8;

NST_INLINE void load(Vector& to, const float* from) { __builtin_memcpy(&to, from, sizeof to); }
NST_INLINE void store(float* to, const Vector& from) { __builtin_memcpy(to, &from, sizeof from); }

/// A tile of 8 x 32 or 8 x 16 of the product, which stays in registers.
template <int columns>
NST_INLINE void product_tile(const float* a, const float* b, std::int64_t count, std::int64_t channels, float* out) {
  Vector sum[rows_of_tile][columns] = {};
  for (std::int64_t k = 0; k < count; ++k) {
    Vector right[columns];
    for (int j = 0; j < columns; ++j) {
      load(right[j], b + k * channels + j * lanes);
    }
#pragma GCC unroll 8
    for (std::int64_t i = 0; i < rows_of_tile; ++i) {
#pragma GCC unroll 2
      for (int j = 0; j < columns; ++j) {
        sum[i][j] += a[k * channels + i] * right[j];
      }
    }
  }
#pragma GCC unroll 8
  for (std::int64_t i = 0; i < rows_of_tile; ++i) {
#pragma GCC unroll 2
    for (int j = 0; j < columns; ++j) {
      Vector before;
      load(before, out + i * channels + j * lanes);
      store(out + i * channels + j * lanes, before + sum[i][j]);
    }
  }
}

}  // namespace

NST_KERNEL void add_product(const float* a, const float* b, float* out, std::int64_t count, std::int64_t channels) {
  for (std::int64_t i = 0; i < channels; i += rows_of_tile) {
    // Only what is not left of the diagonal's tiles; the rest follows by symmetry.
    std::int64_t j = i / lanes * lanes;
    for (; j + 2 * lanes <= channels; j += 2 * lanes) {
      product_tile<2>(a + i, b + j, count, channels, out + i * channels + j);
    }
    if (j < channels) {
      product_tile<1>(a + i, b + j, count, channels, out + i * channels + j);
    }
  }
}

template <class T>
NST_KERNEL void weigh(const T* x, const float* weights, float* values, float* weighted, float* sum, std::int64_t count,
                      std::int64_t channels) {
  for (std::int64_t c = 0; c < channels; c += lanes) {
    Vector total;
    load(total, sum + c);
    for (std::int64_t k = 0; k < count; ++k) {
      const std::int64_t first = k * channels + c;
      float wide[lanes];
      for (std::int64_t i = 0; i < lanes; ++i) {
        wide[i] = widen(x[first + i]);
      }
      Vector value;
      load(value, wide);
      store(values + first, value);
      if (weights != nullptr) {
        value *= weights[k];
        store(weighted + first, value);
      }
      total += value;
    }
    store(sum + c, total);
  }
}

template void weigh(const float*, const float*, float*, float*, float*, std::int64_t, std::int64_t);
template void weigh(const std::uint16_t*, const float*, float*, float*, float*, std::int64_t, std::int64_t);

}  // namespace nst::rows
