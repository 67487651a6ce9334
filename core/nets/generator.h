// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network that paints swatches: transposed convolutions that turn a latent vector into a small picture, as in DCGAN
// (Radford, Metz and Chintala 2016) and in the decoders of variational autoencoders (Kingma and Welling 2014); or a
// grid of latent vectors into a picture of any size, as in spatial GANs (Jetchev, Bergmann and Vollgraf 2016). The
// topology and the widths come with the weights. Used by the facade core/generator.h and by the training programs.
#pragma once

#include "core/nets/convolution.h"
#include "core/nets/discriminator.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nst {

/// What the weights alone do not say. Stored in the metadata of the safetensors file.
struct GeneratorDescription {
  std::string name;                         ///< what users read
  int latent = 100;                         ///< channels of the latent vector, 1 to 4096
  int global = 100;                         ///< how many of these, the first ones, are one for the whole swatch
  int grid = 1;                             ///< side of the latent grid that makes a swatch of the generator's own size
  int size = 64;                            ///< side in px of the generator's own swatches, 16 to 1024
  std::vector<int> strides{1, 2, 2, 2, 2};  ///< of the transposed convolutions in order, each 1 or 2
  std::optional<double> slope;              ///< of the discriminator's leaky ReLUs, [0, 1]; only where there is one

  bool operator==(const GeneratorDescription&) const = default;
};

/// A loaded network. Its weights are constants.
class GeneratorNetwork {
 public:
  /// Takes "up0", "up1", … from `tensors`, one for each stride: transposed convolutions of 4 x 4 with stride 2 and
  /// padding 1, of 3 x 3 with stride 1 and padding 1 or, as the first and for a grid of 1 only, of 4 x 4 with stride 1
  /// and padding 0. Batch normalization is folded into them. Throws Error, a reason, if a tensor is missing or does not
  /// fit, or if they make pictures of another size than the description says.
  GeneratorNetwork(GeneratorDescription description, ConvolutionReader& tensors);

  const GeneratorDescription& description() const { return description_; }

  /// Whether it paints pictures of any size, from a larger grid.
  bool any_size() const { return description_.grid > 1; }

  /// The side in px of what one position of the grid becomes.
  int cell() const { return description_.size / description_.grid; }

  /// How many positions at each edge of a grid are seen by those pixels that the network's padding reaches: a picture
  /// without these has no frame. 0 for a grid of 1, whose padding was a part of the training.
  int margin() const { return margin_; }

  /// The pictures, (N, 3, cell * h, cell * w) in [0, 1], channels-last, of `latent`, (N, latent, h, w), normal numbers:
  /// ReLU after each transposed convolution but the last, then (tanh + 1) / 2.
  at::Tensor operator()(const at::Tensor& latent) const;

 private:
  GeneratorDescription description_;
  std::vector<Convolution> layers_;
  int margin_ = 0;
};

/// A generator's file: the network and, if the file has it, the discriminator that was trained against it.
struct GeneratorModel {
  GeneratorNetwork generator;
  std::optional<Discriminator> discriminator;
};

/// Reads weights and description from one file. Throws Error, naming the file, if either is not usable.
GeneratorModel load_generator(const std::filesystem::path& path);

/// The description as metadata of a weights file, and back. Reading throws Error, naming `path`, if it is incomplete,
/// out of range or of another kind.
std::map<std::string, std::string> to_metadata(const GeneratorDescription& description);
GeneratorDescription generator_description_from(const std::map<std::string, std::string>& metadata,
                                                const std::filesystem::path& path);

}  // namespace nst
