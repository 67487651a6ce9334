// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/measures.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst::train {
namespace {

/// The square root of a symmetric matrix (F, F) without negative eigenvalues but for rounding.
at::Tensor square_root(const at::Tensor& matrix) {
  const auto [values, vectors] = at::linalg_eigh(matrix);  // (F), (F, F)
  return at::matmul(vectors * values.clamp_min(0).sqrt(), vectors.t());
}

at::Tensor covariance(const at::Tensor& rows) {
  const at::Tensor centred = rows - rows.mean(0);
  return at::matmul(centred.t(), centred) / static_cast<double>(std::max<std::int64_t>(1, rows.size(0) - 1));  // (F, F)
}

}  // namespace

double frechet_distance(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor of_a = covariance(a);
  const at::Tensor of_b = covariance(b);
  const at::Tensor root = square_root(of_a);
  const at::Tensor between = at::linalg_eigvalsh(at::matmul(at::matmul(root, of_b), root));  // (F)
  const at::Tensor squared =
      (a.mean(0) - b.mean(0)).square().sum() + of_a.trace() + of_b.trace() - 2 * between.clamp_min(0).sqrt().sum();
  return squared.clamp_min(0).sqrt().item<double>();
}

Nearest nearest(const at::Tensor& of, const at::Tensor& among) {
  const auto [distance, index] = at::cdist(of, among).min(1);
  return {.index = index, .distance = distance};
}

double diversity(const at::Tensor& rows) { return at::pdist(rows).mean().item<double>(); }

}  // namespace nst::train
