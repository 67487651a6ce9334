// SPDX-License-Identifier: GPL-3.0-or-later
//
// `./dev bench`: what a run costs, on this machine, with the encoder that is shipped. Absolute times say little about
// other machines; compare the rows of one table, or two versions in turn on a quiet machine.
#include "core/device.h"
#include "core/losses.h"
#include "core/memory.h"
#include "core/moments.h"
#include "core/objective.h"
#include "core/optimisers.h"
#include "core/stylist.h"
#include "core/upscale.h"
#include "tests/support/pictures.h"

#include <ATen/ATen.h>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace nst {
namespace {

const std::filesystem::path weights =
    std::filesystem::path(NST_SOURCE_DIR) / "models/encoder-vgg19-slim/weights.safetensors";

/// A 3 x 3 convolution that no network of ours is faster than: the peak that the other rows are measured against.
void convolution_peak(benchmark::State& state) {
  constexpr std::int64_t channels = 128;
  constexpr std::int64_t side = 128;
  const at::Tensor x = at::rand({1, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor kernel = at::rand({channels, channels, 3, 3}).contiguous(at::MemoryFormat::ChannelsLast);
  for (auto _ : state) {
    benchmark::DoNotOptimize(at::conv2d(x, kernel, {}, 1, 1));
  }
  state.counters["FLOP/s"] =
      benchmark::Counter(2.0 * 9 * channels * channels * side * side, benchmark::Counter::kIsIterationInvariantRate);
}

/// One evaluation of the objective with its gradient at side x 3/4 side pixels.
void step(benchmark::State& state) {
  keep_freed_blocks();
  const auto width = state.range(0);
  const auto height = width * 3 / 4;
  const Settings settings{.style_loss = state.range(1) == 0 ? StyleLoss::gram : StyleLoss::wasserstein};
  const Encoder encoder = encoder_for(settings, weights);
  at::manual_seed(1);
  const auto picture = [&] { return at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast); };
  const Scene scene{picture(), {{{}, {{picture(), {}, 1.0}}, 1, 1}}};
  const Objective objective(encoder, settings, scene, std::numeric_limits<double>::max(), {});
  at::Tensor x = picture();
  at::Tensor gradient = at::empty_like(x);
  for (auto _ : state) {
    objective(x, gradient);
  }
  state.counters["pixels/s"] =
      benchmark::Counter(static_cast<double>(width * height), benchmark::Counter::kIsIterationInvariantRate);
}

double convolution_rate(at::ScalarType type) {
  using Clock = std::chrono::steady_clock;
  constexpr std::int64_t channels = 128;
  constexpr std::int64_t side = 128;
  const at::Tensor x = at::rand({1, channels, side, side}).to(type).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor kernel = at::rand({channels, channels, 3, 3}).to(type).contiguous(at::MemoryFormat::ChannelsLast);
  double best = 1;
  for (int i = 0; i < 30; ++i) {
    const Clock::time_point start = Clock::now();
    benchmark::DoNotOptimize(at::conv2d(x, kernel, {}, 1, 1));
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return 2.0 * 9 * channels * channels * side * side / best;
}

/// Multiplications and additions of the encoder's convolutions for one pixel, one way.
double operations_per_pixel(const Encoder& encoder) {
  double sum = 0;
  double area = 1;
  int inputs = 3;
  for (const std::string& layer : encoder.description().layers) {
    if (layer == "pool") {
      area /= 4;
      continue;
    }
    sum += 18.0 * area * inputs * encoder.channels(layer);
    inputs = encoder.channels(layer);
  }
  return sum;
}

/// There and back through the encoder with the moments of the style layers, the content term and their gradients.
/// "peak" is the share of the rate of convolution_peak that its convolutions reach, both at their best.
void pass(benchmark::State& state) {
  keep_freed_blocks();
  const auto width = state.range(0);
  const auto height = width * 3 / 4;
  const Precision precision = state.range(1) == 0 ? Precision::float32 : Precision::bfloat16;
  Encoder encoder = Encoder::load(weights);
  encoder.prepare(at::kCPU, precision, static_cast<Pooling>(state.range(2)));
  const std::vector<std::string> style{"conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv5_1"};
  const std::vector<std::string> content{"conv3_1", "conv4_1"};
  const at::Tensor picture = at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast);
  const Features target = encoder.features(picture.flip(3), content);
  using Clock = std::chrono::steady_clock;
  double best = 1e9;
  std::array<double, 3> parts{1e9, 1e9, 1e9};
  for (auto _ : state) {
    const Clock::time_point start = Clock::now();
    Pass look = encoder.look(picture, style);
    const Clock::time_point looked = Clock::now();
    std::map<std::string, at::Tensor> gradients;
    for (const std::string& layer : style) {
      const at::Tensor& feature = look.features().at(layer);
      Moments moments;
      accumulate(moments, feature, {});
      add_moment_gradient(gradients[layer], feature, {}, moments.sum * 1e-6, moments.product * 1e-6);
    }
    for (const std::string& layer : content) {
      add_content_gradient(gradients[layer], look.features().at(layer), target.at(layer), {}, 1e-3);
    }
    const Clock::time_point computed = Clock::now();
    benchmark::DoNotOptimize(std::move(look).backward(std::move(gradients)));
    const std::array<Clock::time_point, 4> times{start, looked, computed, Clock::now()};
    for (std::size_t i = 0; i < 3; ++i) {
      parts[i] = std::min(parts[i], std::chrono::duration<double>(times[i + 1] - times[i]).count());
    }
    best = std::min(best, std::chrono::duration<double>(times[3] - start).count());
  }
  const double pixels = static_cast<double>(width * height);
  state.counters["best_ms"] = 1e3 * best;
  state.counters["there_ms"] = 1e3 * parts[0];
  state.counters["moments_ms"] = 1e3 * parts[1];
  state.counters["back_ms"] = 1e3 * parts[2];
  state.counters["peak"] = 2 * operations_per_pixel(encoder) * pixels / best / convolution_rate(scalar_type(precision));
}

/// A whole run with default settings.
void stylise_default(benchmark::State& state) {
  const int width = static_cast<int>(state.range(0));
  const Request request{.content = test::landscape(width, width * 3 / 4),
                        .mask = {},
                        .regions = {{.styles = {{test::strokes(width, width * 3 / 4), 1}}}},
                        .settings = {},
                        .encoder = weights};
  for (auto _ : state) {
    benchmark::DoNotOptimize(stylise(request, {}));
  }
}

/// Bringing a painting of 1536 px up to a photograph.
void bring_up(benchmark::State& state) {
  const auto width = state.range(0);
  const at::Tensor content = at::rand({1, 3, width * 3 / 4, width}).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor painting = at::rand({1, 3, 1152, 1536}).contiguous(at::MemoryFormat::ChannelsLast);
  for (auto _ : state) {
    benchmark::DoNotOptimize(upscale(painting, content));
  }
}

BENCHMARK(convolution_peak)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(step)
    ->ArgNames({"px", "w2"})
    ->ArgsProduct({{256, 512, 1024}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(pass)
    ->ArgNames({"px", "bf16", "pooling"})
    ->ArgsProduct({{256, 512, 1024, 2048}, {0, 1}, {0}})
    ->ArgsProduct({{1024}, {0, 1}, {1, 2, 3}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(stylise_default)
    ->ArgName("px")
    ->Arg(256)
    ->Arg(512)
    ->Arg(1024)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(bring_up)->ArgName("px")->Arg(3000)->Arg(6000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace nst

BENCHMARK_MAIN();
