// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/shard.h"

#include "core/i18n.h"
#include "plugin/cli/arguments.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace nst::cli {
namespace {

/// The number that `digits` are; nothing if they are none.
std::optional<std::size_t> parse_count(std::string_view digits) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(count) : std::nullopt;
}

}  // namespace

Shard parse_shard(const std::string& word) {
  const std::size_t slash = std::min(word.find('/'), word.size());
  const std::string_view text = word;
  const auto number = parse_count(text.substr(0, slash));
  const auto count = parse_count(text.substr(std::min(slash + 1, text.size())));
  if (!number || !count || *number < 1 || *number > *count) {
    throw UsageError(tr("--shard takes a part and how many parts there are, such as 3/16, not “{}”.", word));
  }
  return {*number, *count};
}

}  // namespace nst::cli
