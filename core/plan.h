// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a run is laid out: at which size it works, how large the styles are there, and what of the memory each part gets.
// Private to the core.
#pragma once

#include "core/image.h"
#include "core/settings.h"
#include "core/size.h"

#include <cstddef>
#include <cstdint>

namespace nst {

/// The size at which a part of size `full` is painted: no larger than the settings want, but never so small that the
/// deepest features have nothing to look at.
Size working_size(const Size& full, const Settings& settings);

/// The longer side of the styles for a part of the picture, `part`, that is painted at size `working`. Relative to the
/// picture it depends on the pictures alone, never on the working size: a small trial and the final picture get the
/// same strokes.
double style_side(const Image& content, const Rect& part, const Size& working, const Settings& settings);

struct WorkPlan {
  int history;         ///< of L-BFGS: fewer pairs than wanted where they would not fit into two gigabytes
  double look_bytes;   ///< what a look through the network may take; tiles are as large as that allows
  double other_bytes;  ///< what everything else takes
};

/// Lays out a run with `regions` regions. The budget is Settings::memory, or half of `available` bytes (0: what the
/// system has free now). Too small a budget gives the smallest tiles there are.
WorkPlan plan_work(const Size& full, const Size& working, const Settings& settings, std::size_t regions,
                   std::uint64_t available = 0);

/// Pictures of more pixels keep L-BFGS's pairs as bfloat16. They fit no cache, so half of the bytes is half of the time
/// that a step reads them; the losses that are reached are the same.
inline constexpr std::int64_t compact_pixels = 150'000;

}  // namespace nst
