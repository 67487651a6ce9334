// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/tensor-sum.h"

#include "core/sha256.h"

#include <c10/core/ScalarType.h>

#include <span>

namespace nst {

std::string sum_of_tensors(const std::map<std::string, at::Tensor>& tensors) {
  Sha256 sum;
  for (const auto& [name, tensor] : tensors) {
    std::string head = name + " " + c10::toString(tensor.scalar_type());
    for (const std::int64_t extent : tensor.sizes()) {
      head += " " + std::to_string(extent);
    }
    sum.add(head + "\n");
    const at::Tensor plain = tensor.contiguous();
    sum.add(std::span(static_cast<const std::byte*>(plain.const_data_ptr()), plain.nbytes()));
  }
  return sum.hex();
}

}  // namespace nst
