// SPDX-License-Identifier: GPL-3.0-or-later
//
// One of several equal parts of a list, so that several processes or computers share the work without a word between
// them.
#pragma once

#include <cstddef>
#include <string>

namespace nst::cli {

struct Shard {
  std::size_t number = 1;  ///< from 1
  std::size_t count = 1;

  /// Whether the entry with this index, from 0, belongs to it. Neighbors go to different shards: pictures of a kind
  /// often follow each other.
  bool has(std::size_t index) const { return index % count == number - 1; }

  bool operator==(const Shard&) const = default;
};

/// Reads "3/16": the third of sixteen. Throws UsageError.
Shard parse_shard(const std::string& word);

}  // namespace nst::cli
