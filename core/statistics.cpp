// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statistics.h"

#include <ATen/ATen.h>

namespace nst {
namespace {

// Keeps the square roots of channels that never fire differentiable; the features' own variances are around 1.
constexpr double ridge = 1e-4;

}  // namespace

Statistics statistics(const Moments& moments) {
  return {(moments.sum / moments.mass).cpu(),
          moments.product.defined() ? (moments.product / moments.mass).cpu() : at::Tensor()};
}

Statistics statistics(const at::Tensor& feature, const at::Tensor& guide) {
  Moments moments;
  accumulate(moments, feature, guide);
  return statistics(moments);
}

void blend(Statistics& total, const Statistics& part, double share) {
  if (!total.mean.defined()) {
    total = part;
    return;
  }
  total.mean = total.mean.lerp(part.mean, share);
  total.moment = total.moment.lerp(part.moment, share);
}

at::Tensor covariance(const Statistics& statistics) {
  const at::Tensor centred = statistics.moment - at::outer(statistics.mean, statistics.mean);
  return centred + ridge * at::eye(centred.size(0), centred.options());
}

at::Tensor square_root(const at::Tensor& matrix) {
  const auto [values, vectors] = at::linalg_eigh(matrix.to(at::kDouble));
  return vectors.mul(values.clamp_min(0).sqrt()).matmul(vectors.t()).to(matrix.scalar_type());
}

}  // namespace nst
