// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/vary.h"

#include "core/i18n.h"
#include "core/options.h"
#include "plugin/cli/arguments.h"
#include "plugin/generated-style.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <format>
#include <optional>
#include <string_view>
#include <system_error>

namespace nst::cli {
namespace {

constexpr std::size_t most_values = 1000;

// What can be varied besides the options of the table.
constexpr std::array<std::string_view, 3> others{"style", "preset", "size"};

void require_known(const std::string& name) {
  if (find_option(name) != nullptr || std::ranges::find(others, name) != others.end()) {
    return;
  }
  std::string known;
  for (const Option& option : options()) {
    known += std::string(option.name) + ", ";
  }
  throw UsageError(tr("“{}” cannot be varied. These can: {}style, preset, size.", name, known));
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value)
                                                                                          : std::nullopt;
}

struct Range {
  double lowest;
  double highest;
  double change;
  bool factor;

  double at(int i) const { return factor ? lowest * std::pow(change, i) : lowest + i * change; }
  bool goes_on() const { return factor ? change > 1 && lowest > 0 : change > 0; }
};

/// "LOWEST..HIGHEST*F" or "…+S"; nothing if it is no range at all. The sign is looked for behind a digit, since numbers
/// hold some, too: 1e+2..1e+3+100.
std::optional<Range> parse_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view rest = text.substr(dots + 2);
  for (std::size_t sign = rest.find_last_of("*+"); sign != std::string_view::npos && sign > 0;
       sign = rest.find_last_of("*+", sign - 1)) {
    const auto lowest = number(text.substr(0, dots));
    const auto highest = number(rest.substr(0, sign));
    const auto change = number(rest.substr(sign + 1));
    if (lowest && highest && change) {
      return Range{*lowest, *highest, *change, rest[sign] == '*'};
    }
  }
  return std::nullopt;
}

std::vector<std::string> values_of(const Range& range, std::string_view text) {
  constexpr double rounding = 1e-9;  // 0.1 + 0.1 + 0.1 is a little more than 0.3
  const double end = range.highest + rounding * std::max(std::abs(range.lowest), std::abs(range.highest));
  std::vector<std::string> values;
  if (!range.goes_on() || range.lowest > range.highest) {
    throw UsageError(
        tr("“{}” is no range: it rises from the first number to the second by +STEP above 0, or, from a "
           "number above 0, by *FACTOR above 1.",
           text));
  }
  for (int i = 0; range.at(i) <= end; ++i) {
    if (values.size() == most_values) {
      throw UsageError(tr("“{}” gives more than {} values. Take a larger step.", text, most_values));
    }
    values.push_back(std::format("{:.12g}", range.at(i)));
  }
  return values;
}

/// Whether `value` goes on with the seeds of `before`: in generated:dcgan-abstract:7,12 the comma does not part values.
bool continues_seeds(const std::string& before, const std::string& value) {
  return is_generated_style(before) && value.find_first_not_of("0123456789-*.:~+@{} ") == std::string::npos;
}

void add_values(Variation& variation, const std::string& word) {
  std::error_code error;
  if (variation.name == "style" && std::filesystem::exists(word, error)) {
    variation.values.push_back(word);
    return;
  }
  for (std::size_t start = 0; start <= word.size();) {
    const std::size_t end = std::min(word.find(',', start), word.size());
    const std::string value = word.substr(start, end - start);
    if (value.empty()) {
      throw UsageError(tr("“{}” has an empty value. Write the values with one comma between two.", word));
    }
    // A file may be called "a..b+1": ranges are for numbers.
    const bool may_be_range = variation.name != "style" && variation.name != "preset";
    if (const auto range = may_be_range ? parse_range(value) : std::nullopt) {
      std::ranges::copy(values_of(*range, value), std::back_inserter(variation.values));
    } else if (start > 0 && variation.name == "style" && continues_seeds(variation.values.back(), value)) {
      variation.values.back() += "," + value;
    } else {
      variation.values.push_back(value);
    }
    start = end + 1;
  }
}

}  // namespace

Variation parse_variation(const std::string& word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos) {
    throw UsageError(tr("“{}” says no values. Write --vary NAME=VALUE,VALUE.", word));
  }
  Variation variation{word.substr(0, equals), {}};
  require_known(variation.name);
  add_values(variation, word.substr(equals + 1));
  return variation;
}

std::vector<Variation> merged(const std::vector<Variation>& variations) {
  std::vector<Variation> merged;
  for (const Variation& variation : variations) {
    auto same = std::ranges::find(merged, variation.name, &Variation::name);
    if (same == merged.end()) {
      same = merged.insert(merged.end(), {variation.name, {}});
    }
    for (const std::string& value : variation.values) {
      if (std::ranges::find(same->values, value) != same->values.end()) {
        throw UsageError(tr("“{}” comes twice among the values of “{}”. Leave one out.", value, variation.name));
      }
      same->values.push_back(value);
    }
  }
  return merged;
}

}  // namespace nst::cli
