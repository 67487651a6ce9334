// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything a user can choose about a run. The initialisers here are the only place where defaults live; what each
// one means to a user is said in the table of core/options.h.
#pragma once

#include <string>

namespace nst {

enum class StyleLoss { wasserstein, gram };
enum class OptimiserKind { l_bfgs, adam };
enum class Start { content, noise };

struct Settings {
  // Style
  double strength = 1.0;
  double brush_size = 1.0;
  double content_weight = 1.0;
  double smoothness = 1.0;

  // Size
  int working_size = 1536;

  // Method
  StyleLoss style_loss = StyleLoss::wasserstein;
  OptimiserKind optimiser = OptimiserKind::l_bfgs;
  int steps = 100;
  double learning_rate = 0.02;
  double averaging = 0.95;
  Start start = Start::content;
  int seed = 0;
  std::string encoder;

  bool operator==(const Settings&) const = default;
};

}  // namespace nst
