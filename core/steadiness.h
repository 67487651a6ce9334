// SPDX-License-Identifier: GPL-3.0-or-later
//
// Consecutive frames that are painted alike: where the photograph stands still, its painting does, too. A painting
// begins anew with each frame, and without this its strokes would boil from frame to frame.
#pragma once

#include "core/image.h"
#include "core/stylist.h"

#include <cstddef>
#include <optional>

namespace nst {

/// Where `now` shows what `before` does: one channel, 1 where nothing has changed, 0 where something has, and soft
/// around that. Differences as noise and lossy compression make them do not count, a change of alpha does. Empty if the
/// sizes differ. Three and four channels may be compared.
///
/// Nothing is followed as it moves (this is no optical flow): what moves has changed where it was and where it is, and
/// is painted anew.
Image still_parts(const Image& before, const Image& now);

/// How much consecutive pictures differ where the photographs stand still: mean absolute difference in units of 1/255.
struct Flicker {
  double paintings = 0;
  double photographs = 0;  ///< what noise there was to begin with
};

/// The frames of one animation or film, in their order. For each: begin(), what is needed of it, end().
class SteadyFrames {
 public:
  /// `amount` in [0, 1] is how much of the last painting is kept where the photograph stands still.
  explicit SteadyFrames(double amount) : amount_(amount) {}

  /// Looks at the next frame. The last one stays the last until end(), so that a frame can be given up.
  void begin(Image photograph);

  /// The picture that the painting should begin with: the last painting where the photograph stands still, the
  /// photograph elsewhere, with colours as the last painting's. Empty if there is nothing to go by: for the first
  /// frame, for one of another size than the last, and if the amount is 0.
  Image start() const;

  /// `painting`, of the photograph's size and channels, with the last one mixed in where the photograph stands still.
  Image steadied(const Image& painting) const;

  /// Takes `shown` as the painting of this frame. `mask` (one channel; empty: everywhere) tells by values above zero
  /// what was painted, and only this counts for flicker().
  void end(Image shown, const Image& mask = {});

  /// Of all frames so far; nothing if there were no two whose photographs could be compared, or all had changed.
  std::optional<Flicker> flicker() const;

 private:
  float kept(std::size_t pixel) const;
  void remember();
  void measure(const Image& shown, const Image& mask);

  double amount_;
  Image photograph_;  ///< of this frame
  Image still_;       ///< where it is what the last painting was painted from, one channel; empty: nowhere
  Image last_photograph_;
  Image last_painting_;
  /// What the photograph showed when the last painting's pixels were painted, R'G'B'A. Slow changes add up against it,
  /// which from frame to frame are too small to count.
  Image painted_from_;
  Flicker sum_;
  double weight_ = 0;
};

/// Begins the frame that `request` paints, and has the painting begin with frames.start(). A draft is painted in one
/// pass and begins with nothing.
void begin_frame(SteadyFrames& frames, Request& request);

}  // namespace nst
