// SPDX-License-Identifier: GPL-3.0-or-later
//
// The convolutions of a weights file, each checked before it is used. Private to the core.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <set>
#include <string>

namespace nst {

/// In float32, channels-last.
struct Convolution {
  at::Tensor weight;  // (C_out, C_in, k, k); of a transposed convolution (C_in, C_out, k, k)
  at::Tensor bias;    // (C_out)

  std::int64_t kernel() const { return weight.size(2); }
  std::int64_t outputs() const { return bias.size(0); }
};

/// Takes convolutions out of the tensors of a weights file, which must outlive this.
class ConvolutionReader {
 public:
  explicit ConvolutionReader(const std::map<std::string, at::Tensor>& tensors) : tensors_(tensors) {}

  bool has(const std::string& layer) const { return tensors_.contains(layer + ".weight"); }

  /// "<layer>.weight" and "<layer>.bias" for `inputs` channels, square with a side among `kernels`. Throws Error, a
  /// reason for a sentence around it, if they are missing, have another shape or hold numbers that are not finite.
  Convolution take(const std::string& layer, std::int64_t inputs, std::initializer_list<std::int64_t> kernels);

  /// The same for a transposed convolution.
  Convolution take_transposed(const std::string& layer, std::int64_t inputs,
                              std::initializer_list<std::int64_t> kernels);

  /// Throws Error, a reason, if there are tensors that nothing has taken.
  void require_all_taken() const;

 private:
  Convolution take(const std::string& layer, std::int64_t inputs, std::initializer_list<std::int64_t> kernels,
                   bool transposed);

  const std::map<std::string, at::Tensor>& tensors_;
  std::set<std::string> taken_;
};

}  // namespace nst
