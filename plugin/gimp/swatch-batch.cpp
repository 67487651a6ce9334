// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-batch.h"

#include "core/i18n.h"
#include "plugin/swatch-word.h"

#include <utility>

namespace nst::gimp {
namespace {

// Of a way: neighbours are just told apart, and a grid shows most of them at once.
constexpr std::size_t steps = 20;

}  // namespace

SwatchBatch::SwatchBatch(Kind kind, SwatchPoint first, SwatchPoint last)
    : kind_(kind), first_(std::move(first)), last_(std::move(last)) {}

SwatchBatch SwatchBatch::of_seeds(std::uint32_t first) { return {Kind::seeds, {.seed = first}, {}}; }

SwatchBatch SwatchBatch::variations_of(SwatchPoint origin) { return {Kind::variations, std::move(origin), {}}; }

SwatchBatch SwatchBatch::between(SwatchPoint first, SwatchPoint last) {
  return {Kind::way, std::move(first), std::move(last)};
}

std::size_t SwatchBatch::count() const { return kind_ == Kind::way ? steps + 1 : size; }

SwatchPoint SwatchBatch::point(std::size_t item) const {
  const auto number = static_cast<std::uint32_t>(item);
  if (kind_ == Kind::seeds) {
    return {.seed = first_.seed + number};
  }
  if (item == 0) {
    return first_;
  }
  if (kind_ == Kind::variations) {
    return variation_of(first_, number);
  }
  return item == steps ? last_ : blend_of(first_, last_, static_cast<double>(item) / steps);
}

std::optional<std::size_t> SwatchBatch::item(const SwatchPoint& point) const {
  if (kind_ == Kind::way) {
    for (std::size_t item = 0; item <= steps; ++item) {
      if (this->point(item) == point) {
        return item;
      }
    }
    return {};
  }
  if (point == first_) {
    return 0;
  }
  const std::size_t item = kind_ == Kind::seeds ? point.seed - first_.seed : point.seed;
  return item < size && this->point(item) == point ? std::optional(item) : std::nullopt;
}

std::string SwatchBatch::hint() const {
  switch (kind_) {
    case Kind::seeds:
      return tr("Click a swatch to choose it; hold Ctrl to choose several.");
    case Kind::variations:
      return tr("Variations of swatch {}, which comes first.", shortened(swatch_text(first_)));
    case Kind::way:
      return tr("From swatch {} to swatch {}.", shortened(swatch_text(first_)), shortened(swatch_text(last_)));
  }
  return {};
}

}  // namespace nst::gimp
