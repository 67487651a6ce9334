// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of a variational autoencoder that looks (Kingma and Welling 2014, "Auto-encoding variational Bayes"): from a
// picture to the normal distribution of the latent vectors that it may have come from.
#pragma once

#include "models/train/generator-net.h"

namespace nst::train {

/// q(z | x) = N(mean, exp(log_variance)), each (N, latent, 1, 1).
struct Posterior {
  at::Tensor mean;
  at::Tensor log_variance;
};

/// The posterior of pictures in [-1, 1], (N, 3, size, size), by a network with 2 * latent outputs.
Posterior posterior(DiscriminatorNet& encoder, const at::Tensor& pictures);

/// A latent vector of each picture: mean + deviation * noise, through which gradients find the way back.
at::Tensor drawn(const Posterior& posterior, const RowNumbers& random);

/// KL(q(z | x) || N(0, 1)) = 1/2 sum_j (mean_j^2 + variance_j - 1 - log variance_j), mean over the pictures.
at::Tensor divergence(const Posterior& posterior);

}  // namespace nst::train
