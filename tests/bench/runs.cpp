// SPDX-License-Identifier: GPL-3.0-or-later
//
// What whole runs cost: by size, by preset, and bringing a painting up to its photograph.
#include "core/memory.h"
#include "core/presets.h"
#include "core/stylist.h"
#include "core/upscale.h"
#include "tests/bench/machine.h"
#include "tests/support/pictures.h"

#include <ATen/ATen.h>
#include <benchmark/benchmark.h>

#include <string>

namespace nst::bench {
namespace {

Request request_of(int width, const Settings& settings) {
  return {.content = test::landscape(width, width * 3 / 4),
          .mask = {},
          .regions = {{.styles = {{test::strokes(width, width * 3 / 4), 1}}}},
          .detail = {},
          .start = {},
          .settings = settings,
          .encoder = slim_weights()};
}

/// Runs once, with the losses, the peak of the memory, and what the estimate said.
void run(benchmark::State& state, const Request& request) {
  reset_peak_bytes();
  const Estimate said = estimate(request.content.width, request.content.height, request.settings, request.encoder);
  Result result;
  for (auto _ : state) {
    result = stylise(request, {});
  }
  state.counters["content"] = result.losses.content;
  state.counters["style"] = result.losses.style;
  state.counters["variation"] = result.losses.variation;
  state.counters["peak_MB"] = peak_bytes() / 1e6;
  state.counters["said_s"] = said.seconds;
  state.counters["said_MB"] = static_cast<double>(said.bytes) / 1e6;
}

void run_default(benchmark::State& state) { run(state, request_of(static_cast<int>(state.range(0)), {})); }

/// What the default is measured against: 300 float32 steps over three sizes.
void run_reference(benchmark::State& state) {
  run(state, request_of(static_cast<int>(state.range(0)), {.scales = 3, .precision = PrecisionChoice::float32}));
}

/// A photograph painted at its full size, in at most four gigabytes.
void run_full_size(benchmark::State& state) {
  const int width = static_cast<int>(state.range(0));
  run(state, request_of(width, {.working_size = width, .memory = 3500}));
}

void run_preset(benchmark::State& state, const Preset& preset) {
  Settings settings;
  apply(preset, settings);
  run(state, request_of(512, settings));
}

/// Bringing a painting of 1536 px up to a photograph.
void bring_up(benchmark::State& state) {
  const auto width = state.range(0);
  const at::Tensor content = random_picture(width * 3 / 4, width);
  const at::Tensor painting = random_picture(1152, 1536);
  for (auto _ : state) {
    benchmark::DoNotOptimize(upscale(painting, content));
  }
}

BENCHMARK(run_default)
    ->ArgName("px")
    ->Arg(256)
    ->Arg(512)
    ->Arg(1024)
    ->Arg(1536)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(run_reference)->ArgName("px")->Arg(512)->Arg(1024)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);
BENCHMARK(run_full_size)->ArgName("px")->Arg(6000)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);
BENCHMARK(bring_up)->ArgName("px")->Arg(3000)->Arg(6000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

void register_presets() {
  for (const Preset& preset : presets()) {
    benchmark::RegisterBenchmark("run_preset/" + std::string(preset.name),
                                 [&preset](benchmark::State& state) { run_preset(state, preset); })
        ->Unit(benchmark::kSecond)
        ->UseRealTime()
        ->Iterations(1);
  }
}

}  // namespace nst::bench
