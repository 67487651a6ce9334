// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many pictures a batch paints at the same time.
#pragma once

#include "core/settings.h"

#include <cstddef>
#include <cstdint>

namespace nst::cli {

/// The cores that this process may use: those that the system leaves it, and no more than OMP_NUM_THREADS says.
int usable_cores();

/// How many of `pictures` can be painted at once on `cores` cores in half of `memory` bytes, which are free; `needed`
/// bytes (memory_needed() in core/stylist.h) are what the largest of them takes at least. At least 1, and 1 on a
/// graphics card.
int pictures_at_once(std::size_t pictures, std::uint64_t needed, const Settings& settings, int cores,
                     std::uint64_t memory);

}  // namespace nst::cli
