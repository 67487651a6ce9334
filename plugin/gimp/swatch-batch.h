// SPDX-License-Identifier: GPL-3.0-or-later
//
// The swatches that the page shows at a time: those of seeds, one and its variations, or the way between two. Used by
// the page of generated styles.
#pragma once

#include "core/swatch-point.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace nst::gimp {

class SwatchBatch {
 public:
  /// So many swatches of seeds, or a swatch and its variations, are a batch: one scrolls a long time.
  static constexpr std::uint32_t size = 5000;

  /// Those of the seeds from `first` on.
  static SwatchBatch of_seeds(std::uint32_t first);
  /// `origin`, and then its variations.
  static SwatchBatch variations_of(SwatchPoint origin);
  /// From one to the other in equal steps.
  static SwatchBatch between(SwatchPoint first, SwatchPoint last);

  std::size_t count() const;
  SwatchPoint point(std::size_t item) const;
  /// The item that is that point.
  std::optional<std::size_t> item(const SwatchPoint& point) const;
  /// What there is to see, in a sentence or two.
  std::string hint() const;

 private:
  enum class Kind { seeds, variations, way };

  SwatchBatch(Kind kind, SwatchPoint first, SwatchPoint last);

  Kind kind_;
  SwatchPoint first_;  ///< the first item
  SwatchPoint last_;   ///< of a way: the last one
};

}  // namespace nst::gimp
