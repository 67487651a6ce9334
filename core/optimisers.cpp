// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimisers.h"

#include "core/l-bfgs.h"

#include <ATen/ATen.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

// Against division by zero only: gradients of means over a picture's pixels are around 1e-7.
constexpr double epsilon = 1e-14;

constexpr const char* first = "first";
constexpr const char* second = "second";
constexpr const char* average = "average";
constexpr const char* steps_name = "steps";

/// Rates are in units of values from 0 to 1. A gradient by itself has no such unit, so that of plain descent is the
/// objective's: for the relative one, that of its sum over the values in place of its mean; for published weights,
/// those of pixels from 0 to 255 where they were published for such.
double descent_unit(const Settings& settings, std::int64_t values) {
  constexpr double white = 255;
  switch (settings.convention) {
    case Convention::relative:
      return static_cast<double>(values);
    case Convention::pytorch:
      return 1;
    default:
      return 1 / (white * white);
  }
}

double growth(const at::Tensor& x, const Size& size) {
  return static_cast<double>(size.height * size.width) / static_cast<double>(x.size(2) * x.size(3));
}

}  // namespace

double rate_at(Decay decay, double decay_rate, int step) {
  switch (decay) {
    case Decay::exponential: {
      constexpr double percent = 0.01;
      return std::pow(std::max(0.0, 1 - percent * decay_rate), step);
    }
    case Decay::power:
      return 1 / std::sqrt(1 + decay_rate * step);
    case Decay::constant:
      break;
  }
  return 1;
}

Optimiser::Optimiser(const Settings& settings) : settings_(settings) {}

at::Tensor& Optimiser::slot(const std::string& name, const at::Tensor& like) {
  at::Tensor& tensor = slots_[name];
  if (!tensor.defined()) {
    tensor = at::zeros_like(like);
  }
  return tensor;
}

void Optimiser::step(at::Tensor& picture, const at::Tensor& gradient) {
  const torch::NoGradGuard no_grad;
  const double share = rate_at(settings_.decay, settings_.decay_rate, step_);
  const double rate = settings_.learning_rate * share;
  ++step_;
  ++all_steps_;
  switch (settings_.optimiser) {
    case OptimiserKind::l_bfgs:
      picture.add_(l_bfgs_step(slots_, gradient, settings_.history), share);
      return;
    case OptimiserKind::adam:
      adam(picture, gradient, rate);
      break;
    case OptimiserKind::rms_prop:
      rms_prop(picture, gradient, rate);
      break;
    case OptimiserKind::n_adam:
      n_adam(picture, gradient, rate);
      break;
    case OptimiserKind::sgd:
      picture.sub_(gradient, rate * descent_unit(settings_, gradient.numel()));
      break;
  }
  picture.clamp_(0, 1);
  slot(average, picture).lerp_(picture, 1 - settings_.averaging);
}

// theta -= rate * m' / (sqrt(v') + eps), with m and v the running means of the gradient and of its square, and m' and
// v' these corrected for their start at 0.
void Optimiser::adam(at::Tensor& picture, const at::Tensor& gradient, double rate) {
  constexpr double beta1 = 0.9;
  constexpr double beta2 = 0.99;
  at::Tensor& m = slot(first, gradient).lerp_(gradient, 1 - beta1);
  at::Tensor& v = slot(second, gradient).mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
  const at::Tensor root = v.sqrt().div_(std::sqrt(1 - std::pow(beta2, all_steps_))).add_(epsilon);
  picture.addcdiv_(m, root, -rate / (1 - std::pow(beta1, all_steps_)));
}

void Optimiser::rms_prop(at::Tensor& picture, const at::Tensor& gradient, double rate) {
  constexpr double rho = 0.9;
  at::Tensor& v = slot(second, gradient).mul_(rho).addcmul_(gradient, gradient, 1 - rho);
  picture.addcdiv_(gradient, v.sqrt().add_(epsilon), -rate);
}

// Adam with Nesterov's momentum: the step uses the momentum that the next one will have. mu_t is its schedule and
// `mu_product` the product of all of them so far.
void Optimiser::n_adam(at::Tensor& picture, const at::Tensor& gradient, double rate) {
  constexpr double beta1 = 0.9;
  constexpr double beta2 = 0.999;
  constexpr double momentum_decay = 0.004;
  const auto mu = [](int t) { return beta1 * (1 - 0.5 * std::pow(0.96, t * momentum_decay)); };
  double mu_product = 1;
  for (int t = 1; t <= all_steps_; ++t) {
    mu_product *= mu(t);
  }
  at::Tensor& m = slot(first, gradient).lerp_(gradient, 1 - beta1);
  at::Tensor& v = slot(second, gradient).mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
  const at::Tensor root = v.sqrt().div_(std::sqrt(1 - std::pow(beta2, all_steps_))).add_(epsilon);
  picture.addcdiv_(gradient, root, -rate * (1 - mu(all_steps_)) / (1 - mu_product));
  picture.addcdiv_(m, root, -rate * mu(all_steps_ + 1) / (1 - mu_product * mu(all_steps_ + 1)));
}

at::Tensor Optimiser::result(const at::Tensor& picture) const {
  const auto mean = slots_.find(average);
  if (mean == slots_.end() || step_ == 0) {
    return picture.clamp(0, 1);
  }
  return (mean->second / (1 - std::pow(settings_.averaging, step_))).clamp_(0, 1);
}

void Optimiser::resample(const Size& size) {
  const torch::NoGradGuard no_grad;
  step_ = 0;
  slots_.erase(average);
  if (settings_.optimiser == OptimiserKind::l_bfgs) {
    resample_l_bfgs(slots_, size);
    return;
  }
  // A gradient of a mean over the pixels falls as their number rises.
  if (slots_.contains(first)) {
    slots_[first] = resize_signed(slots_[first], size).div_(growth(slots_[first], size));
  }
  if (slots_.contains(second)) {
    const double share = 1 / std::pow(growth(slots_[second], size), 2);
    slots_[second] = resize_mask(slots_[second], size).mul_(share).contiguous(at::MemoryFormat::ChannelsLast);
  }
}

std::map<std::string, at::Tensor> Optimiser::state() const {
  std::map<std::string, at::Tensor> state;
  for (const auto& [name, tensor] : slots_) {
    // Files know no float64; its bits are kept.
    state[name] = tensor.scalar_type() == at::kDouble ? tensor.view(at::kLong) : tensor;
  }
  state[steps_name] = at::tensor({static_cast<std::int64_t>(step_), static_cast<std::int64_t>(all_steps_)}, at::kLong);
  return state;
}

void Optimiser::restore(const std::map<std::string, at::Tensor>& state, const at::TensorOptions& options) {
  slots_.clear();
  for (const auto& [name, tensor] : state) {
    const bool wide = name == "sy" || name == "yy";
    slots_[name] = wide ? tensor.view(at::kDouble) : tensor.is_floating_point() ? tensor.to(options.device()) : tensor;
  }
  const at::Tensor steps = slots_.at(steps_name);
  step_ = static_cast<int>(steps[0].item<std::int64_t>());
  all_steps_ = static_cast<int>(steps[1].item<std::int64_t>());
  slots_.erase(steps_name);
}

}  // namespace nst
