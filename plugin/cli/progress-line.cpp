// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/progress-line.h"

#include "core/i18n.h"
#include "core/progress.h"

#include <cstdio>
#include <format>

namespace nst::cli {
namespace {

// Back to the line's start, and erase it (ECMA-48's EL, which every terminal knows).
constexpr const char* erase_line = "\r\033[K";

std::string clock_text(std::chrono::seconds time) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(time).count();
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count() % 60;
  const auto seconds = time.count() % 60;
  return hours > 0 ? std::format("{}:{:02}:{:02}", hours, minutes, seconds) : std::format("{}:{:02}", minutes, seconds);
}

}  // namespace

std::string progress_text(double share, std::optional<std::chrono::seconds> left) {
  const int percent = static_cast<int>(100 * share);
  return left ? tr("{:3} %, {} left", percent, clock_text(*left)) : tr("{:3} %", percent);
}

ProgressLine::ProgressLine() : start_(Clock::now()), next_(start_) {}

ProgressLine::~ProgressLine() { erase(); }

void ProgressLine::erase() { std::fputs(erase_line, stderr); }

void ProgressLine::show(double share, const std::string& before) {
  constexpr std::chrono::milliseconds interval{100};
  const Clock::time_point now = Clock::now();
  if (now >= next_) {
    next_ = now + interval;
    const std::string text = before + progress_text(share, time_left(share, now - start_));
    std::fprintf(stderr, "%s%s", erase_line, text.c_str());
  }
}

}  // namespace nst::cli
