// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names of a network's layers, as the various frameworks write them, and the sets of layers that the literature
// uses. Read by the option table (is a text well-formed?) and by the objective (which layers of this encoder?).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nst {

/// A layer by the name that encoders use, "conv3_1", always meant after its ReLU; and its weight among its like.
struct WeightedLayer {
  std::string layer;
  double weight = 1;

  bool operator==(const WeightedLayer&) const = default;
};

/// What layers are wanted for: the sets of both have names of their own.
enum class LayerUse { style, content };

/// The layers that `text` stands for in a network whose layers are `network` (with "pool" between its blocks).
/// `text` is the name of a set, or names with weights between spaces or commas, "conv1_1 conv3_1:2", in any of the
/// forms
///   conv3_1, relu3_1     VGG's and Caffe's,
///   block3_conv1         Keras's,
///   features.10 or 10    the index in torchvision's list, of the convolution or of its ReLU,
///   conv_5               the PyTorch tutorial's, which counts the convolutions.
/// A layer that comes twice counts with both weights, one of weight 0 not at all. Throws Error for what it does not
/// understand, and for a layer of a list that the network has not. A set's layer that is missing there becomes the
/// nearest one before it: the slim encoder ends at conv5_1, and conv5_3 of a set means that one.
std::vector<WeightedLayer> resolve_layers(std::string_view text, LayerUse use, std::span<const std::string> network);

/// Throws Error if resolve_layers() would for every network.
void check_style_layers(std::string_view text);
void check_content_layers(std::string_view text);

}  // namespace nst
