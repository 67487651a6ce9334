// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

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

void to_image(const at::Tensor& picture, Image& image) {
  at::from_blob(image.pixels.data(), {1, image.height, image.width, image.channels}, at::kFloat)
      .narrow(3, 0, picture.size(1))
      .copy_(picture.permute({0, 2, 3, 1}));
}

Size size_of(const at::Tensor& x) { return {x.size(2), x.size(3)}; }

Size scaled(const Size& size, double longer) {
  const double factor = longer / static_cast<double>(std::max(size.height, size.width));
  const auto side = [&](std::int64_t length) {
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(length) * factor));
  };
  return {side(size.height), side(size.width)};
}

at::Tensor resize_picture(const at::Tensor& x, const Size& size) {
  if (size_of(x) == size) {
    return x;
  }
  return at::_upsample_bicubic2d_aa(x, {size.height, size.width}, /*align_corners=*/false)
      .clamp_(0, 1)
      .contiguous(at::MemoryFormat::ChannelsLast);
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

}  // namespace nst
