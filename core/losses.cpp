// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/losses.h"

#include <ATen/ATen.h>

namespace nst {
namespace {

// Eigenvalues below this are noise of float32; the square root's slope would turn them into large gradients.
constexpr double smallest_eigenvalue = 1e-8;

at::Tensor deviations(const at::Tensor& covariance) {
  return covariance.diagonal().clamp_min(smallest_eigenvalue).sqrt();
}

}  // namespace

Measure measure_of(StyleLoss loss) {
  switch (loss) {
    case StyleLoss::gram:
      return Measure::gram;
    case StyleLoss::covariance:
      return Measure::covariance;
    case StyleLoss::moments:
      return Measure::moments;
    case StyleLoss::wasserstein:
      break;
  }
  return Measure::wasserstein;
}

StyleTerm::StyleTerm(Measure measure, const Statistics& target) : measure_(measure), target_(target) {
  if (measure == Measure::gram) {
    power_ = target.moment.square().sum().item<double>();
    return;
  }
  covariance_ = covariance(target);
  if (measure == Measure::covariance) {
    power_ = covariance_.square().sum().item<double>();
    return;
  }
  power_ = target.moment.trace().item<double>();
  deviation_ = deviations(covariance_);
  if (measure == Measure::wasserstein) {
    root_ = square_root(covariance_);
    trace_ = covariance_.trace();
  }
}

at::Tensor StyleTerm::operator()(const Statistics& current) const {
  switch (measure_) {
    case Measure::gram:
      return gram(current);
    case Measure::covariance:
      return covariance_distance(current);
    case Measure::moments:
      return moments(current);
    case Measure::sums:
      return sums(current);
    case Measure::wasserstein:
      break;
  }
  return wasserstein(current);
}

at::Tensor StyleTerm::sums(const Statistics& current) const { return (current.mean - target_.mean).square().sum(); }

at::Tensor StyleTerm::gram(const Statistics& current) const { return (current.moment - target_.moment).square().sum(); }

at::Tensor StyleTerm::covariance_distance(const Statistics& current) const {
  return (covariance(current) - covariance_).square().sum();
}

at::Tensor StyleTerm::moments(const Statistics& current) const {
  return (current.mean - target_.mean).square().sum() + (deviations(covariance(current)) - deviation_).square().sum();
}

at::Tensor StyleTerm::wasserstein(const Statistics& current) const {
  const at::Tensor matrix = covariance(current);
  const at::Tensor between = root_.matmul(matrix).matmul(root_);  // symmetric up to rounding
  // The trace of the root is the sum of the roots of the eigenvalues: autograd then never meets the differences of
  // nearly equal eigenvalues that make the eigenvectors' gradient unstable.
  const at::Tensor eigenvalues = at::linalg_eigvalsh((between + between.t()) / 2);  // (C)
  const at::Tensor overlap = eigenvalues.clamp_min(smallest_eigenvalue).sqrt().sum();
  return (current.mean - target_.mean).square().sum() + matrix.trace() + trace_ - 2 * overlap;
}

}  // namespace nst
