// SPDX-License-Identifier: GPL-3.0-or-later
//
// The networks that all generative training programs share: the DCGAN's generator and discriminator (Radford, Metz and
// Chintala 2016, "Unsupervised representation learning with deep convolutional generative adversarial networks"). The
// decoder of a VAE is such a generator, its encoder such a discriminator with more outputs.
#pragma once

#include "models/train/row-numbers.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

#include <vector>

namespace nst::train {

/// The shape of a generator. A grid of 1 gives the DCGAN: one latent vector becomes a picture. A larger grid gives a
/// spatial GAN (Jetchev, Bergmann and Vollgraf 2016): every position of the grid has a latent vector, a larger grid
/// makes a larger picture, and the first `global` channels are the same everywhere, so that a picture is of one kind
/// (Bergmann, Jetchev and Vollgraf 2017, "Learning texture manifolds with the periodic spatial GAN").
struct GeneratorShape {
  int latent = 100;  ///< channels of the latent vector
  int global = 100;  ///< how many of them are one for the whole picture
  int grid = 1;      ///< side of the latent grid in training
  int size = 64;     ///< side of a picture in training, px: grid (1: 4) times a power of two
  int width = 64;    ///< channels before the last layer; doubled with every layer towards the latent vector …
  int widest = 512;  ///< … up to this
};

/// Throws Error if no network has that shape.
void require_shape(const GeneratorShape& shape);

/// Latent vectors -> pictures in [-1, 1]. Transposed convolutions, batch normalisation and ReLU; tanh at the end.
class GeneratorNetImpl : public torch::nn::Module {
 public:
  explicit GeneratorNetImpl(const GeneratorShape& shape);

  /// z: (N, latent, grid, grid) -> (N, 3, size, size).
  at::Tensor forward(at::Tensor z);

  const GeneratorShape& shape() const { return shape_; }
  const std::vector<torch::nn::ConvTranspose2d>& convolutions() const { return convolutions_; }
  const std::vector<torch::nn::BatchNorm2d>& norms() const { return norms_; }  ///< of all layers but the last

 private:
  GeneratorShape shape_;
  std::vector<torch::nn::ConvTranspose2d> convolutions_;
  std::vector<torch::nn::BatchNorm2d> norms_;
};
TORCH_MODULE(GeneratorNet);

/// How a discriminator normalises its features.
enum class Normalisation {
  batch,     ///< the DCGAN's
  instance,  ///< each picture by itself: for critics whose gradient at single pictures counts (Gulrajani et al. 2017)
};

struct DiscriminatorShape {
  int size = 64;   ///< side of a picture, px
  int width = 64;  ///< channels of the first layer, doubled with every layer …
  int widest = 512;
  int outputs = 1;     ///< 1; for the encoder of a VAE twice the latent channels: means, then logarithms of variances
  double slope = 0.3;  ///< of the leaky ReLUs; 0.2 in the paper, 0.3 in document 002
  Normalisation normalisation = Normalisation::batch;
};

/// Pictures in [-1, 1] -> logits (N, outputs). Convolutions of 4 x 4 with stride 2, normalisation from the second on,
/// leaky ReLU; at the end a convolution over the last 4 x 4 positions.
class DiscriminatorNetImpl : public torch::nn::Module {
 public:
  explicit DiscriminatorNetImpl(const DiscriminatorShape& shape);

  /// x: (N, 3, size, size) -> (N, outputs).
  at::Tensor forward(at::Tensor x);

  /// The features after the leaky ReLU of `layer`, counted from 0: (N, C, H, W).
  at::Tensor features(at::Tensor x, std::size_t layer);

  const DiscriminatorShape& shape() const { return shape_; }
  const std::vector<torch::nn::Conv2d>& convolutions() const { return convolutions_; }
  /// Of the layers from the second to the last but one; empty for other normalisations than that by batch.
  const std::vector<torch::nn::BatchNorm2d>& norms() const { return norms_; }

 private:
  at::Tensor layer(const at::Tensor& x, std::size_t index);

  DiscriminatorShape shape_;
  std::vector<torch::nn::Conv2d> convolutions_;
  std::vector<torch::nn::BatchNorm2d> norms_;
};
TORCH_MODULE(DiscriminatorNet);

/// Draws the weights of the convolutions from N(0, 0.02), those of the normalisations from N(1, 0.02); biases are 0
/// (Radford et al., section 4).
void initialise(torch::nn::Module& network, at::Generator random);

/// `count` latent vectors from N(0, 1), (count, latent, grid, grid), the global channels the same all over the grid.
at::Tensor latent_noise(const GeneratorShape& shape, std::int64_t count, const RowNumbers& random);

}  // namespace nst::train
