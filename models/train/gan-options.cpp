// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/gan-options.h"

#include <algorithm>

namespace nst::train {

void add_options(CLI::App& app, GeneratorOptions& options) {
  app.add_option("--size", options.shape.size, "Side of the swatches, px")
      ->check(CLI::Range(16, 512))
      ->capture_default_str();
  app.add_option("--latent", options.shape.latent, "Channels of the latent vector")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  app.add_option("--grid", options.shape.grid, "Side of a grid of latent vectors; 1: one vector a swatch")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--global", options.global,
                 "With a grid: latent channels that are one for the whole swatch; 0: half of them")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  app.add_option("--width", options.shape.width, "Channels of the generator before its last layer")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--widest", options.shape.widest, "Most channels of a layer")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  app.add_option("--decay", options.decay, "Of the average of the generator's weights, by step")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  add_options(app, options.optimiser, "generator");
}

GeneratorShape shape_of(const GeneratorOptions& options) {
  GeneratorShape shape = options.shape;
  shape.global = options.global > 0 ? options.global : shape.grid == 1 ? shape.latent : shape.latent / 2;
  require_shape(shape);
  return shape;
}

void add_options(CLI::App& app, OptimiserOptions& options, const std::string& prefix) {
  app.add_option("--" + prefix + "-optimiser", options.kind)
      ->check(CLI::IsMember({"adam", "rmsprop"}))
      ->capture_default_str();
  app.add_option("--" + prefix + "-rate", options.rate, "Learning rate")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--" + prefix + "-beta1", options.beta1, "Of Adam")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app.add_option("--" + prefix + "-beta2", options.beta2, "Of Adam")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
}

void add_augment_option(CLI::App& app, std::vector<std::string>& kinds) {
  app.add_option("--augment", kinds,
                 "How pictures are changed before the discriminator sees them: colour, shift, cutout, or none")
      ->delimiter(',')
      ->check(CLI::IsMember({"colour", "shift", "cutout", "none"}))
      ->capture_default_str();
}

DiffAugment augmentation_of(const std::vector<std::string>& kinds) {
  const auto named = [&](const char* kind) { return std::ranges::find(kinds, kind) != kinds.end(); };
  return {.colour = named("colour"), .shift = named("shift"), .cutout = named("cutout")};
}

}  // namespace nst::train
