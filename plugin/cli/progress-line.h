// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line on the terminal with the share done and the time left, rewritten in place.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace nst::cli {

/// What the line says: " 42 %, 1:05 left". The time is left out while it is not known.
std::string progress_text(double share, std::optional<std::chrono::seconds> left);

/// Writes to stderr. The line is gone at the end of the scope.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// `before` stands before the share. May be called as often as one likes; writes ten times a second at most.
  void show(double share, const std::string& before = {});

  /// Makes room for a message; the next show() writes the line anew below it.
  void erase();

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_;
  Clock::time_point next_;
};

}  // namespace nst::cli
