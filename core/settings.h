// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything a user can choose about a run. The initialisers here are the only place where defaults live; what each
// one means to a user is said in the table of core/options.h.
#pragma once

#include <string>

namespace nst {

enum class Colour { style, matched, luminance, colours_only };
enum class ColourMatching { symmetric, cholesky, pca };
enum class StyleLoss { wasserstein, gram, covariance, moments };
enum class Convention { relative, gatys, keras, pytorch, neural_style, control };
enum class Variation { squared, absolute, keras, isotropic };
enum class OptimiserKind { l_bfgs, adam, rms_prop, sgd, n_adam };
enum class Decay { constant, exponential, power };
enum class Start { automatic, content, noise, grey, statistics, picture, draft };
enum class PoolingChoice { own, max, average, l2 };
enum class Propagation { simple, inside, all };
enum class RegionStatistics { full, sums };
enum class PrecisionChoice { automatic, float32, bfloat16 };
enum class DeviceChoice { automatic, cpu, cuda };
enum class FeatureTransfer { covariance, moments };
enum class Quality { draft, normal, best };

struct Settings {
  // Style
  Quality quality = Quality::normal;
  double strength = 1.0;
  double brush_size = 1.0;
  double content_weight = 1.0;
  double smoothness = 1.0;
  Colour colour = Colour::style;
  ColourMatching colour_matching = ColourMatching::symmetric;
  int swatch_size = 256;
  double truncation = 1.0;

  // Size
  int working_size = 1536;
  int scales = 0;
  int memory = 0;

  // Method
  StyleLoss style_loss = StyleLoss::wasserstein;
  std::string style_layers = "gatys";
  std::string content_layers = "default";
  Convention convention = Convention::relative;
  Variation variation = Variation::squared;
  PoolingChoice pooling = PoolingChoice::own;
  Propagation propagation = Propagation::simple;
  RegionStatistics region_statistics = RegionStatistics::full;
  FeatureTransfer feature_transfer = FeatureTransfer::covariance;
  Start start = Start::automatic;
  std::string start_file;
  int seed = 0;

  // Steps
  OptimiserKind optimiser = OptimiserKind::l_bfgs;
  int steps = 100;
  int history = 10;
  double learning_rate = 0.02;
  Decay decay = Decay::constant;
  double decay_rate = 0.05;
  double averaging = 0.95;

  // Machine
  std::string encoder;
  std::string decoder;
  PrecisionChoice precision = PrecisionChoice::automatic;
  DeviceChoice device = DeviceChoice::automatic;
  std::string state_file;
  double state_interval = 30;
  bool keep_stopped = false;

  bool operator==(const Settings&) const = default;
};

}  // namespace nst
