// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/upscaler-net.h"

#include "core/safetensors.h"

#include <torch/nn/options/conv.h>
#include <torch/types.h>

namespace nst::train {
namespace {

torch::nn::Conv2d convolution(int from, int to) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, 3).padding(1).padding_mode(torch::kReflect));
}

torch::nn::Conv2d halving(int from, int to) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, 4).stride(2).padding(1).padding_mode(torch::kReflect));
}

torch::nn::ConvTranspose2d doubling(int from, int to) {
  return torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(from, to, 4).stride(2).padding(1));
}

}  // namespace

UpscalerNetImpl::UpscalerNetImpl(int width)
    : enter_(register_module("enter", convolution(3, width))),
      down1_(register_module("down1", halving(width, 2 * width))),
      down2_(register_module("down2", halving(2 * width, 4 * width))),
      body1_(register_module("body1", convolution(4 * width, 4 * width))),
      body2_(register_module("body2", convolution(4 * width, 4 * width))),
      leave_(register_module("leave", convolution(width, 3))),
      up1_(register_module("up1", doubling(4 * width, 2 * width))),
      up2_(register_module("up2", doubling(2 * width, width))) {}

at::Tensor UpscalerNetImpl::forward(const at::Tensor& x) {
  const at::Tensor full = enter_(x).relu();                                      // (N, C, H, W)
  const at::Tensor half = down1_(full).relu();                                   // (N, 2C, H/2, W/2)
  const at::Tensor quarter = body2_(body1_(down2_(half).relu()).relu()).relu();  // (N, 4C, H/4, W/4)
  const at::Tensor up = (up1_(quarter) + half).relu();                           // (N, 2C, H/2, W/2)
  return x + leave_((up2_(up) + full).relu());                                   // (N, 3, H, W)
}

void write_upscaler(const std::filesystem::path& path, const std::string& name, const UpscalerNet& net) {
  TensorFile file{{{"kind", "upscaler/1"}, {"name", name}}, {}};
  for (const auto& item : net->named_parameters()) {
    file.tensors[item.key()] = item.value().detach().to(at::kCPU, at::kHalf).contiguous();
  }
  write_safetensors(path, file);
}

}  // namespace nst::train
