// SPDX-License-Identifier: GPL-3.0-or-later
//
// What kernels on rows are written with: the conversions of bfloat16, and the clones for generations of processors.
// Included by the sources of kernels only, which use nothing else: what they instantiate is compiled for one processor.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

// Loops over rows are vectorised by the compiler, once for each of these; the C library chooses when the program is
// loaded. Sanitizers are not ready that early.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define NST_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NST_KERNEL
#endif
#define NST_INLINE inline __attribute__((always_inline))
// A lambda has to be inlined too, or it would be compiled for the oldest processor.
#define NST_LAMBDA __attribute__((always_inline))

namespace nst::rows {

NST_INLINE float widen(float x) { return x; }
NST_INLINE float widen(std::uint16_t x) { return std::bit_cast<float>(static_cast<std::uint32_t>(x) << 16); }

template <class T>
NST_INLINE T narrow(float x) {
  if constexpr (sizeof(T) == sizeof(float)) {
    return x;
  } else {
    const auto bits = std::bit_cast<std::uint32_t>(x);  // rounded to nearest, ties to even
    return static_cast<T>((bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16);
  }
}

// max(x, 0) and comparisons of such values work on the bits of a bfloat16 as on those of an integer.
NST_INLINE float ordered(float x) { return x; }
NST_INLINE std::int16_t ordered(std::uint16_t x) { return static_cast<std::int16_t>(x); }

template <class T>
NST_INLINE auto positive_part(T x) {
  const auto value = ordered(x);
  return value > 0 ? value : static_cast<decltype(ordered(x))>(0);
}

/// Calls f(c) for each of the channels of a position.
template <class F>
NST_INLINE void for_each_channel(std::int64_t channels, F f) {
  // A loop of known length is vectorised as it is; one of 16 rounds by chance would be the scalar rest of one of 64.
  constexpr std::int64_t block = 16;
  std::int64_t first = 0;
  for (; first + block <= channels; first += block) {
#pragma GCC ivdep
    for (std::int64_t k = 0; k < block; ++k) {
      f(first + k);
    }
  }
  for (; first < channels; ++first) {
    f(first);
  }
}

}  // namespace nst::rows
