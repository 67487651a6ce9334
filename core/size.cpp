// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/size.h"

#include <algorithm>
#include <cmath>

namespace nst {

Size scaled(const Size& size, double longer) {
  const double factor = longer / static_cast<double>(std::max(size.height, size.width));
  const auto side = [&](std::int64_t length) {
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(length) * factor));
  };
  return {side(size.height), side(size.width)};
}

Size padded(const Size& size, std::int64_t multiple) {
  const auto side = [&](std::int64_t length) { return (length + multiple - 1) / multiple * multiple; };
  return {side(size.height), side(size.width)};
}

}  // namespace nst
