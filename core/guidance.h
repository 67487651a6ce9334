// SPDX-License-Identifier: GPL-3.0-or-later
//
// A soft mask of the picture carried to the layers of the encoder. Private to the core.
#pragma once

#include "core/nets/encoder.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <span>
#include <string>

namespace nst {

/// The guide of each layer, (1, 1, H_l, W_l); undefined where the picture has no mask.
using Guides = std::map<std::string, at::Tensor>;

/// Carries mask, (1, 1, H, W), or undefined for none, to `layers` of an encoder: each pooling of the encoder halves the
/// mask by averaging, so soft values stay soft and areas are kept ("simple" propagation of Gatys et al. 2017).
/// Layers at which nothing of the mask is left are left out of the result, and with it their loss.
Guides propagate(const at::Tensor& mask, const EncoderDescription& encoder, std::span<const std::string> layers);

}  // namespace nst
