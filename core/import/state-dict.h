// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tensors that a pickle of torch.save describes: names, shapes and where their numbers are. Used by
// core/import/pth.
#pragma once

#include "core/import/pickle.h"

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nst {

/// A block of numbers that tensors are views of.
struct StorageInfo {
  at::ScalarType type;
  std::int64_t elements;
  bool operator==(const StorageInfo&) const = default;
};

/// A view of a storage. Offset and strides count elements.
struct StoredTensor {
  std::string storage;
  std::int64_t offset = 0;
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> strides;
};

struct StateDict {
  std::map<std::string, StorageInfo> storages;  ///< by key
  std::map<std::string, StoredTensor> tensors;  ///< by name; each lies within its storage
};

/// Reads a dict of tensors, also where it is the entry "state_dict" or "model" of another. What is no tensor is left
/// out; a prefix "module." that all names have is taken off them.
/// Throws Error with the reason alone, for the caller to put into a sentence: a global that has no place in a file of
/// tensors, a tensor that lies outside its storage or takes more room than it, a doubled name, no tensors at all.
StateDict state_dict_from(const Pickle& pickle);

/// The list of text that a pickle holds; throws as above if it is anything else.
std::vector<std::string> texts_from(const Pickle& pickle);

}  // namespace nst
