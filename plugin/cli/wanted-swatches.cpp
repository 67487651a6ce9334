// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/wanted-swatches.h"

#include "core/error.h"
#include "core/generator.h"
#include "core/i18n.h"
#include "plugin/swatch-seeds.h"
#include "plugin/swatch-word.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <utility>

namespace nst::cli {
namespace {

/// Of swatches that are looked at, none counts more than another.
std::vector<SwatchPoint> plain_points(const std::string& text) {
  if (const auto star = text.find('*'); star != std::string::npos) {
    throw Error(tr("“{}” has a weight, which only a style has. Leave out what begins with *.", text));
  }
  std::vector<SwatchPoint> points;
  for (SwatchShare& swatch : parse_seeds(text, most_swatches)) {
    points.push_back(std::move(swatch.point));
  }
  return points;
}

/// `number` with as many digits as `largest` has.
std::string padded(std::uint32_t number, std::uint32_t largest) {
  return std::format("{:0{}}", number, std::to_string(largest).size());
}

/// The word of `point`, in which a seed, or the number of a variation, has as many digits as `largest`: such words
/// sort.
std::string sorting_text(const SwatchPoint& point, std::uint32_t largest) {
  std::string text = swatch_text(point);
  if (point.of.size() < 2) {
    const std::size_t start = text.rfind('~') + 1;  // of the number; 0 without a sign
    text.replace(start, std::to_string(point.seed).size(), padded(point.seed, largest));
  }
  return text;
}

long percent(double share) { return std::lround(100 * share); }

/// How far the `step`-th of so many is on the way. Rounded, so that the word is short.
double share_at(int step, int steps) {
  constexpr double digits = 1000;
  return std::round(digits * step / (steps - 1)) / digits;
}

/// An end is the swatch itself.
SwatchPoint on_the_way(const SwatchPoint& first, const SwatchPoint& second, double share) {
  return share == 0 ? first : share == 1 ? second : blend_of(first, second, share);
}

/// What the names of all swatches of a call begin with.
std::string names_of(const std::vector<SwatchPoint>& points) {
  std::string names;
  for (const SwatchPoint& point : points) {
    names += swatch_text(point) + "-";
  }
  return names;
}

std::vector<WantedSwatch> way_between(const std::vector<SwatchPoint>& ends, int steps) {
  std::vector<WantedSwatch> swatches;
  for (int step = 0; step < steps; ++step) {
    const SwatchPoint point = on_the_way(ends[0], ends[1], share_at(step, steps));
    swatches.push_back(
        {.point = point, .caption = swatch_text(point), .name = names_of(ends) + padded(step + 1, steps)});
  }
  return swatches;
}

WantedSwatch in_the_square(const std::vector<SwatchPoint>& corners, int row, int column, int steps) {
  const double across = share_at(column, steps);
  const double down = share_at(row, steps);
  return {
      .point = on_the_way(on_the_way(corners[0], corners[1], across), on_the_way(corners[2], corners[3], across), down),
      // TRANSLATORS: where a swatch is in a square that has four others as its corners.
      .caption = tr("across {} %, down {} %", percent(across), percent(down)),
      .name = names_of(corners) + padded(row + 1, steps) + "-" + padded(column + 1, steps)};
}

}  // namespace

std::vector<WantedSwatch> swatches_of(const std::string& seeds) {
  const std::vector<SwatchPoint> points = plain_points(seeds);
  const std::uint32_t largest = std::ranges::max(points, {}, &SwatchPoint::seed).seed;
  std::vector<WantedSwatch> swatches;
  for (const SwatchPoint& point : points) {
    swatches.push_back({.point = point, .caption = swatch_text(point), .name = sorting_text(point, largest)});
  }
  return swatches;
}

std::vector<WantedSwatch> swatches_between(const std::string& seeds, int steps) {
  const std::vector<SwatchPoint> points = plain_points(seeds);
  if (points.size() == 2) {
    return way_between(points, steps);
  }
  if (points.size() != 4) {
    throw Error(tr("--between takes two seeds or four, such as 3,9, not “{}”.", seeds));
  }
  std::vector<WantedSwatch> swatches;
  for (int row = 0; row < steps; ++row) {
    for (int column = 0; column < steps; ++column) {
      swatches.push_back(in_the_square(points, row, column, steps));
    }
  }
  return swatches;
}

std::vector<WantedSwatch> swatches_near(const std::string& seed, double distance, int count) {
  const std::vector<SwatchPoint> points = plain_points(seed);
  if (points.size() != 1) {
    throw Error(tr("--near takes one seed, such as 12, not “{}”.", seed));
  }
  std::vector<WantedSwatch> swatches;
  for (int i = 1; i <= count; ++i) {
    const auto number = static_cast<std::uint32_t>(i);
    const SwatchPoint point = variation_of(points.front(), number, distance);
    swatches.push_back({.point = point,
                        .caption = swatch_text(point),
                        .name = swatch_text(points.front()) + "-near-" + padded(number, count)});
  }
  return swatches;
}

}  // namespace nst::cli
