// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network that paints in one pass: features of an encoder, moved to the statistics of a style, become a picture
// (Huang and Belongie 2017, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization"). Two things
// are added to theirs: features of shallower layers join on the way up, so that forms keep their edges, and every layer
// is scaled and shifted by what a small network makes of the style's statistics (Dumoulin, Shlens and Kudlur 2017, "A
// Learned Representation For Artistic Style"; Ghiasi et al. 2017), so that strokes differ from style to style.
//
// Nothing in it depends on the picture as a whole: a tile gives the same pixels as the whole picture. Private to the
// core; the training programs run the same functions with weights that learn.
#pragma once

#include "core/nets/convolution.h"
#include "core/nets/encoder.h"
#include "core/nets/precision.h"
#include "core/size.h"
#include "core/statistics.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// What the weights alone do not say. Stored in the metadata of the safetensors file.
struct DecoderDescription {
  std::string name;     ///< what users read
  std::string encoder;  ///< the id of the encoder whose features it understands
};

/// The encoder's layers that are decoded, from the deepest, each at half the side of the next.
inline constexpr std::array<const char*, 3> decoded_layers{"conv4_1", "conv3_1", "conv2_1"};

/// How many channels of noise join the features of each of them: in even parts of a picture there is nothing else that
/// strokes could begin with (Ulyanov et al. 2016, "Texture Networks").
inline constexpr std::array<std::int64_t, 3> noise_channels{4, 4, 2};

/// The deviation of that noise at each of them, which stand for 8, 4 and 2 pixels. At 1 the coarser ones make forms
/// that no style has: dark blots in an even sky, smears in a face.
inline constexpr std::array<double, 3> noise_deviations{0.3, 0.3, 1};

/// The layers whose statistics tell the decoder the style.
inline constexpr std::array<const char*, 5> style_vector_layers{"conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv5_1"};

/// The statistics of a style as one vector: for each of style_vector_layers the means of its channels, then their
/// deviations; (S).
at::Tensor style_vector(const LayerStatistics& statistics);

/// A style for all layers of the decoder: each channel of each convolution is multiplied by 1 + scale, and then
/// shifted.
struct Modulation {
  at::Tensor values;  ///< (R, M): for each region (in training: each picture) the scales and shifts, layer by layer
  std::vector<at::Tensor> masks =
      {};  ///< where the regions are, for each stage (1, R, H_s, W_s), adding up to 1; or none
};

/// The layers of the network by their names, as plain tensors. A stage is a side: an eighth, a quarter, a half and the
/// whole of the picture's.
struct DecoderLayers {
  struct Stage {
    Convolution merge;                               ///< of what comes from below and the encoder's features
    std::vector<std::array<Convolution, 2>> blocks;  ///< residual
  };
  std::vector<Stage> stages;              ///< from the deepest
  Convolution leave;                      ///< to R'G'B'
  std::vector<at::Tensor> style_weights;  ///< of the layers of the style's network, (out, in)
  std::vector<at::Tensor> style_biases;   ///< (out)
};

/// How a network is built: channels of each stage and of the style's network, residual blocks of each stage.
struct DecoderShape {
  std::vector<int> widths{128, 96, 32, 16};
  std::vector<int> blocks{1, 2, 1, 0};
  int style_width = 192;
};

/// The names and shapes of the tensors of such a network over an encoder whose decoded layers have `features` channels,
/// and whose style vectors have the length `style`.
std::map<std::string, std::vector<std::int64_t>> decoder_tensors(const DecoderShape& shape,
                                                                 std::span<const std::int64_t> features,
                                                                 std::int64_t style);

/// The layers out of named tensors, not copied. Throws Error, a reason, if something is missing or does not fit.
DecoderLayers decoder_layers(const std::map<std::string, at::Tensor>& tensors);

/// vectors, (R, S), through the style's network: the values of a Modulation, (R, M).
at::Tensor modulation_values(const DecoderLayers& layers, const at::Tensor& vectors);

/// Normal noise of noise_deviations for the features of the layer at `index` of decoded_layers, (N, noise_channels,
/// H, W) where those are (N, C, H, W), float32 on the CPU. The same for the same state of `random`.
at::Tensor decoder_noise(std::size_t index, std::int64_t pictures, const Size& size, const at::Generator& random);

/// The picture, (N, 3, 8 H, 8 W) not clamped, of what each of decoded_layers is decoded from: features that have been
/// moved to the style, and behind them the noise, (N, C_l + noise_channels, H_l, W_l). Every convolution has one pixel
/// of reflection around its input:
///
///   x = relu(merge(up(x), inputs)), x = x + b(relu(a(x))) for each block, picture = 1/2 + leave(x)
///
/// with `up` doubling the side by the nearest neighbour, and every result but the last modulated. `step` is called
/// before every convolution; it may throw.
at::Tensor decode(const DecoderLayers& layers, std::span<const at::Tensor> inputs, const Modulation& modulation,
                  const std::function<void()>& step = {});

/// A loaded network. Its weights are constants.
class Decoder {
 public:
  /// Throws Error, a reason, if a tensor is missing, does not fit, holds numbers that are not finite or belongs to no
  /// layer. The pictures of a trained style (core/style-file.h) are passed over.
  Decoder(DecoderDescription description, const std::map<std::string, at::Tensor>& tensors);

  /// Reads weights and description from one file. Throws Error, naming the file, if either is not usable.
  static Decoder load(const std::filesystem::path& path);

  const DecoderDescription& description() const { return description_; }

  /// Where and how exactly it is run from now on: at first in float32 on the CPU.
  void prepare(at::Device device, Precision precision);

  /// Convolutions in the precision of `prepare`; the style's network is always float32.
  const DecoderLayers& layers() const { return layers_; }

  at::ScalarType type() const { return layers_.leave.weight.scalar_type(); }

  /// What decode() takes of the memory for each pixel at most, its inputs included, in bytes. `alone`: for one picture
  /// in one style on the CPU.
  double bytes_per_pixel(bool alone) const;

  /// Whether it can decode the features of `encoder`.
  bool fits(const Encoder& encoder) const;

  /// Throws Error, naming both, unless it fits.
  void require_fits(const Encoder& encoder) const;

 private:
  DecoderDescription description_;
  DecoderLayers layers_;
};

/// How far, in pixels of the picture, a pixel of the result depends on what is decoded.
int decoder_reach(const DecoderLayers& layers);

/// The description as metadata of a weights file, and back. Reading throws Error if it is incomplete or of another
/// kind.
std::map<std::string, std::string> to_metadata(const DecoderDescription& description);
DecoderDescription decoder_description_from(const std::map<std::string, std::string>& metadata,
                                            const std::filesystem::path& path);

}  // namespace nst
