// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/feather.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nst::gimp {
namespace {

constexpr int passes = 3;

/// Weights 1 up to `reach` from the middle and `rim` on the next value at both ends.
struct Box {
  int reach;
  double rim;
};

/// The extended box whose variance is that of a Gaussian with deviation `sigma`, shared by all passes.
Box box_for(double sigma) {
  const double variance = sigma * sigma / passes;
  const int reach = static_cast<int>(std::floor((std::sqrt(12 * variance + 1) - 1) / 2));
  const double next = reach + 1.0;
  return {reach, (2 * reach + 1) * (reach * next - 3 * variance) / (6 * (variance - next * next))};
}

/// A line of the mask, filtered in place. `sums` has room for one value more than the line.
void filter(float* line, std::size_t count, std::size_t stride, const Box& box, std::vector<double>& sums) {
  const auto last = static_cast<std::ptrdiff_t>(count) - 1;
  const double first_value = line[0];
  const double last_value = line[static_cast<std::size_t>(last) * stride];
  sums[0] = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sums[i + 1] = sums[i] + line[i * stride];
  }
  // The sum of all values before place `i`, with those at the ends going on.
  const auto before = [&](std::ptrdiff_t i) {
    return i < 0          ? static_cast<double>(i) * first_value
           : i > last + 1 ? sums[count] + static_cast<double>(i - last - 1) * last_value
                          : sums[static_cast<std::size_t>(i)];
  };
  const double weight = 1 / (2.0 * box.reach + 1 + 2 * box.rim);
  for (std::ptrdiff_t i = 0; i <= last; ++i) {
    const double inner = before(i + box.reach + 1) - before(i - box.reach);
    const double outer = before(i + box.reach + 2) - before(i - box.reach - 1) - inner;
    const double value = weight * (inner + box.rim * outer);
    line[static_cast<std::size_t>(i) * stride] = static_cast<float>(std::clamp(value, 0.0, 1.0));
  }
}

}  // namespace

Image feathered(Image mask, double radius) {
  constexpr double deviations = 3.5;  // as app/gegl/gimp-gegl-apply-operation.c of GIMP
  if (mask.empty() || !(radius > 0)) {
    return mask;
  }
  const Box box = box_for(radius / deviations);
  const auto width = static_cast<std::size_t>(mask.width);
  const auto height = static_cast<std::size_t>(mask.height);
  std::vector<double> sums(std::max(width, height) + 1);
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t y = 0; y < height; ++y) {
      filter(mask.pixels.data() + y * width, width, 1, box, sums);
    }
    for (std::size_t x = 0; x < width; ++x) {
      filter(mask.pixels.data() + x, height, width, box, sums);
    }
  }
  return mask;
}

}  // namespace nst::gimp
