// SPDX-License-Identifier: GPL-3.0-or-later
//
// `./dev bench`: what a run costs, on this machine, with the encoder that is shipped. Absolute times say little about
// other machines; compare the rows of one table, or two versions in turn on a quiet machine.
#include "core/losses.h"
#include "core/objective.h"
#include "core/optimisers.h"
#include "core/stylist.h"
#include "core/upscale.h"
#include "tests/support/pictures.h"

#include <ATen/ATen.h>
#include <benchmark/benchmark.h>

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
  const auto width = state.range(0);
  const auto height = width * 3 / 4;
  const Encoder encoder = Encoder::load(weights);
  const Settings settings{.style_loss = state.range(1) == 0 ? StyleLoss::gram : StyleLoss::wasserstein};
  at::manual_seed(1);
  const auto picture = [&] { return at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast); };
  const std::vector<StyleSample> styles{{picture(), {}, 1.0}};
  const Objective objective(encoder, settings, picture(), {}, styles, {});
  const at::Tensor x = picture().requires_grad_(true);
  for (auto _ : state) {
    x.mutable_grad() = at::Tensor();
    objective(x).backward();
  }
  state.counters["pixels/s"] =
      benchmark::Counter(static_cast<double>(width * height), benchmark::Counter::kIsIterationInvariantRate);
}

/// A whole run with default settings.
void stylise_default(benchmark::State& state) {
  const int width = static_cast<int>(state.range(0));
  const Request request{.content = test::landscape(width, width * 3 / 4),
                        .mask = {},
                        .styles = {{test::strokes(width, width * 3 / 4), 1}},
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
