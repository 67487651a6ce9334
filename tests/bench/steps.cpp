// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one step costs: by encoder, precision and size, and as the number of styles and regions grows.
#include "core/device.h"
#include "core/memory.h"
#include "core/objective.h"
#include "core/optimisers.h"
#include "tests/bench/machine.h"

#include <ATen/ATen.h>
#include <benchmark/benchmark.h>

#include <chrono>
#include <limits>

namespace nst::bench {
namespace {

using Clock = std::chrono::steady_clock;

Scene scene_of(std::int64_t width, std::int64_t regions, std::int64_t styles) {
  const std::int64_t height = width * 3 / 4;
  Scene scene{random_picture(height, width), {}};
  for (std::int64_t i = 0; i < regions; ++i) {
    at::Tensor mask = at::zeros({1, 1, height, width});
    mask.narrow(3, i * width / regions, width / regions).fill_(1);
    scene.regions.push_back({regions > 1 ? mask : at::Tensor(), {}, 1, 1});
    for (std::int64_t k = 0; k < styles; ++k) {
      scene.regions.back().styles.push_back({random_picture(256, 256), {}, 1.0 / static_cast<double>(styles)});
    }
  }
  return scene;
}

/// Runs steps, the optimiser's own work included; the counters tell the best one. "of peak": the rate of the encoder's
/// convolutions in the whole step as a share of the peak of the same precision, measured in the same run.
void run_steps(benchmark::State& state, const Settings& settings, const std::filesystem::path& weights,
               const Scene& scene, double memory) {
  keep_freed_blocks();
  reset_peak_bytes();
  const Encoder encoder = encoder_for(settings, weights);
  const Objective objective(encoder, settings, scene, memory, {});
  Optimiser optimiser(settings);
  at::Tensor picture = scene.content.clone(at::MemoryFormat::ChannelsLast);
  at::Tensor gradient = at::empty_like(picture);
  double best = std::numeric_limits<double>::max();
  for (auto _ : state) {
    const Clock::time_point start = Clock::now();
    objective(picture, gradient);
    optimiser.step(picture, gradient);
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  const auto pixels = static_cast<double>(scene.content.size(2) * scene.content.size(3));
  const double rate = 2 * operations_per_pixel(encoder) * pixels / best;
  const Precision precision = settings.precision == PrecisionChoice::float32 ? Precision::float32 : Precision::bfloat16;
  state.counters["best_ms"] = 1e3 * best;
  state.counters["ns/px"] = 1e9 * best / pixels;
  state.counters["GFLOP/s"] = rate / 1e9;
  state.counters["of_peak"] = rate / convolution_peak(precision);
  state.counters["tiles"] = static_cast<double>(objective.tiles());
  state.counters["peak_MB"] = peak_bytes() / 1e6;
  return_freed_blocks();
}

void peak(benchmark::State& state) {
  const Precision precision = state.range(0) == 0 ? Precision::float32 : Precision::bfloat16;
  double best = 0;
  for (auto _ : state) {
    best = std::max(best, convolution_peak(precision));
  }
  state.counters["GFLOP/s"] = best / 1e9;
}

void step(benchmark::State& state) {
  constexpr double eight_gigabytes = 8e9;
  const bool large = state.range(0) != 0;
  const Settings settings{.precision = state.range(1) == 0 ? PrecisionChoice::float32 : PrecisionChoice::bfloat16};
  run_steps(state, settings, large ? large_weights() : slim_weights(), scene_of(state.range(2), 1, 1), eight_gigabytes);
}

void step_by_loss(benchmark::State& state) {
  const Settings settings{.style_loss = static_cast<StyleLoss>(state.range(0)), .precision = PrecisionChoice::bfloat16};
  run_steps(state, settings, slim_weights(), scene_of(1024, 1, 1), std::numeric_limits<double>::max());
}

void step_in_tiles(benchmark::State& state) {
  constexpr double megabyte = 1e6;
  const Settings settings{.precision = PrecisionChoice::bfloat16};
  run_steps(state, settings, slim_weights(), scene_of(2048, 1, 1), static_cast<double>(state.range(0)) * megabyte);
}

void step_with_regions(benchmark::State& state) {
  const Settings settings{.region_statistics = state.range(1) == 0 ? RegionStatistics::full : RegionStatistics::sums,
                          .precision = PrecisionChoice::bfloat16};
  run_steps(state, settings, slim_weights(), scene_of(1024, state.range(0), 1), std::numeric_limits<double>::max());
}

void step_with_styles(benchmark::State& state) {
  const Settings settings{.precision = PrecisionChoice::bfloat16};
  run_steps(state, settings, slim_weights(), scene_of(1024, 1, state.range(0)), std::numeric_limits<double>::max());
}

BENCHMARK(peak)->ArgName("bf16")->Arg(0)->Arg(1)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(step)
    ->ArgNames({"vgg19", "bf16", "px"})
    ->ArgsProduct({{0}, {0, 1}, {256, 512, 1024, 2048, 4096}})
    ->Iterations(12)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(step)
    ->ArgNames({"vgg19", "bf16", "px"})
    ->ArgsProduct({{1}, {0, 1}, {256, 512, 1024, 2048, 4096}})
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(step_by_loss)
    ->ArgName("loss")
    ->DenseRange(0, 3)
    ->Iterations(12)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(step_in_tiles)
    ->ArgName("MB")
    ->Arg(4000)
    ->Arg(400)
    ->Arg(200)
    ->Arg(100)
    ->Iterations(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(step_with_regions)
    ->ArgNames({"regions", "sums"})
    ->ArgsProduct({{1, 2, 4, 8, 16}, {0, 1}})
    ->Iterations(6)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(step_with_styles)
    ->ArgName("styles")
    ->Arg(1)
    ->Arg(8)
    ->Arg(64)
    ->Iterations(6)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace nst::bench
