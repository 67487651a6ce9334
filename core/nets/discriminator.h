// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network that learned to tell paintings from what a generator makes of noise (Goodfellow et al. 2014), here in the
// form of DCGAN (Radford, Metz and Chintala 2016). Kept beside a generator to rank its swatches. Private to the core.
#pragma once

#include "core/nets/convolution.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace nst {

class Discriminator {
 public:
  /// Takes "down0", "down1", … from `tensors`: convolutions of 4 x 4 with stride 2 and padding 1, each followed by a
  /// ReLU with `slope` on its negative side (Maas et al. 2013), the last with stride 1, padding 0 and one channel.
  /// Batch normalization is folded into them. `size` in px is the side of the pictures that it was trained with.
  /// Throws Error, a reason, if a tensor is missing, does not fit, or nothing is left of a picture of that size.
  Discriminator(ConvolutionReader& tensors, double slope, int size);

  /// How surely each of `pictures`, (N, 3, size, size), R'G'B' in [0, 1], is a painting: the logits, (N). Their sigmoid
  /// is the probability.
  at::Tensor operator()(const at::Tensor& pictures) const;

 private:
  std::vector<Convolution> layers_;
  double slope_;
};

}  // namespace nst
