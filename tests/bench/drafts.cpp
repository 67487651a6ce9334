// SPDX-License-Identifier: GPL-3.0-or-later
//
// What drafts cost after the networks are loaded: a new picture; the same one again with another strength, style or
// mask; and a photograph of 24 megapixels at its full size.
#include "core/drafter.h"
#include "tests/bench/machine.h"
#include "tests/support/pictures.h"

#include <benchmark/benchmark.h>

#include <utility>

namespace nst::bench {
namespace {

Request request_of(Image content, Image style) {
  Request request{.content = std::move(content),
                  .mask = {},
                  .regions = {{.styles = {{std::move(style), 1}}}},
                  .detail = {},
                  .start = {},
                  .settings = {},
                  .encoder = slim_weights(),
                  .decoder = decoder_weights()};
  request.settings.quality = Quality::draft;
  return request;
}

void paint(benchmark::State& state, Drafter& drafter, Request& request, void (*change)(Request& request, int round)) {
  int round = 0;
  drafter.paint(request, {});
  reset_peak_bytes();
  for (auto _ : state) {
    state.PauseTiming();
    change(request, ++round);
    state.ResumeTiming();
    benchmark::DoNotOptimize(drafter.paint(request, {}));
  }
  state.counters["peak_MB"] = peak_bytes() / 1e6;
}

/// A content and a style that were not seen before.
void new_picture(Request& request, int round) {
  request.content.pixels[0] = 0.001F * static_cast<float>(round % 1000);
  request.regions[0].styles[0].image.pixels[0] = 0.001F * static_cast<float>(round % 1000);
}
void new_style(Request& request, int round) {
  request.regions[0].styles[0].image.pixels[0] = 0.001F * static_cast<float>(round % 1000);
}
void new_strength(Request& request, int round) { request.settings.strength = 0.5 + 0.001 * (round % 500); }
void new_mask(Request& request, int round) {
  request.regions[0].mask = test::disc(request.content.width, request.content.height);
  request.regions[0].mask.pixels[0] = 0.001F * static_cast<float>(round % 1000);
}

template <void (*change)(Request& request, int round)>
void draft(benchmark::State& state) {
  Drafter drafter;
  const int width = static_cast<int>(state.range(0));
  Request request = request_of(test::landscape(width, width * 3 / 4), test::strokes(width, width * 3 / 4));
  paint(state, drafter, request, change);
}

/// A photograph of 24 megapixels painted at its full size, in at most two gigabytes, in the style of a picture of
/// three.
void draft_full_size(benchmark::State& state) {
  const int width = static_cast<int>(state.range(0));
  Request request = request_of(test::landscape(width, width * 2 / 3), test::strokes(2000, 1500));
  request.settings.working_size = request.content.width;
  request.settings.memory = 1900;
  reset_peak_bytes();
  for (auto _ : state) {
    benchmark::DoNotOptimize(stylise(request, {}));
  }
  state.counters["peak_MB"] = peak_bytes() / 1e6;
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(draft<new_picture>)->Name("draft")->ArgName("px")->Arg(400)->Arg(512)->Arg(1024)->Unit(ms)->UseRealTime();
BENCHMARK(draft<new_style>)->Name("draft_new_style")->ArgName("px")->Arg(400)->Arg(512)->Unit(ms)->UseRealTime();
BENCHMARK(draft<new_strength>)->Name("draft_new_strength")->ArgName("px")->Arg(400)->Arg(512)->Unit(ms)->UseRealTime();
BENCHMARK(draft<new_mask>)->Name("draft_new_mask")->ArgName("px")->Arg(400)->Arg(512)->Unit(ms)->UseRealTime();
BENCHMARK(draft_full_size)->ArgName("px")->Arg(6000)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace nst::bench
