// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happens to one row of a layer between two convolutions: ReLU, pooling and their ways back, on plain memory. A
// row is W positions of C channels each, channels innermost. T is float, or std::uint16_t for the bits of a bfloat16.
// Compiled for several generations of processors; the fitting one is chosen at the start. Used by nets/between and
// nets/upward.
#pragma once

#include <cstdint>

namespace nst::rows {

/// A bit for each of n values, and whole words.
constexpr std::int64_t words(std::int64_t n) { return (n + 63) / 64; }

/// out = max(in, 0); out may be `in`. positive: a bit for each of n values, set where it is > 0; or nullptr.
template <class T>
void rectify(const T* in, T* out, std::uint64_t* positive, std::int64_t n);

/// out = g + inject where the bit of `positive` is set, else 0. g or inject may be nullptr; out may be either.
template <class T>
void gate(const T* g, const T* inject, const std::uint64_t* positive, T* out, std::int64_t n);

/// A row of `width` pooled positions from two rows of 2 * width positions. All pooling sees the values after ReLU,
/// whether the rows have been through it or not.
struct Row {
  std::int64_t width;  ///< of the pooled row
  std::int64_t channels;
};

/// The mean of 2 x 2 values times `factor`.
template <class T>
void pool_average(const T* upper, const T* lower, T* out, Row row, float factor);
/// The way back, before the ReLU's: both rows get the same.
template <class T>
void unpool_average(const T* g, T* out, Row row, float factor);

/// The maximum of 2 x 2 values times `factor`. codes: for each pooled value which of upper left, upper right, lower
/// left and lower right it is, as bit 0 to 3, or 0 where no value is positive; or nullptr.
template <class T>
void pool_max(const T* upper, const T* lower, T* out, std::uint8_t* codes, Row row, float factor);
template <class T>
void unpool_max(const T* g, const std::uint8_t* codes, T* upper, T* lower, Row row, float factor);

/// The root of the mean of the squares of 2 x 2 values times `factor`.
template <class T>
void pool_l2(const T* upper, const T* lower, T* out, Row row, float factor);
/// x_upper, x_lower: what was pooled, after ReLU.
template <class T>
void unpool_l2(const T* g, const T* x_upper, const T* x_lower, T* upper, T* lower, Row row, float factor);

/// out = the maxima of the windows of 2 x 2 at each of n values of two rows, whose right neighbours lie `channels`
/// further. codes as above; or nullptr.
template <class T>
void window_max(const T* upper, const T* lower, float* out, std::uint8_t* codes, std::int64_t n, std::int64_t channels);
/// out = factor times the sum of the 2 x 2 maxima in two rows of 2 * width; `lower` may be `upper`.
template <class T>
void sum_windows(const float* upper, const float* lower, T* out, Row row, float factor);
/// out[2 X] = out[2 X + 1] = factor * g[X], for `row.width` positions.
template <class T>
void spread(const T* g, float* out, Row row, float factor);
/// The gradient of n values of which each lies in four windows: those that begin in its own row (its own, and the one
/// `channels` before it) with the gradients `lower` and codes `lower_codes`, and those that begin in the row above.
template <class T>
void gather_windows(const float* upper, const std::uint8_t* upper_codes, float upper_factor, const float* lower,
                    const std::uint8_t* lower_codes, float lower_factor, T* out, std::int64_t n, std::int64_t channels);

/// sum += x, n values.
template <class T>
void add(const T* x, T* sum, std::int64_t n);
/// A row of 2 * width positions out of squares of 2 x 2 of them, 4 * channels values each: the left one of square X and
/// the right one of square X + 1, plus `beside` unless it is nullptr, after ReLU. squares: from the values of the
/// row's left one on.
template <class T>
void join_squares(const T* squares, const T* beside, T* out, Row row);

/// The rows of x, `count` of `channels` values, as floats; the same times a weight each, unless weights are nullptr;
/// and the sum of the latter added to `sum`. `channels` must be a multiple of 16.
template <class T>
void weigh(const T* x, const float* weights, float* values, float* weighted, float* sum, std::int64_t count,
           std::int64_t channels);
/// out += the sum over `count` rows of a b^T, (channels, channels), at and right of the diagonal; what else is written
/// has no meaning. `channels` must be a multiple of 16. Sums of many rows lose precision: add few hundred at a time.
void add_product(const float* a, const float* b, float* out, std::int64_t count, std::int64_t channels);

}  // namespace nst::rows
