// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/machine.h"

#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>

namespace nst::bench {

double convolution_peak(Precision precision) {
  using Clock = std::chrono::steady_clock;
  constexpr std::int64_t channels = 128;
  constexpr std::int64_t side = 128;
  const auto random = [&](at::IntArrayRef shape) {
    return at::rand(shape).to(scalar_type(precision)).contiguous(at::MemoryFormat::ChannelsLast);
  };
  const at::Tensor x = random({1, channels, side, side});
  const at::Tensor kernel = random({channels, channels, 3, 3});
  double best = 1;
  for (int i = 0; i < 50; ++i) {
    const Clock::time_point start = Clock::now();
    benchmark::DoNotOptimize(at::conv2d(x, kernel, {}, 1, 1));
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return 2.0 * 9 * channels * channels * side * side / best;
}

double operations_per_pixel(const Encoder& encoder) {
  double sum = 0;
  double area = 1;
  int inputs = 3;
  for (const std::string& layer : encoder.description().layers) {
    if (layer == "pool") {
      area /= 4;
      continue;
    }
    sum += 2.0 * 9 * area * inputs * encoder.channels(layer);
    inputs = encoder.channels(layer);
  }
  return sum;
}

std::filesystem::path slim_weights() {
  return std::filesystem::path(NST_SOURCE_DIR) / "models/encoder-vgg19-slim/weights.safetensors";
}

std::filesystem::path decoder_weights() {
  return std::filesystem::path(NST_SOURCE_DIR) / "models/decoder-arbitrary/weights.safetensors";
}

std::filesystem::path large_weights() {
  static const test::TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    test::write_random_encoder(folder / "large.safetensors", {64, 128, 256, 512, 512});
    return folder / "large.safetensors";
  }();
  return path;
}

void reset_peak_bytes() { std::ofstream("/proc/self/clear_refs") << "5"; }

double peak_bytes() {
  std::ifstream status("/proc/self/status");
  constexpr double kibibyte = 1024;
  for (std::string key; status >> key;) {
    if (double size = 0; key == "VmHWM:" && status >> size) {
      return size * kibibyte;
    }
  }
  return 0;
}

at::Tensor random_picture(std::int64_t height, std::int64_t width) {
  return at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace nst::bench
