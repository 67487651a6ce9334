// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies between two convolutions of an encoder, there and back: ReLU, pooling, and the pixel of reflection that the
// next convolution wants around its input, each in one pass over the memory. Used by nets/pass. Private to the core.
//
// Tensors are (1, C, H, W), channels-last, float32 or bfloat16; "padded" ones are (1, C, H + 2, W + 2).
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <optional>

namespace nst {

enum class Pooling;

/// A pooling and what its result is multiplied by.
struct ScaledPooling {
  Pooling kind;
  float factor;
};

/// What the way back needs to know. On a CPU a bit for each value, or a byte for each maximum.
struct Trace {
  at::Tensor positive;  ///< (H, words), a bit for each value of a row: whether the ReLU let it through
  at::Tensor codes;     ///< which values the maxima are: see rows.h
  at::Tensor values;    ///< (1, C, H, W), after ReLU: for l2, and wherever there are no kernels of ours
  std::int64_t height = 0;
  std::int64_t width = 0;
};

/// What becomes of a convolution's result.
struct Stage {
  std::optional<ScaledPooling> pooling;  ///< after the ReLU
  bool tapped;                           ///< whether `y` is wanted: it then holds the values after ReLU
  bool last;                             ///< whether no convolution follows, so that nothing is returned
};

/// From y, (1, C, H, W), before its ReLU, to the next convolution's padded input. y is used up if it is not tapped.
/// `trace`: what to keep for the way back, or nullptr for nothing.
at::Tensor advance(at::Tensor y, const Stage& stage, Trace* trace);

/// The way back. g: the gradient of what `advance` returned, padded, used up; undefined after the last stage.
/// inject: the gradient of the tapped values, (1, C, H, W), or undefined. One of both is defined.
/// Gives the gradient of y.
at::Tensor retreat(at::Tensor g, const at::Tensor& inject, const Stage& stage, const Trace& trace);

/// The first convolution's padded input: (picture - mean) / deviation in `type`. picture: (1, 3, H, W), float32.
at::Tensor enter(const at::Tensor& picture, const std::array<double, 3>& mean, const std::array<double, 3>& deviation,
                 at::ScalarType type);

/// The way back: the gradient of the picture, (1, 3, H, W), float32. g: padded, used up.
at::Tensor leave(at::Tensor g, const std::array<double, 3>& deviation);

/// The same by ATen's functions only, for devices without kernels of ours (and for comparison).
namespace generic {
at::Tensor advance(at::Tensor y, const Stage& stage, Trace* trace);
at::Tensor retreat(const at::Tensor& g, const at::Tensor& inject, const Stage& stage, const Trace& trace);
at::Tensor enter(const at::Tensor& picture, const std::array<double, 3>& mean, const std::array<double, 3>& deviation,
                 at::ScalarType type);
at::Tensor leave(const at::Tensor& g, const std::array<double, 3>& deviation);
}  // namespace generic

}  // namespace nst
