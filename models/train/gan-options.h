// SPDX-License-Identifier: GPL-3.0-or-later
//
// The options that the programs with a generator share, and how they are named.
#pragma once

#include "models/train/diff-augment.h"
#include "models/train/generator-net.h"
#include "models/train/tensors.h"

#include <CLI/App.hpp>

#include <string>
#include <vector>

namespace nst::train {

/// Shape of the generator and how its average follows.
struct GeneratorOptions {
  GeneratorShape shape;
  int global = 0;  ///< 0: all of the latent channels without a grid, half of them with one
  double decay = 0.999;
  OptimiserOptions optimiser;
};

void add_options(CLI::App& app, GeneratorOptions& options);

/// The shape with what the user left out filled in. Throws Error for one that no network has.
GeneratorShape shape_of(const GeneratorOptions& options);

/// Adds --PREFIX-optimiser, --PREFIX-rate, --PREFIX-beta1 and --PREFIX-beta2.
void add_options(CLI::App& app, OptimiserOptions& options, const std::string& prefix);

/// Adds --augment, a list of kinds of differentiable augmentation or "none"; read by augmentation_of().
void add_augment_option(CLI::App& app, std::vector<std::string>& kinds);
DiffAugment augmentation_of(const std::vector<std::string>& kinds);

}  // namespace nst::train
