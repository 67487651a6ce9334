// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/rows.h"

#include "core/nets/row-kernel.h"

namespace nst::rows {
namespace {

// Eight bytes of 0 or 1 become eight bits: the product gathers byte i's bit in bit 56 + i.
NST_INLINE std::uint64_t pack(const std::uint8_t* flags) {
  std::uint64_t word = 0;
  for (int byte = 0; byte < 8; ++byte) {
    std::uint64_t eight = 0;
    __builtin_memcpy(&eight, flags + 8 * byte, 8);
    word |= ((eight * 0x0102040810204080U) >> 56) << (8 * byte);
  }
  return word;
}

template <class T>
NST_INLINE std::uint64_t rectify_word(const T* in, T* out, std::int64_t count) {
  std::uint8_t flags[64] = {};
  for (std::int64_t i = 0; i < count; ++i) {
    flags[i] = ordered(in[i]) > 0;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    out[i] = static_cast<T>(positive_part(in[i]));
  }
  return pack(flags);
}

// The bits of a word, one for each lane of `out`, in lanes as wide as T.
template <class T, bool has_g, bool has_inject>
NST_INLINE void gate_word(const T* g, const T* inject, std::uint64_t word, T* out, std::int64_t count) {
  using Lane = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint16_t>;
  constexpr int lanes = 8 * sizeof(Lane);
  for (std::int64_t first = 0; first < count; first += lanes) {
    const auto bits = static_cast<Lane>(word >> first);
    const std::int64_t end = count - first < lanes ? count - first : lanes;
#pragma GCC ivdep
    for (std::int64_t i = 0; i < end; ++i) {
      // Not `set ? value : 0`, of which the compiler makes a branch.
      const Lane mask = (bits & static_cast<Lane>(Lane{1} << i)) != 0 ? static_cast<Lane>(~Lane{0}) : Lane{0};
      T value{};
      if constexpr (has_g && has_inject) {
        value = narrow<T>(widen(g[first + i]) + widen(inject[first + i]));
      } else {
        value = has_g ? g[first + i] : inject[first + i];
      }
      out[first + i] = std::bit_cast<T>(static_cast<Lane>(std::bit_cast<Lane>(value) & mask));
    }
  }
}

template <class T, bool has_g, bool has_inject>
NST_INLINE void gate_row(const T* g, const T* inject, const std::uint64_t* positive, T* out, std::int64_t n) {
  std::int64_t i = 0;
  for (; i + 64 <= n; i += 64) {
    gate_word<T, has_g, has_inject>(g + i, inject + i, positive[i / 64], out + i, 64);
  }
  if (i < n) {
    gate_word<T, has_g, has_inject>(g + i, inject + i, positive[i / 64], out + i, n - i);
  }
}

}  // namespace

template <class T>
NST_KERNEL void rectify(const T* in, T* out, std::uint64_t* positive, std::int64_t n) {
  if (positive == nullptr) {
    for (std::int64_t i = 0; i < n; ++i) {
      out[i] = static_cast<T>(positive_part(in[i]));
    }
    return;
  }
  std::int64_t i = 0;
  for (; i + 64 <= n; i += 64) {
    positive[i / 64] = rectify_word(in + i, out + i, 64);
  }
  if (i < n) {
    positive[i / 64] = rectify_word(in + i, out + i, n - i);
  }
}

template <class T>
NST_KERNEL void gate(const T* g, const T* inject, const std::uint64_t* positive, T* out, std::int64_t n) {
  if (g != nullptr && inject != nullptr) {
    gate_row<T, true, true>(g, inject, positive, out, n);
  } else if (g != nullptr) {
    gate_row<T, true, false>(g, g, positive, out, n);
  } else {
    gate_row<T, false, true>(inject, inject, positive, out, n);
  }
}

template void rectify(const float*, float*, std::uint64_t*, std::int64_t);
template void rectify(const std::uint16_t*, std::uint16_t*, std::uint64_t*, std::int64_t);
template void gate(const float*, const float*, const std::uint64_t*, float*, std::int64_t);
template void gate(const std::uint16_t*, const std::uint16_t*, const std::uint64_t*, std::uint16_t*, std::int64_t);

}  // namespace nst::rows
