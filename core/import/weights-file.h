// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file of weights in any form that can be imported, told apart by its first bytes, not by its name.
#pragma once

#include "core/import/pth.h"
#include "core/safetensors.h"

#include <filesystem>

namespace nst {

/// Reads a .pth file in either form or a .safetensors file. Tensors that are not wanted may come without numbers, as in
/// core/import/pth. Throws Error, naming the file and what is wrong with it.
TensorFile read_weights(const std::filesystem::path& path, const Wanted& wanted);

}  // namespace nst
