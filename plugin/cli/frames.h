// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pictures of a batch as the frames of a film: each painted from the one before it. Used by the batch.
#pragma once

#include "core/steadiness.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/batch-report.h"
#include "plugin/picture-file.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace nst::cli {

struct Frame {
  Arguments call;     ///< that paints it, with the same steadiness as all others
  PictureSize size;   ///< of the result
  bool there = true;  ///< its result is, and only what follows begins with it
};

/// Paints those of `frames` that are not there, in their order, and tells `report` of each how it went. Each begins
/// with the file of the last one, so that the same pictures come out whether or not the work was stopped in between.
/// One that fails is left out. Returns how steady they are. Throws Cancelled if `stop` asked for it.
std::optional<Flicker> paint_frames(const std::vector<Frame>& frames, BatchReport& report, const std::stop_token& stop);

}  // namespace nst::cli
