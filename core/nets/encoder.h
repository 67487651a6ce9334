// SPDX-License-Identifier: GPL-3.0-or-later
//
// The encoder: a VGG-like stack of convolutions whose features measure content and style (Simonyan and Zisserman 2014;
// Gatys et al. 2016). Nothing here assumes one network: the topology, the widths and the input convention come with
// the weights. Used by the stylist and by the training programs.
#pragma once

#include "core/nets/convolution.h"
#include "core/nets/pass.h"
#include "core/nets/precision.h"
#include "core/safetensors.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// `blurred_max` averages the maxima of the four windows of 2 x 2 that overlap (Zhang 2019, "Making Convolutional
/// Networks Shift-Invariant Again"): what max-pooled networks are optimised through, since gradients through plain
/// maxima leave a lattice of the pooling's period in the picture. `l2` is the root of the mean of the squares.
enum class Pooling { max, average, blurred_max, l2 };

/// What the weights alone do not say. Stored in the metadata of the safetensors file.
struct EncoderDescription {
  std::string name;                 ///< what users read
  std::vector<std::string> layers;  ///< in order: "conv1_1", …, "pool", …; each convolution is followed by ReLU
  Pooling pooling = Pooling::average;
  std::array<double, 3> mean{};              ///< subtracted from R', G', B' in [0, 1] …
  std::array<double, 3> deviation{1, 1, 1};  ///< … and then divided by this
  bool bgr = false;                          ///< then the channels are turned round: the network wants B', G', R'
};

/// The layers of VGG-19, or of VGG-16, up to `last` (say "conv5_1"), with "pool" between the blocks.
std::vector<std::string> vgg19_layers(const std::string& last);
std::vector<std::string> vgg16_layers(const std::string& last);

/// A loaded network. Its weights are constants: gradients flow to the picture only.
class Encoder {
 public:
  /// `weights` holds "<layer>.weight" (C_out, C_in, 3, 3) and "<layer>.bias" (C_out) for each convolution.
  /// Throws Error when a tensor is missing, has another shape or holds infinities.
  Encoder(EncoderDescription description, const std::map<std::string, at::Tensor>& weights);

  /// Reads weights and description from one file. Throws Error, naming the file, if either is not usable.
  static Encoder load(const std::filesystem::path& path);

  const EncoderDescription& description() const { return description_; }

  /// What the network is run with from now on: at first its own pooling in float32 on the CPU. A pooling that is not
  /// the one that it was trained with is scaled so that its results have the size that the next layer expects. Copies
  /// share what was prepared.
  void prepare(at::Device device, Precision precision, Pooling pooling);

  /// The pooling that features() and look() use.
  Pooling pooling() const { return pooling_; }

  /// Where features() and look() run; their pictures must be there.
  at::Device device() const { return device_; }

  /// What look() takes of the memory for each pixel at most, the way back included, in bytes.
  double bytes_per_pixel(std::span<const std::string> layers) const;

  /// Number of channels of `layer`. Throws Error if the network has no such layer.
  int channels(const std::string& layer) const;

  /// The features of `picture` at `layers`, in the precision of `prepare`; the network runs no further than the last of
  /// them. picture: (1, 3, H, W), R'G'B' in [0, 1], float32, H and W at least `minimum_side(layers)`.
  /// `step` is called before each convolution; it may throw to stop the work. Throws Error if a layer is not there.
  Features features(const at::Tensor& picture, std::span<const std::string> layers,
                    const std::function<void()>& step = {}) const;

  /// The same together with the way back to the picture, which also calls `step`. H and W must be multiples of
  /// `minimum_side(layers) / 2`.
  Pass look(const at::Tensor& picture, std::span<const std::string> layers,
            const std::function<void()>& step = {}) const;

  /// Features through which autograd finds the way back: several times slower, always float32. (N, 3, H, W).
  Features differentiable_features(const at::Tensor& picture, std::span<const std::string> layers,
                                   const std::function<void()>& step = {}) const;

  /// How far apart, in pixels, two pixels can be that a feature of `layers` depends on. The gradient of a pixel depends
  /// on no pixel further away, so a tile with this margin has the gradients that the whole picture would have.
  int reach(std::span<const std::string> layers) const;

  /// The smallest side in pixels that a picture must have for `layers`: two positions are left at the deepest one,
  /// since one pixel of reflection needs a second to be reflected.
  int minimum_side(std::span<const std::string> layers) const;

 private:
  std::size_t depth(std::span<const std::string> layers) const;

  EncoderDescription description_;
  std::map<std::string, Convolution> convolutions_;
  Pooling pooling_;
  at::Device device_ = at::kCPU;
  std::shared_ptr<const Network> network_;
};

/// One step of every encoder and of their training: 3x3 convolution of x (N, C_in, H, W) with one pixel of reflection
/// around it, so that no frame appears at the edges, then ReLU.
at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

/// 2x2 pooling with stride 2 of x (N, C, H, W).
at::Tensor pool(const at::Tensor& x, Pooling pooling);

/// The description as metadata of a weights file, and back. Reading throws Error if it is incomplete or of a newer
/// kind.
std::map<std::string, std::string> to_metadata(const EncoderDescription& description);
EncoderDescription description_from(const std::map<std::string, std::string>& metadata,
                                    const std::filesystem::path& path);

}  // namespace nst
