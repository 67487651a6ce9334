// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes .pth files piece by piece, right ones and wrong ones: what PyTorch itself would never write can be tried, and
// no Python is needed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace nst::test {

/// A float tensor with numbers 0, 1, 2, … and, for lies, what its pickle says of it.
struct PthTensor {
  std::string name;
  std::vector<int> shape;
  int offset = 0;
  std::vector<int> strides{};                ///< empty: contiguous
  int elements = -1;                         ///< of the storage, as the pickle says; -1: as the shape asks
  std::string type = "torch\nFloatStorage";  ///< module and name
  std::string function = "torch._utils\n_rebuild_tensor_v2";
};

/// The pickle of a dict of these tensors; the storage of the i-th has the key "i".
std::string pth_pickle(const std::vector<PthTensor>& tensors);

/// The pickle of text, a list of numbers from 0 and so on, as the older form has them.
std::string pickled(const std::string& text);

/// The older form of a file with these tensors.
std::string legacy_pth(const std::vector<PthTensor>& tensors);

/// The file as an archive; `pickle` in place of data.pkl, unless it is empty.
void write_archive_pth(const std::filesystem::path& path, const std::vector<PthTensor>& tensors,
                       const std::string& pickle = {}, const std::string& byteorder = "little",
                       bool compressed = false);

}  // namespace nst::test
