// SPDX-License-Identifier: GPL-3.0-or-later
//
// `./dev bench`: what steps and runs cost on this machine. Absolute times say little about other machines; compare the
// rows of one table, or two versions in turn on a quiet machine. --benchmark_filter=REGEX takes some rows only; all of
// them take about half an hour.
#include <benchmark/benchmark.h>

namespace nst::bench {
void register_presets();
}  // namespace nst::bench

int main(int argc, char** argv) {
  nst::bench::register_presets();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 1;
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
