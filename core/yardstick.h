// SPDX-License-Identifier: GPL-3.0-or-later
//
// How good a painting is, by the same measure for all settings. Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/pyramid.h"
#include "core/stylist.h"

namespace nst {

/// The losses of picture, (1, 3, H, W), as a painting of `painting`; see Losses.
Losses measure(const Encoder& encoder, const Painting& painting, const at::Tensor& picture, double memory);

}  // namespace nst
