// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/losses.h"

#include <ATen/ATen.h>

namespace nst {
namespace {

// Eigenvalues below this are noise of float32; the square root's slope would turn them into large gradients.
constexpr double smallest_eigenvalue = 1e-8;
constexpr double smallest_power = 1e-8;

}  // namespace

StyleTerm::StyleTerm(StyleLoss kind, const Statistics& target) : kind_(kind), target_(target) {
  if (kind == StyleLoss::gram) {
    power_ = target.moment.square().sum().clamp_min(smallest_power);
    return;
  }
  const at::Tensor matrix = covariance(target);
  root_ = square_root(matrix);
  trace_ = matrix.trace();
  power_ = target.moment.trace().clamp_min(smallest_power);
}

at::Tensor StyleTerm::operator()(const Statistics& current) const {
  return kind_ == StyleLoss::gram ? gram(current) : wasserstein(current);
}

at::Tensor StyleTerm::gram(const Statistics& current) const {
  return (current.moment - target_.moment).square().sum() / power_;
}

at::Tensor StyleTerm::wasserstein(const Statistics& current) const {
  const at::Tensor matrix = covariance(current);
  const at::Tensor between = root_.matmul(matrix).matmul(root_);  // symmetric up to rounding
  // The trace of the root is the sum of the roots of the eigenvalues: autograd then never meets the differences of
  // nearly equal eigenvalues that make the eigenvectors' gradient unstable.
  const at::Tensor eigenvalues = at::linalg_eigvalsh((between + between.t()) / 2);  // (C)
  const at::Tensor overlap = eigenvalues.clamp_min(smallest_eigenvalue).sqrt().sum();
  return ((current.mean - target_.mean).square().sum() + matrix.trace() + trace_ - 2 * overlap) / power_;
}

at::Tensor content_loss(const at::Tensor& feature, const at::Tensor& target, const at::Tensor& guide) {
  const at::Tensor error = (feature - target).square();
  if (!guide.defined()) {
    return error.mean() / target.square().mean().clamp_min(smallest_power);
  }
  const at::Tensor weights = guide / (guide.sum() * static_cast<double>(feature.size(1)));  // (1, 1, H, W)
  return (error * weights).sum() / (target.square() * weights).sum().clamp_min(smallest_power);
}

at::Tensor total_variation(const at::Tensor& picture) {
  const std::int64_t height = picture.size(2) - 1;
  const std::int64_t width = picture.size(3) - 1;
  const auto without_last = [&](int dimension) { return picture.narrow(dimension, 0, picture.size(dimension) - 1); };
  const auto without_first = [&](int dimension) { return picture.narrow(dimension, 1, picture.size(dimension) - 1); };
  const auto corner = [&](std::int64_t y, std::int64_t x) { return picture.narrow(2, y, height).narrow(3, x, width); };
  const auto mean_square = [](const at::Tensor& difference) { return difference.square().mean(); };
  return (mean_square(without_first(3) - without_last(3)) + mean_square(without_first(2) - without_last(2))) / 3 +
         (mean_square(corner(1, 1) - corner(0, 0)) + mean_square(corner(0, 1) - corner(1, 0))) / 12;
}

}  // namespace nst
