// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the core beside the main loop: one thread works, the main thread goes on to serve GIMP and the windows.
#pragma once

#include "core/progress.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace nst::gimp {

/// Called on the main thread some ten times a second.
using Report = std::function<void(double share, std::optional<std::chrono::seconds> left)>;

/// Throws what `work` throws. It runs on a thread of its own, which ends before this function does; meanwhile a
/// main loop runs here. `stop` asks the work to give up (Cancelled).
void run_beside_main_loop(const std::function<void(const Progress&)>& work, std::stop_token stop, const Report& report);

}  // namespace nst::gimp
