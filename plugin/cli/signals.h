// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ctrl-C, a request to end, and a closed terminal, as a stop that the work can ask for.
#pragma once

#include <stop_token>

namespace nst::cli {

/// From now on SIGINT, SIGTERM and SIGHUP, where they are not ignored, no longer end the process but request a stop.
/// To be called once, before any thread is started: threads inherit that these signals are not for them.
std::stop_token stop_on_signals();

}  // namespace nst::cli
