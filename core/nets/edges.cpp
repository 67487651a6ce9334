// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/between.h"
#include "core/nets/layer-rows.h"

#include <array>
#include <cstdint>

namespace nst {

at::Tensor enter(const at::Tensor& picture, const std::array<double, 3>& mean, const std::array<double, 3>& deviation,
                 at::ScalarType type) {
  if (!picture.is_cpu()) {
    return generic::enter(picture, mean, deviation, type);
  }
  const std::int64_t height = picture.size(2);
  const std::int64_t width = picture.size(3);
  const at::Tensor padded =
      at::empty({1, 3, height + 2, width + 2}, picture.options().dtype(type), at::MemoryFormat::ChannelsLast);
  std::array<float, 3> factor{};
  std::array<float, 3> offset{};
  for (std::size_t c = 0; c < 3; ++c) {
    factor[c] = static_cast<float>(1 / deviation[c]);
    offset[c] = static_cast<float>(-mean[c] / deviation[c]);
  }
  const auto pixels = picture.accessor<float, 4>()[0];
  with_type(type, [&](auto any) {
    using T = decltype(any);
    const Rows<T> rows = inner_rows_of<T>(padded);
    for_rows(height, 3 * width, [&](std::int64_t y) {
      auto* const row = reinterpret_cast<Number<T>*>(rows.at(y));
      for (std::int64_t x = 0; x < width; ++x) {
        for (std::size_t c = 0; c < 3; ++c) {
          row[3 * x + c] = static_cast<Number<T>>(pixels[static_cast<std::int64_t>(c)][y][x] * factor[c] + offset[c]);
        }
      }
      reflect_sides(rows.at(y), 3, width);
    });
    reflect_ends<T>(padded);
  });
  return padded;
}

at::Tensor leave(at::Tensor g, const std::array<double, 3>& deviation) {
  if (!g.is_cpu()) {
    return generic::leave(g, deviation);
  }
  const std::int64_t height = g.size(2) - 2;
  const std::int64_t width = g.size(3) - 2;
  const at::Tensor result =
      at::empty({1, 3, height, width}, g.options().dtype(at::kFloat), at::MemoryFormat::ChannelsLast);
  with_type(g.scalar_type(), [&](auto any) {
    using T = decltype(any);
    fold<T>(g);
    const Rows<T> from = inner_rows_of<T>(g);
    const Rows<float> to = rows_of<float>(result);
    for_rows(height, 3 * width, [&](std::int64_t y) {
      const auto* const row = reinterpret_cast<const Number<T>*>(from.at(y));
      for (std::int64_t i = 0; i < 3 * width; i += 3) {
        for (std::size_t c = 0; c < 3; ++c) {
          to.at(y)[i + c] = static_cast<float>(row[i + c]) * static_cast<float>(1 / deviation[c]);
        }
      }
    });
  });
  return result;
}

}  // namespace nst
