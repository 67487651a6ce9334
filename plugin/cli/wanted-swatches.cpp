// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/wanted-swatches.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/swatch-seeds.h"

#include <algorithm>
#include <cmath>
#include <format>

namespace nst::cli {
namespace {

/// Of swatches that are looked at, none counts more than another.
std::vector<std::uint32_t> plain_seeds(const std::string& text) {
  if (const auto star = text.find('*'); star != std::string::npos) {
    throw Error(tr("“{}” has a weight, which only a style has. Leave out what begins with *.", text));
  }
  std::vector<std::uint32_t> seeds;
  for (const SwatchShare& swatch : parse_seeds(text, most_swatches)) {
    seeds.push_back(swatch.seed);
  }
  return seeds;
}

/// `number` with as many digits as `largest` has.
std::string padded(std::uint32_t number, std::uint32_t largest) {
  return std::format("{:0{}}", number, std::to_string(largest).size());
}

long percent(double share) { return std::lround(100 * share); }

WantedSwatch on_the_way(const std::vector<std::uint32_t>& seeds, int step, int steps) {
  const double across = static_cast<double>(step) / (steps - 1);
  return {.point = {.seeds = seeds, .across = across},
          // TRANSLATORS: two seeds, and how far a swatch is on the way from the first to the second.
          .caption = tr("{} to {}, {} %", seeds[0], seeds[1], percent(across)),
          .name = std::format("{}-{}-{}", seeds[0], seeds[1], padded(step + 1, steps))};
}

WantedSwatch in_the_square(const std::vector<std::uint32_t>& seeds, int row, int column, int steps) {
  const double across = static_cast<double>(column) / (steps - 1);
  const double down = static_cast<double>(row) / (steps - 1);
  return {.point = {.seeds = seeds, .across = across, .down = down},
          // TRANSLATORS: where a swatch is in a square that has four others as its corners.
          .caption = tr("across {} %, down {} %", percent(across), percent(down)),
          .name = std::format("{}-{}-{}-{}-{}-{}", seeds[0], seeds[1], seeds[2], seeds[3], padded(row + 1, steps),
                              padded(column + 1, steps))};
}

}  // namespace

std::vector<WantedSwatch> swatches_of(const std::string& seeds) {
  const std::vector<std::uint32_t> numbers = plain_seeds(seeds);
  std::vector<WantedSwatch> swatches;
  for (const std::uint32_t seed : numbers) {
    swatches.push_back(
        {.point = {.seeds = {seed}}, .caption = std::to_string(seed), .name = padded(seed, std::ranges::max(numbers))});
  }
  return swatches;
}

std::vector<WantedSwatch> swatches_between(const std::string& seeds, int steps) {
  const std::vector<std::uint32_t> numbers = plain_seeds(seeds);
  if (numbers.size() != 2 && numbers.size() != 4) {
    throw Error(tr("--between takes two seeds or four, such as 3,9, not “{}”.", seeds));
  }
  std::vector<WantedSwatch> swatches;
  for (int row = 0; row < (numbers.size() == 2 ? 1 : steps); ++row) {
    for (int column = 0; column < steps; ++column) {
      swatches.push_back(numbers.size() == 2 ? on_the_way(numbers, column, steps)
                                             : in_the_square(numbers, row, column, steps));
    }
  }
  return swatches;
}

std::vector<WantedSwatch> swatches_near(const std::string& seed, double distance, int count) {
  const std::vector<std::uint32_t> numbers = plain_seeds(seed);
  if (numbers.size() != 1) {
    throw Error(tr("--near takes one seed, such as 12, not “{}”.", seed));
  }
  std::vector<WantedSwatch> swatches;
  for (int i = 1; i <= count; ++i) {
    const auto variation = static_cast<std::uint32_t>(i);
    swatches.push_back({.point = {.seeds = numbers, .variation = variation, .distance = distance},
                        // TRANSLATORS: the seed of a swatch, and the number of a variation of it.
                        .caption = tr("{}, variation {}", numbers[0], variation),
                        .name = std::format("{}-near-{}", numbers[0], padded(variation, count))});
  }
  return swatches;
}

}  // namespace nst::cli
