// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/swatch-seeds.h"

#include "core/error.h"
#include "core/generator.h"
#include "core/i18n.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>
#include <set>
#include <system_error>

namespace nst {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto start = text.find_first_not_of(" \t");
  return start == std::string_view::npos ? std::string_view()
                                         : text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

/// The seed that `word`, a part of `entry`, is.
std::uint32_t parse_seed(std::string_view word, std::string_view entry) {
  const std::string_view digits = trimmed(word);
  std::uint32_t seed = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
  if (error != std::errc() || end != digits.data() + digits.size() || seed > largest_swatch_seed) {
    throw Error(tr("“{}” is no seed: seeds are whole numbers from 0 to {}, written like 7,12,19 or 0-7.",
                   std::string(entry), largest_swatch_seed));
  }
  return seed;
}

double parse_weight(std::string_view word) {
  const std::string_view digits = trimmed(word);
  double weight = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(weight) || weight <= 0) {
    throw Error(tr("The weight of a swatch is a number above 0, such as in 7*2, not “{}”.", std::string(word)));
  }
  return weight;
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

Range parse_range(std::string_view word) {
  const auto hyphen = word.find('-', 1);  // at the start it is a sign, which no seed has
  if (hyphen == std::string_view::npos) {
    const std::uint32_t seed = parse_seed(word, word);
    return {seed, seed};
  }
  const Range range{parse_seed(word.substr(0, hyphen), word), parse_seed(word.substr(hyphen + 1), word)};
  if (range.first > range.last) {
    throw Error(tr("The seeds “{}” run backwards. Write {}-{}.", std::string(word), range.last, range.first));
  }
  return range;
}

/// Adds the swatches of one entry of `text`.
void add(std::string_view entry, std::string_view text, std::size_t most, std::set<std::uint32_t>& known,
         std::vector<SwatchShare>& swatches) {
  if (entry.empty()) {
    throw Error(
        tr("“{}” has an empty place. Write the seeds with one comma between two, like 7,12,19.", std::string(text)));
  }
  const auto star = entry.find('*');
  const double weight = star == std::string_view::npos ? 1 : parse_weight(entry.substr(star + 1));
  const Range range = parse_range(trimmed(entry.substr(0, star)));
  if (range.last - range.first >= most - swatches.size()) {
    throw Error(
        tr("“{}” names more than {} swatches, the most there may be here. Take fewer.", std::string(text), most));
  }
  for (std::uint32_t seed = range.first; seed <= range.last; ++seed) {
    if (!known.insert(seed).second) {
      throw Error(tr("The seed {} comes twice. Leave it out once; in a style, {}*2 counts double.", seed, seed));
    }
    swatches.push_back({seed, weight});
  }
}

}  // namespace

std::vector<SwatchShare> parse_seeds(std::string_view text, std::size_t most) {
  if (trimmed(text).empty()) {
    throw Error(tr("No seeds are given. Write which swatches you want, like 7,12,19 or 0-7."));
  }
  std::vector<SwatchShare> swatches;
  std::set<std::uint32_t> known;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    add(trimmed(text.substr(start, end - start)), text, most, known, swatches);
    start = end + 1;
  }
  return swatches;
}

std::string seeds_text(std::span<const SwatchShare> swatches) {
  std::string text;
  for (std::size_t i = 0; i < swatches.size();) {
    std::size_t end = i + 1;
    while (end < swatches.size() && swatches[end].weight == swatches[i].weight &&
           swatches[end].seed == swatches[end - 1].seed + 1) {
      ++end;
    }
    const SwatchShare& first = swatches[i];
    const std::string range =
        end - i > 2 ? std::format("{}-{}", first.seed, swatches[end - 1].seed) : std::to_string(first.seed);
    text += (i == 0 ? "" : ",") + range + (first.weight == 1 ? "" : std::format("*{}", first.weight));
    i = end - i > 2 ? end : i + 1;
  }
  return text;
}

}  // namespace nst
