// SPDX-License-Identifier: GPL-3.0-or-later
//
// A batch of photographs painted in one pass, each in a style of its own, through autograd: what trainings learn from.
// In use one picture at a time is painted, by core/one-pass.h. Private to the core and to the training programs.
#pragma once

#include "core/nets/decoder.h"
#include "core/nets/encoder.h"
#include "core/settings.h"
#include "core/statistics.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <vector>

namespace nst {

/// The pictures, (N, 3, H, W), not clamped, of the features of N photographs at decoded_layers, (N, C, H_l, W_l), whose
/// statistics are `own` and shall be `wanted`, both at style_vector_layers. Gradients flow to the layers' weights. The
/// noise is drawn from `random`, a generator of the processor.
at::Tensor paint_batch(const DecoderLayers& layers, const Features& features, const std::vector<LayerStatistics>& own,
                       const std::vector<LayerStatistics>& wanted, FeatureTransfer kind, const at::Generator& random);

}  // namespace nst
