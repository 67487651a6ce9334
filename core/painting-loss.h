// SPDX-License-Identifier: GPL-3.0-or-later
//
// The objective of the optimisation (core/objective.h, in its relative units) for a batch of pictures and through
// autograd: what networks that paint are trained with. Private to the core and to the training programs.
#pragma once

#include "core/nets/encoder.h"
#include "core/statistics.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// Those of each picture of a batch at `layers`: features (N, C, H, W), of any precision. Without gradients.
std::vector<LayerStatistics> batch_statistics(const Features& features, std::span<const std::string> layers);

struct PaintingWeights {
  double content = 0.03;  ///< in front of the relative error of the features, see core/conventions.h
  double style = 1;
  double variation = 2;
  double range = 100;  ///< in front of the mean squared excess over [0, 1], which would be cut off
};

struct PaintingLoss {
  at::Tensor total;      ///< (), the weighted sum, with its way back
  double content = 0;    ///< the mean over conv3_1 and conv4_1 of |F - P|^2 / |P|^2
  double style = 0;      ///< the mean over style_vector_layers of the squared Wasserstein-2 distance, relative
  double variation = 0;  ///< the mean squared difference of neighbours
};

/// The loss of painted, (N, 3, H, W), against the features of the contents, (N, C, H, W) at content_loss_layers, and
/// the statistics of N styles at style_vector_layers; means over the batch. The gradient of the distances with respect
/// to the moments is had in closed form (core/losses.h): autograd through eigenvectors would not be stable.
PaintingLoss painting_loss(const Encoder& encoder, const at::Tensor& painted, const Features& contents,
                           std::span<const LayerStatistics> styles, const PaintingWeights& weights);

/// The layers at which contents are compared.
std::span<const std::string> content_loss_layers();

/// The same as style_vector_layers, as the encoder wants them.
std::span<const std::string> style_loss_layers();

}  // namespace nst
