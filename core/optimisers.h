// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes a picture step by step so that an objective falls. Private to the core.
#pragma once

#include "core/settings.h"
#include "core/tensors.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace nst {

/// The rate of step i, counted from 0 at each scale, as a share of the first one's:
///   exponential   (1 - r / 100)^i          power   (1 + r i)^-1/2
/// with r the decay rate. (Keras's schedule of 0.96 every 100 steps is r = 0.0408.)
double rate_at(Decay decay, double decay_rate, int step);

/// One of
///   l-bfgs   Nocedal 1980, without line search and without a stop by tolerance, as is usual in this field. Its first
///            step has a mean size of 0.01; pairs without curvature are not learned from.
///   adam     Kingma and Ba 2015, beta 0.9 and 0.99 as crowsonkb's program
///   rmsprop  Tieleman and Hinton 2012, decay 0.9
///   sgd      plain gradient descent
///   nadam    Dozat 2016, beta 0.9 and 0.999, momentum decay 0.004
/// All but L-BFGS keep the picture in [0, 1] after each step, and their result is the running average of the pictures
/// of this scale, corrected for its start (crowsonkb's iterate averaging).
///
/// What is remembered from step to step are named tensors, so that it can be resampled for the next scale, stored and
/// restored.
class Optimiser {
 public:
  explicit Optimiser(const Settings& settings);

  /// Moves picture, (1, 3, H, W) channels-last, one step along gradient, of the same shape and layout.
  void step(at::Tensor& picture, const at::Tensor& gradient);

  /// The result after the steps of this scale, `picture` being the last one's; (1, 3, H, W) in [0, 1].
  at::Tensor result(const at::Tensor& picture) const;

  /// Goes on at another size: what was learned is resampled, the steps are counted from 0 again.
  void resample(const Size& size);

  /// Everything that is remembered, to be given to restore() of an optimiser with the same settings. `options` are
  /// those of the picture.
  std::map<std::string, at::Tensor> state() const;
  void restore(const std::map<std::string, at::Tensor>& state, const at::TensorOptions& options);

 private:
  at::Tensor& slot(const std::string& name, const at::Tensor& like);
  void adam(at::Tensor& picture, const at::Tensor& gradient, double rate);
  void rms_prop(at::Tensor& picture, const at::Tensor& gradient, double rate);
  void n_adam(at::Tensor& picture, const at::Tensor& gradient, double rate);

  Settings settings_;
  std::map<std::string, at::Tensor> slots_;  // each (K, 3, H, W)
  int step_ = 0;                             // at this scale
  int all_steps_ = 0;                        // at all scales
};

}  // namespace nst
