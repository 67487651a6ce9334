// SPDX-License-Identifier: GPL-3.0-or-later
//
// The layers of an image as the frames of an animation. Used by the procedure that paints them all.
#pragma once

#include "plugin/gimp/content.h"

#include <libgimp/gimp.h>

#include <vector>

namespace nst::gimp {

/// The layers of `image` in the order in which they are shown: from the lowest to the top one, hidden ones and those in
/// groups included. A group itself has no pixels of its own and is none of them.
std::vector<GimpLayer*> frames_of(GimpImage* image);

/// Whether the core can paint a picture of that size.
bool is_large_enough(GimpLayer* frame);

/// How many pixels it has: the work that it takes.
double pixels_of(GimpLayer* frame);

/// The pixels of `frame` and the selection over it.
Content read_frame(GimpLayer* frame);

/// A copy of an image, which the frames are painted into: without a display, undo or filters that are not merged. It
/// goes away with this object unless it is released.
class Animation {
 public:
  /// Throws Error if GIMP cannot make the copy.
  explicit Animation(GimpImage* original);
  ~Animation();
  Animation(const Animation&) = delete;
  Animation& operator=(const Animation&) = delete;

  const std::vector<GimpLayer*>& frames() const { return frames_; }

  /// The copy, which belongs to the caller now: with the locks of its original, and undo.
  GimpImage* release();

 private:
  void make_writable(GimpItem* item);

  GimpImage* image_;
  std::vector<GimpLayer*> frames_;
  std::vector<GimpItem*> locked_;
};

}  // namespace nst::gimp
