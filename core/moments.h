// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums over the positions of one layer, and the gradients of what is computed from them; each in one pass over the
// memory, for tiles that add up to a picture. Private to the core.
//
// Features are (1, C, H, W), channels-last, float32 or bfloat16; weights (1, 1, H, W), float32, or undefined for ones;
// sums are float32. The same call gives the same bits, whatever the number of threads.
#pragma once

#include <ATen/core/Tensor.h>

namespace nst {

/// The moments of C channels f under weights w, not divided by anything. Empty at first.
struct Moments {
  at::Tensor mass;     ///< sum of w, ()
  at::Tensor sum;      ///< sum of w f, (C)
  at::Tensor product;  ///< sum of w f f^T, (C, C); undefined if it was not wanted
};

/// Adds the moments of `feature` to `moments`. Sums are float32 over some thousand positions, and float64 over
/// those.
/// Without `products` only the others, which is cheaper.
void accumulate(Moments& moments, const at::Tensor& feature, const at::Tensor& weights, bool products = true);

/// out += w (vector + matrix f) at every position: with vector = dL/dsum, (C), and matrix = dL/dproduct plus its
/// transpose, (C, C), or undefined for zeros, the gradient of a loss L of the moments; these two may be on the
/// processor. out: of the feature's kind, or undefined for zeros.
void add_moment_gradient(at::Tensor& out, const at::Tensor& feature, const at::Tensor& weights,
                         const at::Tensor& vector, const at::Tensor& matrix);

/// out += factor w (feature - target), and gives the sum of w |feature - target|^2. target: as feature; out as above.
double add_content_gradient(at::Tensor& out, const at::Tensor& feature, const at::Tensor& target,
                            const at::Tensor& weights, double factor);

}  // namespace nst
