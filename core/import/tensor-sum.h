// SPDX-License-Identifier: GPL-3.0-or-later
//
// One checksum over all tensors of a file, which the file itself can hold.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace nst {

/// The SHA-256 over name, dtype, shape and numbers of each tensor, by the order of the names; in hexadecimal digits.
std::string sum_of_tensors(const std::map<std::string, at::Tensor>& tensors);

}  // namespace nst
