// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/convolution.h"

#include "core/error.h"
#include "core/i18n.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst {

Convolution ConvolutionReader::take(const std::string& layer, std::int64_t inputs,
                                    std::initializer_list<std::int64_t> kernels) {
  return take(layer, inputs, kernels, /*transposed=*/false);
}

Convolution ConvolutionReader::take_transposed(const std::string& layer, std::int64_t inputs,
                                               std::initializer_list<std::int64_t> kernels) {
  return take(layer, inputs, kernels, /*transposed=*/true);
}

Convolution ConvolutionReader::take(const std::string& layer, std::int64_t inputs,
                                    std::initializer_list<std::int64_t> kernels, bool transposed) {
  const auto weight = tensors_.find(layer + ".weight");
  const auto bias = tensors_.find(layer + ".bias");
  if (weight == tensors_.end() || bias == tensors_.end()) {
    throw Error(tr("layer “{}” is missing", layer));
  }
  const at::Tensor& kernel = weight->second;
  const std::int64_t in = transposed ? 0 : 1;  // the dimensions of kernel
  const std::int64_t out = transposed ? 1 : 0;
  const bool fits = kernel.dim() == 4 && kernel.size(out) > 0 && kernel.size(in) == inputs &&
                    std::ranges::find(kernels, kernel.size(2)) != kernels.end() && kernel.size(3) == kernel.size(2) &&
                    bias->second.dim() == 1 && bias->second.size(0) == kernel.size(out) && kernel.is_floating_point() &&
                    bias->second.is_floating_point();
  if (!fits) {
    throw Error(tr("layer “{}” has another shape than its neighbors ask for", layer));
  }
  Convolution convolution{kernel.to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast),
                          bias->second.to(at::kFloat)};
  if (!convolution.weight.isfinite().all().item<bool>() || !convolution.bias.isfinite().all().item<bool>()) {
    throw Error(tr("layer “{}” holds numbers that are not finite", layer));
  }
  taken_.insert({weight->first, bias->first});
  return convolution;
}

void ConvolutionReader::require_all_taken() const {
  for (const auto& [name, tensor] : tensors_) {
    if (!taken_.contains(name)) {
      throw Error(tr("tensor “{}” belongs to no layer of it", name));
    }
  }
}

}  // namespace nst
