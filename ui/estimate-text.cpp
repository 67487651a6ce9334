// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/estimate-text.h"

#include "core/i18n.h"
#include "core/memory.h"

#include <algorithm>
#include <cmath>

namespace nst::ui {
namespace {

std::string time_text(double seconds) {
  constexpr double minute = 60;
  constexpr double hour = 60 * minute;
  const auto rounded = [](double count) { return std::max(1L, std::lround(count)); };
  if (seconds < 2 * minute) {
    return tr("about {} s", rounded(seconds));
  }
  return seconds < 2 * hour ? tr("about {} min", rounded(seconds / minute)) : tr("about {} h", rounded(seconds / hour));
}

}  // namespace

std::string estimate_text(double seconds, std::uint64_t bytes) {
  // TRANSLATORS: the time and the memory that painting takes, say "about 6 s" and "0.9 GB".
  return tr("{}, {}", time_text(seconds), readable_bytes(bytes));
}

}  // namespace nst::ui
