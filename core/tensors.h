// SPDX-License-Identifier: GPL-3.0-or-later
//
// Between Image and at::Tensor, and the resampling that both need. Private to the core.
#pragma once

#include "core/image.h"
#include "core/size.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace nst {

/// The first `channels` channels of `image` from `first` on, as (1, channels, H, W) in channels-last order.
at::Tensor to_tensor(const Image& image, int first, int channels);

/// Writes picture, (1, C, H, W), into the first C channels of `image`, which has its size.
void to_image(const at::Tensor& picture, Image& image);

/// The same into the part of `image` that has the picture's size, `part`.
void to_image(const at::Tensor& picture, Image& image, const Rect& part);

/// Height and width of x, (N, C, H, W).
Size size_of(const at::Tensor& x);

/// x, (N, C, H, W), resampled: bicubic with antialiasing, clamped to [0, 1]. For pictures.
at::Tensor resize_picture(const at::Tensor& x, const Size& size);

/// The same without clamping, for what may be negative.
at::Tensor resize_signed(const at::Tensor& x, const Size& size);

/// x, (N, C, H, W), resampled: bilinear with antialiasing, which never leaves the range of its values. For masks.
at::Tensor resize_mask(const at::Tensor& x, const Size& size);

/// x, (N, C, H, W), continued by reflection at the right and bottom until both sides are multiples of `multiple`,
/// so that no pooling drops a row. Needs sides larger than what is added.
at::Tensor pad_to_multiple(const at::Tensor& x, std::int64_t multiple);

/// The way back of pad_to_multiple(): the gradient with respect to what was padded, from the gradient with respect to
/// the result, (N, C, H, W). `size` is that before padding.
at::Tensor unpad_gradient(const at::Tensor& gradient, const Size& size);

}  // namespace nst
