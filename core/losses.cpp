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

StyleDistance StyleTerm::operator()(const Statistics& current) const {
  switch (measure_) {
    case Measure::gram:
      return gram(current);
    case Measure::covariance:
      return of_covariance(current, &StyleTerm::covariance_distance);
    case Measure::moments:
      return with_mean(current, of_covariance(current, &StyleTerm::deviation_distance));
    case Measure::sums:
      return with_mean(current, {0, at::zeros_like(current.mean), {}});
    case Measure::wasserstein:
      break;
  }
  return with_mean(current, of_covariance(current, &StyleTerm::overlap_distance));
}

StyleDistance StyleTerm::gram(const Statistics& current) const {
  const at::Tensor difference = current.moment - target_.moment;  // (C, C)
  return {difference.square().sum().item<double>(), at::zeros_like(current.mean), 2 * difference};
}

// With K = Q - m m^T + ridge and the symmetric D = df / dK: df / dQ = D and df / dm = -2 D m.
StyleDistance StyleTerm::of_covariance(const Statistics& current,
                                       Slope (StyleTerm::*distance)(const at::Tensor&) const) const {
  const Slope slope = (this->*distance)(covariance(current));
  return {slope.value, slope.gradient.mv(current.mean).mul_(-2), slope.gradient};
}

StyleDistance StyleTerm::with_mean(const Statistics& current, StyleDistance rest) const {
  const at::Tensor difference = current.mean - target_.mean;  // (C)
  return {rest.value + difference.square().sum().item<double>(), rest.mean.add_(difference, 2), rest.moment};
}

StyleTerm::Slope StyleTerm::covariance_distance(const at::Tensor& matrix) const {
  const at::Tensor difference = matrix - covariance_;
  return {difference.square().sum().item<double>(), 2 * difference};
}

StyleTerm::Slope StyleTerm::deviation_distance(const at::Tensor& matrix) const {
  const at::Tensor here = deviations(matrix);  // (C)
  const at::Tensor difference = here - deviation_;
  const at::Tensor slope = at::where(matrix.diagonal() > smallest_eigenvalue, difference / here, 0);
  return {difference.square().sum().item<double>(), at::diag(slope)};
}

StyleTerm::Slope StyleTerm::overlap_distance(const at::Tensor& matrix) const {
  const at::Tensor between = root_.matmul(matrix).matmul(root_);  // symmetric up to rounding
  const auto [values, vectors] = at::linalg_eigh((between + between.t()) / 2);
  const at::Tensor roots = values.clamp_min(smallest_eigenvalue).sqrt();  // (C)
  // d tr (R K R)^1/2 / dK = 1/2 R (R K R)^-1/2 R: the differences of nearly equal eigenvalues, which make the gradient
  // of eigenvectors unstable, do not occur.
  const at::Tensor inverse_roots = at::where(values > smallest_eigenvalue, roots.reciprocal(), 0);
  const at::Tensor turned = root_.matmul(vectors);  // (C, C)
  const at::Tensor slope = (turned * inverse_roots).matmul(turned.t());
  const double value = (matrix.trace() + trace_ - 2 * roots.sum()).item<double>();
  return {value, at::eye(matrix.size(0), matrix.options()).sub_(slope)};
}

}  // namespace nst
