// SPDX-License-Identifier: GPL-3.0-or-later
//
// Progress in words. Used by the run window's host and for the text in GIMP's own progress bar.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace nst::ui {

/// Say "40 %, about 12 seconds left"; the share alone while the time left is unknown. From two minutes on in minutes.
std::string progress_text(double share, std::optional<std::chrono::seconds> left);

/// Say "Step 34 of 230, at 512 × 384 pixels", the size that is being painted.
std::string step_text(int step, int steps, int width, int height);

}  // namespace nst::ui
