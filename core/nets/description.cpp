// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/description.h"

#include "core/error.h"
#include "core/i18n.h"

#include <charconv>
#include <format>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

namespace nst {
namespace {

/// The number that all of `text` is, if it lies in [from, to]. Without regard to the locale.
template <typename Number>
std::optional<Number> number_in(std::string_view text, Number from, Number to) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value >= from && value <= to ? std::optional(value) : std::nullopt;
}

}  // namespace

DescriptionReader::DescriptionReader(const std::map<std::string, std::string>& metadata, std::filesystem::path path,
                                     const char* refusal)
    : metadata_(metadata), path_(std::move(path)), refusal_(refusal) {}

void DescriptionReader::refuse(const std::string& reason) const {
  const std::string file = path_.string();
  throw Error(std::vformat(refusal_, std::make_format_args(file, reason)));
}

void DescriptionReader::require_kind(const std::string& kind) const {
  if (text("kind") != kind) {
    refuse(tr("its kind is “{}”", text("kind")));
  }
}

std::string DescriptionReader::text(const std::string& key) const {
  const auto found = metadata_.find(key);
  if (found == metadata_.end()) {
    refuse(tr("its description lacks “{}”", key));
  }
  return found->second;
}

int DescriptionReader::integer(const std::string& key, int from, int to) const {
  const std::optional<int> value = number_in(text(key), from, to);
  if (!value) {
    refuse(tr("“{}” is not a whole number from {} to {}", key, from, to));
  }
  return *value;
}

double DescriptionReader::real(const std::string& key, double from, double to) const {
  const std::optional<double> value = number_in(text(key), from, to);
  if (!value) {
    refuse(tr("“{}” is not a number from {} to {}", key, from, to));
  }
  return *value;
}

std::vector<int> DescriptionReader::integers(const std::string& key, int from, int to, std::size_t most) const {
  std::istringstream words(text(key));
  std::vector<int> values;
  for (std::string word; words >> word;) {
    const std::optional<int> value = number_in(word, from, to);
    if (!value || values.size() == most) {
      refuse(tr("“{}” is not a list of at most {} whole numbers from {} to {}", key, most, from, to));
    }
    values.push_back(*value);
  }
  if (values.empty()) {
    refuse(tr("“{}” is not a list of at most {} whole numbers from {} to {}", key, most, from, to));
  }
  return values;
}

}  // namespace nst
