// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress-text.h"

#include "core/i18n.h"

#include <algorithm>
#include <cmath>

namespace nst::ui {

std::string progress_text(double share, std::optional<std::chrono::seconds> left) {
  const int percent = static_cast<int>(std::floor(std::clamp(share, 0.0, 1.0) * 100));
  const std::string done = tr("{} %", percent);
  if (!left) {
    return done;
  }
  const long seconds = std::max(1L, static_cast<long>(left->count()));
  const std::string time = seconds < 120
                               ? tr_plural("about {} second left", "about {} seconds left", seconds)
                               : tr_plural("about {} minute left", "about {} minutes left", (seconds + 30) / 60);
  // TRANSLATORS: the share done, say "40 %", and the time left, say "about 12 seconds left".
  return tr("{}, {}", done, time);
}

std::string step_text(int step, int steps, int width, int height) {
  return tr("Step {} of {}, at {} × {} pixels", step, steps, width, height);
}

}  // namespace nst::ui
