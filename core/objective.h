// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is minimised at one scale: content term, style terms and smoothness of a picture, weighted, and its gradient.
// Private to the core.
#pragma once

#include "core/losses.h"
#include "core/nets/encoder.h"
#include "core/scene.h"
#include "core/settings.h"
#include "core/statistics.h"
#include "core/tiling.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <string>
#include <vector>

namespace nst {

/// The terms without their weights, in the units of the convention, and their weighted sum.
struct Value {
  double content = 0;
  double style = 0;
  double variation = 0;
  double total = 0;
};

/// total(x) = content_weight * content + strength * style + smoothness * variation, with the units and the balance of
/// core/conventions.h.
///
/// content is the squared error of the features over all regions, each position weighted with its region's mask and
/// content weight. style is the sum over the regions of (share of the area) * (strength of the region) * (weighted
/// distances of the layers): a region's style does not get stronger because the region is small. (Gatys et al. 2017
/// give each region the same weight.) Where a region or its styles leave nothing at a layer, the weight of that layer
/// goes to the region's other layers.
///
/// With RegionStatistics::sums a region has only its mean features compared, and the texture is compared once for all
/// regions together with the mixture of all styles (Gatys et al. 2017): the cost hardly grows with the regions.
///
/// The gradient is computed in two phases, so that it can be had tile by tile: moments of the features; the gradient of
/// the distances with respect to these small matrices; and from there back through the network.
class Objective {
 public:
  /// `encoder` must outlive this. A term of weight 0 is left out together with its cost. The network is run on tiles if
  /// a look at the whole picture would take more than `memory` bytes. `step` is called between the layers; it may
  /// throw.
  Objective(const Encoder& encoder, const Settings& settings, const Scene& scene, double memory,
            std::function<void()> step);

  /// The value for picture, (1, 3, H, W) of the content's size. Its gradient is written into `gradient`, of the same
  /// shape.
  Value operator()(const at::Tensor& picture, at::Tensor& gradient) const;

  /// How many tiles the picture is looked at in.
  std::size_t tiles() const { return tiles_.size(); }

 private:
  /// The style of one region at one layer.
  struct StyleTarget {
    std::string layer;
    int stride;
    at::Tensor guide;  // (1, 1, H_l, W_l) of the whole picture, or undefined
    StyleTerm term;
    double weight;
  };
  struct ContentTarget {
    std::string layer;
    int stride;
    at::Tensor feature;  // (1, C, H_l, W_l) of the whole picture
    at::Tensor weights;  // (1, 1, H_l, W_l), or undefined for ones
    double factor;
  };
  /// Of a StyleTarget's distance with respect to the sums of the features: the gradient at a position with weight w and
  /// features f is w (matrix f + vector).
  struct MomentGradient {
    at::Tensor vector;  // (C)
    at::Tensor matrix;  // (C, C), symmetric; undefined if only the mean counts
  };

  void add_content(const Scene& scene, const std::vector<at::Tensor>& masks);
  void add_styles(const Scene& scene, const std::vector<at::Tensor>& masks);
  void add_region(std::span<const StyleSample> styles, const at::Tensor& mask, Measure measure, double share);
  void add_target(const std::string& layer, const at::Tensor& guide, const Statistics& target, Measure measure,
                  double weight);
  std::vector<Tile> plan(const at::Tensor& picture, std::span<const std::string> layers) const;
  void accumulate_tile(const Features& features, const Tile& tile, std::vector<Moments>& moments) const;
  MomentGradient style_gradient(const StyleTarget& style, const Moments& moments, double& distance) const;
  std::vector<MomentGradient> style_gradients(const std::vector<Moments>& moments, Value& value) const;
  at::Tensor back(Pass pass, const Tile& tile, const std::vector<MomentGradient>& styles, Value& value) const;
  Value look(const at::Tensor& padded, at::Tensor& gradient) const;
  Value look_in_fitting_tiles(const at::Tensor& padded, at::Tensor& gradient) const;

  const Encoder& encoder_;
  Settings settings_;
  mutable double memory_;
  std::function<void()> step_;
  at::TensorOptions options_;  // of masks and small matrices: float32 on the device
  double scale_;               // of the features, see feature_scale()
  std::vector<std::string> layers_;
  mutable std::vector<Tile> tiles_;  // get smaller where the memory turns out not to suffice
  std::vector<StyleTarget> styles_;
  std::vector<ContentTarget> content_;
};

/// The layers that an Objective with these settings looks at, whatever the scene.
std::vector<std::string> objective_layers(const EncoderDescription& encoder, const Settings& settings);

/// The sides of what an Objective sees are padded to multiples of this, so that no pooling drops a row.
inline constexpr int side_multiple = 16;

}  // namespace nst
