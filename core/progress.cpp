// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/progress.h"

#include "core/error.h"

#include <algorithm>
#include <utility>

namespace nst {

Progress::Progress(Callback callback, std::stop_token stop) : callback_(std::move(callback)), stop_(std::move(stop)) {}

void Progress::check() const {
  if (stop_.stop_requested()) {
    throw Cancelled();
  }
}

void Progress::operator()(double share) const {
  check();
  if (callback_) {
    callback_(from_ + (to_ - from_) * std::clamp(share, 0.0, 1.0));
  }
}

Progress Progress::part(double from, double to) const {
  Progress part = *this;
  part.from_ = from_ + (to_ - from_) * from;
  part.to_ = from_ + (to_ - from_) * to;
  return part;
}

std::optional<std::chrono::seconds> time_left(double share, std::chrono::duration<double> elapsed) {
  // Before these the first step's set-up dominates and the number would only frighten.
  constexpr double least_share = 0.01;
  constexpr std::chrono::duration<double> least_time{0.5};
  if (share < least_share || elapsed < least_time) {
    return std::nullopt;
  }
  return std::chrono::ceil<std::chrono::seconds>(elapsed * ((1 - std::min(share, 1.0)) / share));
}

}  // namespace nst
