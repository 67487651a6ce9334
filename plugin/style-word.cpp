// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/style-word.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace nst {
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
    throw Error(tr("The weight of a style is a number above 0, not “{}”.", digits));
  }
  return *weight;
}

/// Takes the weight off the end of a word that has one more colon than `colons`.
double take_weight(std::string_view& word, std::ptrdiff_t colons) {
  if (std::ranges::count(word, ':') <= colons) {
    return 1;
  }
  const std::string_view digits = word.substr(word.rfind(':') + 1);
  const double weight = require_weight(parse_weight(digits), digits);
  word.remove_suffix(digits.size() + 1);
  return weight;
}

}  // namespace

WeighedWord split_weight(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return {text, {}};
  }
  const std::string_view digits = text.substr(colon + 1);
  const std::optional<double> weight = parse_weight(digits);
  return weight ? WeighedWord{text.substr(0, colon), require_weight(weight, digits)} : WeighedWord{text, {}};
}

StyleWord parse_style_word(const std::string& text) {
  std::string_view word = text;
  if (is_generated_style(word)) {
    const double weight = take_weight(word, 2);
    return {.file = {}, .weight = weight, .generated = parse_generated_style(word)};
  }
  if (is_trained_style(word)) {
    const double weight = take_weight(word, 1);
    return {.file = {}, .weight = weight, .trained = trained_style_id(word)};
  }
  std::error_code error;
  if (std::filesystem::exists(word, error)) {
    return {.file = text};
  }
  const WeighedWord file = split_weight(word);
  return {.file = file.word, .weight = file.weight.value_or(1)};
}

std::string word_of(const StyleWord& style) {
  if (style.generated) {
    return word_of(*style.generated);
  }
  return style.trained.empty() ? style.file.string() : trained_style_word(style.trained);
}

std::string name_of(const StyleWord& style) {
  if (style.generated) {
    return label_of(*style.generated);
  }
  return style.trained.empty() ? style.file.filename().string() : trained_style_name(style.trained);
}

}  // namespace nst
