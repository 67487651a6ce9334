// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a discriminator's answers cost, for the programs that train one.
#pragma once

#include <ATen/core/Tensor.h>

namespace nst::train {

/// Mean binary cross-entropy of `logits`, of any shape, against one label in [0, 1]:
/// -mean(label log s(x) + (1 - label) log(1 - s(x))), s the logistic function; in float32.
at::Tensor cross_entropy(const at::Tensor& logits, double label);

}  // namespace nst::train
