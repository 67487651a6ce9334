// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/latent-encoder.h"

#include <torch/types.h>

namespace nst::train {

Posterior posterior(DiscriminatorNet& encoder, const at::Tensor& pictures) {
  const std::vector<at::Tensor> halves = encoder(pictures).to(at::kFloat).unsqueeze(2).unsqueeze(3).chunk(2, 1);
  // An unbounded variance overflows in the first steps.
  return {.mean = halves[0], .log_variance = halves[1].clamp(-10, 10)};
}

at::Tensor drawn(const Posterior& posterior, const RowNumbers& random) {
  const at::Tensor noise = random.normal(posterior.mean.sizes()).to(posterior.mean.device());
  return posterior.mean + (posterior.log_variance / 2).exp() * noise;  // (N, latent, 1, 1)
}

at::Tensor divergence(const Posterior& posterior) {
  const at::Tensor each =  // (N, latent, 1, 1)
      posterior.mean.square() + posterior.log_variance.exp() - 1 - posterior.log_variance;
  return each.flatten(1).sum(1).mean() / 2;
}

}  // namespace nst::train
