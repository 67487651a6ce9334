// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/upscaler.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/nets/description.h"
#include "core/safetensors.h"
#include "core/tensors.h"

#include <ATen/ATen.h>

#include <utility>

namespace nst {
namespace {

constexpr const char* description_kind = "upscaler/1";
constexpr std::int64_t side_multiple = 4;  // two strides of 2

at::Tensor convolved(const at::Tensor& x, const Convolution& layer, std::int64_t stride = 1) {
  return at::conv2d(at::reflection_pad2d(x, {1, 1, 1, 1}), layer.weight, layer.bias, stride);
}

at::Tensor enlarged(const at::Tensor& x, const Convolution& layer) {
  return at::conv_transpose2d(x, layer.weight, layer.bias, /*stride=*/2, /*padding=*/1);
}

}  // namespace

Upscaler::Upscaler(std::string name, ConvolutionReader& tensors) : name_(std::move(name)) {
  enter_ = tensors.take("enter", 3, {3});
  down1_ = tensors.take("down1", enter_.outputs(), {4});
  down2_ = tensors.take("down2", down1_.outputs(), {4});
  body1_ = tensors.take("body1", down2_.outputs(), {3});
  body2_ = tensors.take("body2", body1_.outputs(), {3});
  up1_ = tensors.take_transposed("up1", body2_.outputs(), {4});
  up2_ = tensors.take_transposed("up2", up1_.outputs(), {4});
  leave_ = tensors.take("leave", up2_.outputs(), {3});
  const auto require = [](const char* layer, const Convolution& convolution, std::int64_t outputs) {
    if (convolution.outputs() != outputs) {
      throw Error(tr("layer “{}” has another shape than its neighbors ask for", layer));
    }
  };
  require("up1", up1_, down1_.outputs());  // what the skips add to
  require("up2", up2_, enter_.outputs());
  require("leave", leave_, 3);
}

Upscaler Upscaler::load(const std::filesystem::path& path) {
  const TensorFile file = read_safetensors(path);
  std::string name = upscaler_name_from(file.metadata, path);
  try {
    ConvolutionReader tensors(file.tensors);
    Upscaler upscaler(std::move(name), tensors);
    tensors.require_all_taken();
    return upscaler;
  } catch (const Error& error) {
    throw Error(tr("The weights file “{}” cannot be used: {}. Install it again from a trusted source.", path.string(),
                   std::string(error.what())));
  }
}

at::Tensor Upscaler::operator()(const at::Tensor& x) const {
  const at::Tensor padded = pad_to_multiple(x, side_multiple).contiguous(at::MemoryFormat::ChannelsLast);
  at::Tensor a = convolved(padded, enter_).relu_();  // (N, A, H, W)
  at::Tensor b = convolved(a, down1_, 2).relu_();    // (N, B, H / 2, W / 2)
  at::Tensor c = convolved(b, down2_, 2).relu_();    // (N, C, H / 4, W / 4)
  c = convolved(c, body1_).relu_();
  c = convolved(c, body2_).relu_();
  b = enlarged(c, up1_).add_(b).relu_();
  a = enlarged(b, up2_).add_(a).relu_();
  const at::Tensor detail = convolved(a, leave_);  // (N, 3, H, W), still padded
  return (x + detail.narrow(2, 0, x.size(2)).narrow(3, 0, x.size(3))).clamp_(0, 1);
}

std::map<std::string, std::string> upscaler_metadata(const std::string& name) {
  return {{"kind", description_kind}, {"name", name}};
}

std::string upscaler_name_from(const std::map<std::string, std::string>& metadata, const std::filesystem::path& path) {
  const DescriptionReader reader(
      metadata, path, tr("The weights file “{}” is not an upscaler of this program: {}. Choose another file."));
  reader.require_kind(description_kind);
  return reader.text("name");
}

}  // namespace nst
