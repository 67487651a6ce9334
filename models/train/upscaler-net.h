// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network that gives enlarged swatches the detail of strokes: a convolutional autoencoder (Kumar and Goel 2020,
// "Image resolution enhancement using convolutional autoencoders") with connections from its way down to its way up
// (Ronneberger et al. 2015). The core runs the same network from its weights file: core/nets/upscaler.
#pragma once

#include <torch/nn/modules/conv.h>

#include <filesystem>
#include <string>

namespace nst::train {

class UpscalerNetImpl : public torch::nn::Module {
 public:
  /// `width` channels at full size, twice and four times as many at half and a quarter.
  explicit UpscalerNetImpl(int width);

  /// x, (N, 3, H, W) in [0, 1], bicubically enlarged, H and W multiples of 4: the same with detail, not clamped.
  at::Tensor forward(const at::Tensor& x);

 private:
  torch::nn::Conv2d enter_, down1_, down2_, body1_, body2_, leave_;
  torch::nn::ConvTranspose2d up1_, up2_;
};
TORCH_MODULE(UpscalerNet);

/// Writes the weights as float16, whole or not at all. Throws Error.
void write_upscaler(const std::filesystem::path& path, const std::string& name, const UpscalerNet& net);

}  // namespace nst::train
