// SPDX-License-Identifier: GPL-3.0-or-later
//
// What swatches cost after the networks are loaded: a DCGAN of the classic widths (Radford, Metz and Chintala 2016), at
// its own 64 px and brought to 256 px, and the discriminator's rank of them.
#include "core/generator.h"
#include "tests/bench/machine.h"
#include "tests/support/random-generator.h"
#include "tests/support/temporary-folder.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace nst::bench {
namespace {

struct Files {
  Files() {
    test::write_random_generator(generator, 100, {512, 256, 128, 64});
    test::write_random_grid_generator(grid);
    test::write_random_upscaler(upscaler, {32, 64, 128});
  }
  test::TemporaryFolder folder;
  std::filesystem::path generator = folder / "generator.safetensors";
  std::filesystem::path grid = folder / "grid.safetensors";
  std::filesystem::path upscaler = folder / "upscaler.safetensors";
};

const Files& files() {
  static const Files written;
  return written;
}

std::vector<SwatchPoint> points(std::int64_t count) {
  std::vector<SwatchPoint> result;
  for (std::uint32_t seed = 0; seed < count; ++seed) {
    result.push_back({.seed = seed});
  }
  return result;
}

/// Paints as many swatches as the first argument says, as large as the second; tells the peak of the memory.
void paint(benchmark::State& state, const Generator& generator) {
  reset_peak_bytes();
  const std::vector<SwatchPoint> wanted = points(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(generator.paint(wanted, {.size = static_cast<int>(state.range(1))}, {}));
  }
  state.counters["peak_MB"] = peak_bytes() / 1e6;
}

void swatches(benchmark::State& state) { paint(state, Generator(files().generator)); }

void upscaled_swatches(benchmark::State& state) { paint(state, Generator(files().generator, files().upscaler)); }

void grid_swatches(benchmark::State& state) { paint(state, Generator(files().grid)); }

void swatch_scores(benchmark::State& state) {
  const Generator generator(files().generator);
  const std::vector<SwatchPoint> wanted = points(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(generator.scores(wanted, 1, {}));
  }
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(swatches)->Args({1, 64})->Args({64, 64})->Args({1000, 64})->Unit(ms)->UseRealTime();
BENCHMARK(upscaled_swatches)->Args({1, 256})->Args({64, 256})->Args({1, 2048})->Unit(ms)->UseRealTime();
BENCHMARK(grid_swatches)->Args({64, 64})->Args({1, 2048})->Unit(ms)->UseRealTime();
BENCHMARK(swatch_scores)->Arg(64)->Unit(ms)->UseRealTime();

}  // namespace
}  // namespace nst::bench
