// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recognises VGG-16 and VGG-19 (Simonyan and Zisserman 2014) by the names and shapes of their tensors, whoever
// converted them. Used by core/model-import.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

namespace nst {

struct Vgg {
  std::string name;                         ///< "VGG-19" or "VGG-16"
  std::vector<std::string> layers;          ///< up to its last convolution, as in EncoderDescription
  std::map<std::string, std::string> keys;  ///< the tensors' name without ".weight", by layer
  std::string convention;                   ///< what the names give away of the input, as in core/model-import.h, or ""
};

/// Finds the convolutions, and checks the shapes of all of them. Tensors of the meta device will do.
/// Throws Error with the reason alone, for the caller to put into a sentence, if it is another network: without those
/// names, with batch normalization, or with other shapes.
Vgg recognise_vgg(const std::map<std::string, at::Tensor>& tensors);

}  // namespace nst
