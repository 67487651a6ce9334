// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network that gives strokes to an enlarged swatch: a convolutional autoencoder with skips (the future work of
// Kumar and Goel 2020; the form is that of U-Net, Ronneberger, Fischer and Brox 2015). Used by the facade
// core/generator.h and by the training programs.
#pragma once

#include "core/nets/convolution.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace nst {

/// A loaded network. Its weights are constants.
class Upscaler {
 public:
  /// Takes the eight layers of operator() from `tensors`; their widths are those of the weights. Throws Error, a
  /// reason, if a tensor is missing or does not fit.
  Upscaler(std::string name, ConvolutionReader& tensors);

  /// Reads weights and description from one file. Throws Error, naming the file, if either is not usable.
  static Upscaler load(const std::filesystem::path& path);

  const std::string& name() const { return name_; }

  /// x, (N, 3, H, W), R'G'B' in [0, 1], enlarged bicubically before, with detail. H and W at least 8.
  /// Inside, its sides are continued by reflection to multiples of 4; every convolution but the transposed ones has one
  /// pixel of reflection around its input:
  ///
  ///   a = relu(enter(x))                               3 x 3
  ///   b = relu(down1(a)),  c = relu(down2(b))          4 x 4, stride 2
  ///   c = relu(body1(c)),  c = relu(body2(c))          3 x 3
  ///   b = relu(up1(c) + b),  a = relu(up2(b) + a)      transposed, 4 x 4, stride 2
  ///   y = clamp(x + leave(a), 0, 1)                    3 x 3
  at::Tensor operator()(const at::Tensor& x) const;

 private:
  std::string name_;
  Convolution enter_, down1_, down2_, body1_, body2_, up1_, up2_, leave_;
};

/// The metadata of an upscaler's weights file, and back: its name. Reading throws Error, naming `path`, if it is
/// incomplete or of another kind.
std::map<std::string, std::string> upscaler_metadata(const std::string& name);
std::string upscaler_name_from(const std::map<std::string, std::string>& metadata, const std::filesystem::path& path);

}  // namespace nst
