// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies between two convolutions of a decoder on the CPU: ReLU, residual sum, doubling, joining, and the pixel that
// the next convolution wants around its input, each in one pass over the memory. Used by nets/decode. Private to the
// core.
//
// Tensors are (1, C, H, W), channels-last, float32 or bfloat16; "padded" ones are (1, C, H + 2, W + 2).
#pragma once

#include <ATen/core/Tensor.h>

namespace nst {

/// What stands in the pixel around: the second pixel from the edge, as nn.ReflectionPad2d has it, or the outermost one
/// again. What is reflected after it was doubled is repeated before.
enum class Border { reflected, repeated };

/// x with the pixel of reflection around it, padded.
at::Tensor surrounded(const at::Tensor& x);

/// max(y, 0), padded.
at::Tensor rectified(const at::Tensor& y, Border border);

/// x + y in place of x, which is padded.
void add_inside(const at::Tensor& x, const at::Tensor& y, Border border);

/// The kernels that do to x what a 3 x 3 convolution with `weight`, (C_out, C_in, 3, 3), does to the nearest neighbours
/// of x, doubled. Two of three neighbouring taps read the same value, so that in each direction
///
///   y[2 i]     = w0 x[i - 1] + (w1 + w2) x[i]
///   y[2 i + 1] = (w0 + w1) x[i] + w2 x[i + 1]
///
/// which is a 2 x 2 convolution for each of the four pixels of a square (Shi et al. 2016, "Is the deconvolution layer
/// the same as a convolutional layer?"), with 4/9 of the products. (4 C_out, C_in, 2, 2), the squares' pixels in the
/// order of reading.
at::Tensor doubled_weights(const at::Tensor& weight);

/// max(y + beside, 0), padded, where y is what `squares`, the result of a convolution of x, padded with
/// Border::repeated, with doubled_weights(), holds: (1, 4 C, H / 2 + 1, W / 2 + 1). beside: (1, C, H, W), or undefined
/// for 0.
at::Tensor joined(const at::Tensor& squares, const at::Tensor& beside, Border border);

}  // namespace nst
