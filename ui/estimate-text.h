// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run will take, in words. Used by the live preview's host.
#pragma once

#include <cstdint>
#include <string>

namespace nst::ui {

/// Say "about 6 s, 0.9 GB". From two minutes on in minutes, from two hours on in hours.
std::string estimate_text(double seconds, std::uint64_t bytes);

}  // namespace nst::ui
