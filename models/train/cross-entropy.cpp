// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/cross-entropy.h"

#include <ATen/ATen.h>

namespace nst::train {

at::Tensor cross_entropy(const at::Tensor& logits, double label) {
  return at::binary_cross_entropy_with_logits(logits.to(at::kFloat), at::full_like(logits, label, at::kFloat));
}

}  // namespace nst::train
