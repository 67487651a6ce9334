// SPDX-License-Identifier: GPL-3.0-or-later
//
// Consecutive frames that are painted alike: where the photograph stands still, its painting does, too. A painting
// begins anew with each frame, and without this its strokes would boil from frame to frame.
#pragma once

#include "core/image.h"

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

/// The frames of one animation or film, in their order.
class SteadyFrames {
 public:
  /// `amount` in [0, 1] is how much of the last painting is kept where the photograph stands still.
  explicit SteadyFrames(double amount) : amount_(amount) {}

  /// The picture that the painting of the next frame should begin with: the last painting where `photograph` stands
  /// still, the photograph elsewhere. Empty if there is nothing to go by: for the first frame, for one of another size
  /// than the last, and if the amount is 0.
  Image start(const Image& photograph) const;

  /// Takes the next frame: its photograph and its painting, of one size and with the same channels. `mask` (one
  /// channel; empty: everywhere) tells by values above zero what was painted, and only this counts for flicker().
  /// Returns the painting as it is to be shown, with the last one mixed in where the photograph stands still.
  Image add(const Image& photograph, const Image& painting, const Image& mask = {});

  /// Of all frames so far; nothing if there were no two whose photographs could be compared, or all had changed.
  std::optional<Flicker> flicker() const;

 private:
  /// How much of the last painting stays, one channel; empty: nothing.
  Image kept_parts(const Image& photograph) const;
  void remember(const Image& photograph, const Image& kept);
  void measure(const Image& photograph, const Image& painting, const Image& mask);

  double amount_;
  Image photograph_;
  Image painting_;
  /// What the photograph showed when the painting's pixels were painted, R'G'B'A. Slow changes add up against it, which
  /// from frame to frame are too small to count.
  Image painted_from_;
  Flicker sum_;
  double weight_ = 0;
};

}  // namespace nst
