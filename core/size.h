// SPDX-License-Identifier: GPL-3.0-or-later
//
// The size of a picture that is worked on, and what follows from it without a look at the picture. Private to the core.
#pragma once

#include <cstdint>

namespace nst {

struct Size {
  std::int64_t height;
  std::int64_t width;

  bool operator==(const Size&) const = default;
};

/// The shorter side of everything that is painted or learned from, in px: the deepest features of a VGG-like encoder
/// need two positions in each direction.
inline constexpr int least_painted_side = 32;

/// The size with the same aspect whose longer side is `longer`, no side under 1.
Size scaled(const Size& size, double longer);

/// The size with both sides rounded up to multiples of `multiple`.
Size padded(const Size& size, std::int64_t multiple);

}  // namespace nst
