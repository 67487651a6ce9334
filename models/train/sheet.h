// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many small pictures on one, in lines and columns. Used for the samples of the training programs.
#pragma once

#include <ATen/core/Tensor.h>

namespace nst::train {

/// pictures, (N, 3, H, W) in [0, 1], line by line in `columns` columns with 2 px of white between them: (3, H', W').
at::Tensor sheet(const at::Tensor& pictures, std::int64_t columns);

}  // namespace nst::train
