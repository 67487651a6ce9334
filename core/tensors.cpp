// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensors.h"

#include <ATen/ATen.h>

namespace nst {
namespace {

std::int64_t missing(std::int64_t side, std::int64_t multiple) { return (multiple - side % multiple) % multiple; }

}  // namespace

at::Tensor to_tensor(const Image& image, int first, int channels) {
  // from_blob does not write, and the clone ends the sharing.
  auto* pixels = const_cast<float*>(image.pixels.data());
  return at::from_blob(pixels, {1, image.height, image.width, image.channels}, at::kFloat)
      .narrow(3, first, channels)
      .clone(at::MemoryFormat::Contiguous)
      .permute({0, 3, 1, 2});
}

void to_image(const at::Tensor& picture, Image& image) { to_image(picture, image, {0, 0, image.width, image.height}); }

void to_image(const at::Tensor& picture, Image& image, const Rect& part) {
  at::from_blob(image.pixels.data(), {1, image.height, image.width, image.channels}, at::kFloat)
      .narrow(1, part.y, part.height)
      .narrow(2, part.x, part.width)
      .narrow(3, 0, picture.size(1))
      .copy_(picture.permute({0, 2, 3, 1}));
}

Size size_of(const at::Tensor& x) { return {x.size(2), x.size(3)}; }

at::Tensor resize_signed(const at::Tensor& x, const Size& size) {
  return size_of(x) == size ? x
                            : at::_upsample_bicubic2d_aa(x, {size.height, size.width}, /*align_corners=*/false)
                                  .contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor resize_picture(const at::Tensor& x, const Size& size) {
  return size_of(x) == size ? x : resize_signed(x, size).clamp_(0, 1);
}

at::Tensor resize_mask(const at::Tensor& x, const Size& size) {
  if (size_of(x) == size) {
    return x;
  }
  return at::_upsample_bilinear2d_aa(x, {size.height, size.width}, /*align_corners=*/false);
}

at::Tensor pad_to_multiple(const at::Tensor& x, std::int64_t multiple) {
  const std::int64_t right = missing(x.size(3), multiple);
  const std::int64_t bottom = missing(x.size(2), multiple);
  return right == 0 && bottom == 0 ? x : at::reflection_pad2d(x, {0, right, 0, bottom});
}

at::Tensor unpad_gradient(const at::Tensor& gradient, const Size& size) {
  const std::int64_t right = gradient.size(3) - size.width;
  const std::int64_t bottom = gradient.size(2) - size.height;
  at::Tensor result = gradient.narrow(2, 0, size.height).clone();
  for (std::int64_t i = 0; i < bottom; ++i) {
    result.select(2, size.height - 2 - i).add_(gradient.select(2, size.height + i));
  }
  const at::Tensor beside = result.narrow(3, size.width, right);
  result = result.narrow(3, 0, size.width).contiguous(at::MemoryFormat::ChannelsLast);
  for (std::int64_t i = 0; i < right; ++i) {
    result.select(3, size.width - 2 - i).add_(beside.select(3, i));
  }
  return result;
}

}  // namespace nst
