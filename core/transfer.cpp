// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer.h"

#include <ATen/ATen.h>

#include <utility>

namespace nst {
namespace {

/// A of the class comment for full covariances, in float64: (C, C).
at::Tensor transport(const at::Tensor& from, const at::Tensor& to) {
  const auto [values, vectors] = at::linalg_eigh(from);
  const at::Tensor roots = values.clamp_min(0).sqrt();  // (C)
  // Directions of little variance: the inverse is cut off where the ridge of covariance() is all that there is.
  const at::Tensor inverse = roots.clamp_min(1e-2).reciprocal();
  const at::Tensor root = (vectors * roots).matmul(vectors.t());
  const at::Tensor inverse_root = (vectors * inverse).matmul(vectors.t());
  const at::Tensor middle = root.matmul(to).matmul(root);
  return inverse_root.matmul(square_root((middle + middle.t()) / 2)).matmul(inverse_root);
}

/// Symmetric `matrix` with its eigenvalues at most most_stretch.
at::Tensor limited(const at::Tensor& matrix) {
  const auto [values, vectors] = at::linalg_eigh((matrix + matrix.t()) / 2);
  return (vectors * values.clamp(0, most_stretch)).matmul(vectors.t());
}

}  // namespace

Transfer transfer(const Statistics& content, const Statistics& style, FeatureTransfer kind) {
  const at::Tensor from = covariance(content).to(at::kDouble);
  const at::Tensor to = covariance(style).to(at::kDouble);
  const at::Tensor matrix = kind == FeatureTransfer::moments
                                ? at::diag((to.diagonal() / from.diagonal()).sqrt().clamp_max(most_stretch))
                                : limited(transport(from, to));
  const at::Tensor offset = style.mean.to(at::kDouble) - matrix.mv(content.mean.to(at::kDouble));
  return {matrix.to(at::kFloat), offset.to(at::kFloat)};
}

at::Tensor moved(const at::Tensor& f, const Transfer& transfer) {
  const std::int64_t channels = f.size(1);
  return at::conv2d(f, transfer.matrix.to(f.options()).view({channels, channels, 1, 1}),
                    transfer.offset.to(f.options()));
}

}  // namespace nst
