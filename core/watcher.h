// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a painting is seen while it is made, and what becomes of one that is stopped. Part of the facade: hosts hand a
// watcher to stylise(). What travels the other way, share and stop, is in core/progress.h.
#pragma once

#include "core/image.h"

#include <chrono>
#include <functional>

namespace nst {

/// A painting on its way, as it would be shown if it ended now.
struct View {
  /// The part of the content that is worked on, no longer side above Watcher::longest_side: the painting so far, laid
  /// over the content by the soft values of the mask. Three channels, or four where the content has alpha.
  Image picture;
  Rect part;      ///< which part of the content that is, in its pixels
  int step = 0;   ///< steps done, at all sizes; 0: the content, where nothing is painted yet
  int steps = 0;  ///< steps of the whole run
  int width = 0;  ///< the size that is being painted, px
  int height = 0;
};

/// Who looks on. A default-made one sees nothing and costs nothing; whatever it does, the result stays the same to the
/// bit. Both functions are called on the working thread, and what they throw ends the run.
struct Watcher {
  /// Called with the content at once, then with the painting from its first step on, no more often than `interval` and
  /// no more often than one hundredth of the time allows, and at last with the finished one. A draft is not shown.
  std::function<void(View view)> show;

  /// Asked after a stop, in place of Settings::keep_stopped, whether the picture reached so far is wanted.
  std::function<bool()> keeps;

  int longest_side = 800;  ///< of the pictures, px, above 0
  std::chrono::milliseconds interval{250};
};

}  // namespace nst
