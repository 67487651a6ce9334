// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/at-once.h"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace nst::cli {

int usable_cores() {
  cpu_set_t allowed;
  int cores = static_cast<int>(std::thread::hardware_concurrency());
  if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    cores = CPU_COUNT(&allowed);
  }
  if (const char* wanted = std::getenv("OMP_NUM_THREADS"); wanted != nullptr) {
    const std::string_view digits = wanted;
    int threads = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), threads);
    cores = threads > 0 ? std::min(cores, threads) : cores;
  }
  return std::max(1, cores);
}

int pictures_at_once(std::size_t pictures, std::uint64_t needed, const Settings& settings, int cores,
                     std::uint64_t memory) {
  constexpr double megabyte = 1e6;
  // A run takes more than it needs where there is room, since tiles cost time: 1.4 times as much at 1536 x 1152 px.
  constexpr double usual_factor = 2;
  if (settings.device == DeviceChoice::cuda) {
    return 1;
  }
  const auto least = static_cast<double>(needed);
  const double each = settings.memory > 0 ? std::max(settings.memory * megabyte, least) : usual_factor * least;
  const double fitting = static_cast<double>(memory) / 2 / each;
  const auto most = static_cast<double>(std::min<std::size_t>(pictures, static_cast<std::size_t>(cores)));
  return static_cast<int>(std::max(1.0, std::min(fitting, most)));
}

}  // namespace nst::cli
