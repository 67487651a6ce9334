// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/precision.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <chrono>

namespace nst {
namespace {

/// The seconds that a convolution of a typical layer takes, the best of some.
double convolution_time(at::ScalarType type) {
  using Clock = std::chrono::steady_clock;
  constexpr std::int64_t channels = 64;
  constexpr std::int64_t side = 64;
  const auto make = [&](std::int64_t n, std::int64_t size) {
    return at::ones({n, channels, size, size}, type).contiguous(at::MemoryFormat::ChannelsLast);
  };
  const at::Tensor x = make(1, side);
  const at::Tensor weight = make(channels, 3);
  double best = 1;
  for (int i = 0; i < 5; ++i) {  // the first one also compiles the kernel
    const Clock::time_point start = Clock::now();
    at::conv2d(x, weight);
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

}  // namespace

at::ScalarType scalar_type(Precision precision) {
  return precision == Precision::bfloat16 ? at::kBFloat16 : at::kFloat;
}

bool bfloat16_is_faster() {
  // Less than this is not worth the precision.
  constexpr double worthwhile = 0.8;
  static const bool faster = [] {
    const at::NoGradGuard no_grad;
    return convolution_time(at::kBFloat16) < worthwhile * convolution_time(at::kFloat);
  }();
  return faster;
}

}  // namespace nst
