// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/swatch-seeds.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/swatch-word.h"

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

double parse_weight(std::string_view word) {
  const std::string_view digits = trimmed(word);
  double weight = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(weight) || weight <= 0) {
    throw Error(tr("The weight of a swatch is a number above 0, such as in 7*2, not “{}”.", std::string(word)));
  }
  return weight;
}

/// Adds the swatches of one entry of `text`.
void add(std::string_view entry, std::string_view text, std::size_t most, std::set<std::string>& known,
         std::vector<SwatchShare>& swatches) {
  if (entry.empty()) {
    throw Error(
        tr("“{}” has an empty place. Write the seeds with one comma between two, like 7,12,19.", std::string(text)));
  }
  const auto star = entry.find('*');
  const double weight = star == std::string_view::npos ? 1 : parse_weight(entry.substr(star + 1));
  const SwatchRange range = parse_swatch_range(trimmed(entry.substr(0, star)));
  if (range.last - range.first.seed >= most - swatches.size()) {
    throw Error(
        tr("“{}” names more than {} swatches, the most there may be here. Take fewer.", std::string(text), most));
  }
  for (SwatchPoint point = range.first; point.seed <= range.last; ++point.seed) {
    const std::string word = swatch_text(point);
    if (!known.insert(word).second) {
      throw Error(tr("“{}” comes twice. Leave it out once; in a style, {}*2 counts double.", word, word));
    }
    swatches.push_back({point, weight});
  }
}

/// Whether `share` is the neighbour of `before`, so that a range may hold both.
bool continues(const SwatchShare& before, const SwatchShare& share) {
  SwatchPoint next = before.point;
  ++next.seed;
  return next == share.point && before.weight == share.weight;
}

}  // namespace

std::vector<SwatchShare> parse_seeds(std::string_view text, std::size_t most) {
  if (trimmed(text).empty()) {
    throw Error(tr("No seeds are given. Write which swatches you want, like 7,12,19 or 0-7."));
  }
  std::vector<SwatchShare> swatches;
  std::set<std::string> known;
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
    while (end < swatches.size() && continues(swatches[end - 1], swatches[end])) {
      ++end;
    }
    const SwatchShare& first = swatches[i];
    const std::uint32_t last = end - i > 2 ? swatches[end - 1].point.seed : first.point.seed;
    text += (i == 0 ? "" : ",") + swatch_text(SwatchRange{first.point, last}) +
            (first.weight == 1 ? "" : std::format("*{}", first.weight));
    i = end - i > 2 ? end : i + 1;
  }
  return text;
}

}  // namespace nst
