// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the tensors of a file that PyTorch's torch.save wrote (".pth"), and nothing else in it: the archive that it
// writes since version 1.6, and the older form (torch/serialization.py is the only description of either).
// Nothing in the file is executed; core/import/pickle says how. Used by core/import/weights-file.
#pragma once

#include "core/safetensors.h"

#include <c10/util/ArrayRef.h>

#include <filesystem>
#include <functional>

namespace nst {

/// Whether the tensor of that shape is to be read. The others come as tensors of the meta device: a shape without
/// numbers, so that the layers of a classifier, most of a VGG's weights, need no memory.
using Wanted = std::function<bool(c10::IntArrayRef shape)>;

/// The tensors by name (see core/import/state-dict), with the numbers of those that are wanted; no metadata.
/// They keep their dtype and own their memory. Throws Error, naming the file and what is wrong with it, for
/// everything that is not such a file or asks for more than tensors.
TensorFile read_pth(const std::filesystem::path& path, const Wanted& wanted);

}  // namespace nst
