// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paints the frames of an animation one after the other. Used by the procedure of all layers.
#pragma once

#include "core/steadiness.h"
#include "core/stylist.h"
#include "plugin/gimp/animation.h"
#include "plugin/gimp/job.h"

#include <libgimp/gimp.h>

#include <optional>
#include <string>
#include <vector>

namespace nst::gimp {

/// What is asked for besides the job.
struct FrameOptions {
  double steadiness = 1;      ///< in [0, 1]: how much of the last painting stays where the photograph stands still
  bool keep_stopped = false;  ///< Stop ends the work, and what is painted stays
  bool windows = false;
};

struct PaintedFrames {
  int painted = 0;
  int count = 0;
  bool stopped = false;                ///< by the user, before the last one
  std::vector<std::string> too_small;  ///< the names of those that were left as they are for this
  std::optional<Flicker> flicker;
};

/// Paints over the frames of `animation`, in their order, and attaches to each how it was made. What is transparent,
/// not selected or in no region stays as it is, and so do frames that are too small. `styles` are those of
/// read_pictures(). Throws Error if a frame cannot be painted or there was nothing to paint in any of them, and
/// Cancelled after Stop, where nothing is to be kept.
PaintedFrames paint_frames(const Animation& animation, Job job, const StyleSets& styles, const FrameOptions& options);

}  // namespace nst::gimp
