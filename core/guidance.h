// SPDX-License-Identifier: GPL-3.0-or-later
//
// A soft mask of the picture carried to the layers of the encoder. Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/settings.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <span>
#include <string>

namespace nst {

/// The guide of each layer, (1, 1, H_l, W_l) in [0, 1]; undefined where the picture has no mask.
using Guides = std::map<std::string, at::Tensor>;

/// Carries mask, (1, 1, H, W) in [0, 1], or undefined for none, to `layers` of an encoder (the modes of Gatys et al.
/// 2017, "Controlling Perceptual Factors in Neural Style Transfer"):
///   simple  each pooling halves the mask by averaging: soft values stay soft and areas are kept;
///   all     whatever sees some of the region: each convolution widens the mask by the largest of 3 x 3 neighbours,
///           each pooling takes the largest of its window;
///   inside  whatever sees nothing but the region: the complement of `all` of the complement.
/// Theirs follow random noise through the network and threshold what changes; following the windows gives the same
/// neurons exactly, and soft values stay soft. The border of the picture is no border of a region.
/// Layers at which nothing of the mask is left are left out of the result, and with it their loss.
Guides propagate(const at::Tensor& mask, const Encoder& encoder, std::span<const std::string> layers,
                 Propagation mode = Propagation::simple);

}  // namespace nst
