// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/style-argument.h"

#include "core/i18n.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <system_error>

namespace nst::cli {
namespace {

/// The number that `digits` are; nothing if they are none.
std::optional<double> parse_weight(std::string_view digits) {
  double weight = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (error == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    return {};
  }
  return error == std::errc() ? weight : std::numeric_limits<double>::infinity();
}

double require_weight(std::optional<double> weight, std::string_view digits) {
  if (!weight || !std::isfinite(*weight) || *weight <= 0) {
    throw UsageError(tr("The weight of a style is a number above 0, not “{}”.", digits));
  }
  return *weight;
}

StyleArgument parse_generated(std::string_view word) {
  constexpr int colons_without_weight = 2;
  StyleArgument style;
  if (std::ranges::count(word, ':') > colons_without_weight) {
    const std::string_view digits = word.substr(word.rfind(':') + 1);
    style.weight = require_weight(parse_weight(digits), digits);
    word.remove_suffix(digits.size() + 1);
  }
  try {
    style.generated = parse_generated_style(word);
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
  return style;
}

StyleArgument parse_trained(std::string_view word) {
  StyleArgument style;
  if (std::ranges::count(word, ':') > 1) {
    const std::string_view digits = word.substr(word.rfind(':') + 1);
    style.weight = require_weight(parse_weight(digits), digits);
    word.remove_suffix(digits.size() + 1);
  }
  try {
    style.trained = trained_style_id(word);
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
  return style;
}

}  // namespace

StyleArgument parse_style(const std::string& word) {
  if (is_generated_style(word)) {
    return parse_generated(word);
  }
  if (is_trained_style(word)) {
    return parse_trained(word);
  }
  std::error_code error;
  const auto colon = word.rfind(':');
  if (colon == std::string::npos || std::filesystem::exists(word, error)) {
    return {word};
  }
  const std::string_view digits = std::string_view(word).substr(colon + 1);
  const std::optional<double> weight = parse_weight(digits);
  return weight ? StyleArgument{word.substr(0, colon), require_weight(weight, digits)} : StyleArgument{word};
}

std::string style_name(const StyleArgument& style) {
  if (style.generated) {
    return label_of(*style.generated);
  }
  return style.trained.empty() ? style.file.filename().string() : trained_style_name(style.trained);
}

}  // namespace nst::cli
