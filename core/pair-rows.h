// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums over the long rows that L-BFGS's pairs are, on plain memory. T is float, or std::uint16_t for the bits of a
// bfloat16. Private to l-bfgs-sums.
#pragma once

#include <cstdint>

namespace nst::rows {

/// sums[j] += the inner product of x with b[j], for `count` rows of n floats. Parts of such a sum are
/// added up as floats: call it with few thousand values at a time.
template <class T>
void add_inner_products(const T* x, const float* const* b, int count, std::int64_t n, double* sums);

/// out += factor * x
template <class T>
void add_scaled(const T* x, float factor, float* out, std::int64_t n);

/// out = x
void widen_row(const std::uint16_t* x, float* out, std::int64_t n);

}  // namespace nst::rows
