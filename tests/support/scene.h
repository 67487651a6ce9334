// SPDX-License-Identifier: GPL-3.0-or-later
//
// An encoder and a scene to try objectives on.
#pragma once

#include "core/nets/encoder.h"
#include "core/scene.h"

#include <array>

namespace nst::test {

/// A random network, ready to run in float32 on the processor.
class SceneTest {
 public:
  explicit SceneTest(Pooling pooling = Pooling::average, const std::array<int, 5>& widths = {4, 6, 8, 8, 8});

  Encoder encoder;
  Scene scene;  ///< 40 x 36, one region everywhere with one style
};

/// A random picture, (1, 3, height, width), channels-last.
at::Tensor random_picture(std::int64_t height, std::int64_t width);

/// The largest difference of a and b, relative to the largest value of b.
double relative_difference(const at::Tensor& a, const at::Tensor& b);

}  // namespace nst::test
