// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/upward.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>
#include <tuple>

namespace nst {
namespace {

constexpr std::array<std::int64_t, 4> one_pixel{1, 1, 1, 1};

at::Tensor with_border(const at::Tensor& x, Border border) {
  return border == Border::reflected ? at::reflection_pad2d(x, one_pixel) : at::replication_pad2d(x, one_pixel);
}

/// Against ATen's functions in float32, for a type and a border.
class Upward : public testing::TestWithParam<std::tuple<at::ScalarType, Border>> {
 protected:
  Upward() { at::manual_seed(11); }

  /// Channels: a whole block of the kernels and a rest.
  at::Tensor random(std::int64_t height, std::int64_t width, std::int64_t channels = 19) const {
    return at::randn({1, channels, height, width}).to(type_).contiguous(at::MemoryFormat::ChannelsLast);
  }
  void expect_same(const at::Tensor& actual, const at::Tensor& expected) const {
    ASSERT_EQ(actual.sizes(), expected.sizes());
    ASSERT_EQ(actual.scalar_type(), type_);
    const double tolerance = type_ == at::kFloat ? 1e-5 : 2e-2;
    EXPECT_TRUE(at::allclose(actual.to(at::kFloat), expected, tolerance, tolerance));
  }
  at::ScalarType type_ = std::get<0>(GetParam());
  Border border_ = std::get<1>(GetParam());
};

TEST_P(Upward, SurroundsAndRectifies) {
  const at::Tensor x = random(5, 4);
  expect_same(surrounded(x), at::reflection_pad2d(x.to(at::kFloat), one_pixel));
  expect_same(rectified(x, border_), with_border(x.to(at::kFloat).relu(), border_));
}

TEST_P(Upward, AddsInside) {
  const at::Tensor x = random(5, 4);
  const at::Tensor padded = rectified(x, Border::reflected);
  const at::Tensor y = random(5, 4);
  add_inside(padded, y, border_);
  expect_same(padded, with_border(x.to(at::kFloat).relu() + y.to(at::kFloat), border_));
}

TEST_P(Upward, ConvolvesWhatWasDoubled) {
  const at::Tensor weight = at::randn({19, 7, 3, 3}) / 8;
  for (const auto& [height, width] : {std::pair(1, 1), {2, 3}, {5, 4}}) {
    const at::Tensor x = random(height, width, 7);
    const at::Tensor beside = random(2 * height, 2 * width);
    const at::Tensor below = with_border(x, Border::repeated).contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor squares =
        at::conv2d(below, doubled_weights(weight).to(type_)).contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor doubled = at::upsample_nearest2d(x.to(at::kFloat), {2 * height, 2 * width});
    const at::Tensor y = at::conv2d(at::reflection_pad2d(doubled, one_pixel), weight);
    expect_same(joined(squares, {}, border_), with_border(y.relu(), border_));
    expect_same(joined(squares, beside, border_), with_border((y + beside.to(at::kFloat)).relu(), border_));
  }
}

INSTANTIATE_TEST_SUITE_P(All, Upward,
                         testing::Combine(testing::Values(at::kFloat, at::kBFloat16),
                                          testing::Values(Border::reflected, Border::repeated)));

}  // namespace
}  // namespace nst
