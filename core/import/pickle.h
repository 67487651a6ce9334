// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads Python's pickle format as a tree of plain values. Nothing is ever called or made: where a pickle asks Python to
// call a function, the tree says so, and who reads the tree decides whether it knows that function. Only the opcodes
// that torch.save writes are known. Used by core/import/state-dict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nst {

/// The place of a node in Pickle::nodes. Nodes name each other by it, so that a value may contain itself, as Python
/// allows, without harm.
using PickleId = std::uint32_t;

struct PickleNone {};
/// A function or type by its full name, "collections.OrderedDict".
struct PickleGlobal {
  std::string name;
};
struct PickleTuple {
  std::vector<PickleId> items;
};
struct PickleList {
  std::vector<PickleId> items;
};
/// A dict or an OrderedDict, with its entries as they were written.
struct PickleDict {
  std::vector<std::pair<PickleId, PickleId>> entries;
};
/// What calling `callee` with the tuple `arguments` would give, with the state that it would be given then.
struct PickleCall {
  PickleId callee;
  PickleId arguments;
  std::optional<PickleId> state;
};
/// Something kept outside the pickle, by the value that names it.
struct PicklePersistent {
  PickleId name;
};

using PickleNode = std::variant<PickleNone, bool, std::int64_t, double, std::string, PickleGlobal, PickleTuple,
                                PickleList, PickleDict, PickleCall, PicklePersistent>;

struct Pickle {
  std::vector<PickleNode> nodes;
  PickleId root = 0;
  std::size_t bytes = 0;  ///< how long the pickle was; more may follow behind

  /// The node at `id` as a `Type`, or null if it is another.
  template <typename Type>
  const Type* as(PickleId id) const {
    return std::get_if<Type>(&nodes.at(id));
  }
};

/// Longer pickles are refused: a network's names and shapes take some kilobytes.
inline constexpr std::size_t max_pickle_bytes = 4U << 20U;

/// Reads the pickle that `bytes` begin with. Throws Error with the reason alone, for the caller to put into a sentence,
/// if it is cut off, malformed, too large or uses an opcode that weights have no need of.
Pickle parse_pickle(std::string_view bytes);

}  // namespace nst
