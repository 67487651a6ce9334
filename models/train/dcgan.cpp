// SPDX-License-Identifier: GPL-3.0-or-later
//
// dcgan: trains a generator of swatches against a discriminator (Goodfellow et al. 2014; Radford, Metz and Chintala
// 2016).
//
//   L_D = -E log D(x) - E log(1 - D(G(z))),   L_G = -E log D(G(z))   (non-saturating)
//
// A step as document 002 (Ast-GAN) describes it: D on real pictures, D on painted ones, the sum of both losses, a step
// of D; then G with the labels of real pictures on the same painted ones, a step of G. The discriminator is weakened as
// there by default: a slope of 0.3 in its leaky ReLUs (0.4 was too weak), the label of real pictures 0.85, from
// half-way on 0.95 (below 0.85 was too weak), an optimiser and a rate of its own (RMSprop was too slow, a higher rate
// unstable, a tenth of the generator's made the generator too strong).
//
// Beyond the document, for collections of a few thousand pictures: differentiable augmentation (diff-augment.h), and
// with --r1 the penalty (r1 / 2) E |dD(x)/dx|^2 on real pictures (Mescheder, Geiger and Nowozin 2018), every 16th step
// and 16 times as strong.

#include "core/error.h"
#include "models/train/cross-entropy.h"
#include "models/train/gan-options.h"
#include "models/train/generator-file.h"
#include "models/train/gradient-penalty.h"
#include "models/train/loop.h"
#include "models/train/swatch-network.h"

#include <torch/types.h>

#include <CLI/CLI.hpp>

namespace {

namespace train = nst::train;

struct Options {
  train::LoopOptions loop{.name = "DCGAN"};
  train::GeneratorOptions generator;
  train::OptimiserOptions discriminator;
  int discriminator_width = 64;
  double slope = 0.3;
  double label = 0.85;
  double late_label = 0.95;
  double r1 = 0;
  std::vector<std::string> augment{"colour", "shift", "cutout"};
};

constexpr int r1_every = 16;
// D has won if it tells nearly all pictures apart: G then learns nothing.
constexpr double won_loss = 0.1;

void add_options(CLI::App& app, Options& options) {
  train::add_options(app, options.loop);
  train::add_options(app, options.generator);
  train::add_options(app, options.discriminator, "discriminator");
  app.add_option("--discriminator-width", options.discriminator_width, "Channels of its first layer")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--slope", options.slope, "Of the discriminator's leaky ReLUs")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app.add_option("--label", options.label, "Of real pictures, in the first half")
      ->check(CLI::Range(0.5, 1.0))
      ->capture_default_str();
  app.add_option("--late-label", options.late_label, "Of real pictures, in the second half")
      ->check(CLI::Range(0.5, 1.0))
      ->capture_default_str();
  app.add_option("--r1", options.r1, "Weight of the penalty on the discriminator's gradient; 0: none")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  train::add_augment_option(app, options.augment);
}

struct Gan {
  Options options;
  train::DiffAugment kinds;
  train::SwatchNetwork generator;
  train::DiscriminatorNet discriminator;
  std::unique_ptr<torch::optim::Optimizer> generator_steps;
  std::unique_ptr<torch::optim::Optimizer> discriminator_steps;

  Gan(const Options& chosen, at::Device device)
      : options(chosen),
        kinds(train::augmentation_of(chosen.augment)),
        generator(train::shape_of(chosen.generator), chosen.generator.decay, chosen.loop.seed, device),
        discriminator(train::DiscriminatorShape{.size = chosen.generator.shape.size,
                                                .width = chosen.discriminator_width,
                                                .widest = chosen.generator.shape.widest,
                                                .slope = chosen.slope}) {
    train::initialise(*discriminator, train::generator_for(chosen.loop.seed, ~std::uint64_t{4}));
    discriminator->to(device);
    generator_steps = train::make_optimiser(chosen.generator.optimiser, *generator.net);
    discriminator_steps = train::make_optimiser(chosen.discriminator, *discriminator);
  }

  at::Tensor step(const at::Tensor& real, const train::Step& step) {
    const auto judge = [&](const at::Tensor& pictures) {  // (N, 1)
      return discriminator(train::augmented(pictures, kinds, step.random));
    };
    const at::Tensor painted = generator.net(generator.noise(real.size(0), step.random)).to(at::kFloat);

    discriminator_steps->zero_grad();
    const double label = step.share < 0.5 ? options.label : options.late_label;
    const at::Tensor loss_real = train::cross_entropy(judge(real), label);
    const at::Tensor loss_painted = train::cross_entropy(judge(painted.detach()), 0);
    (loss_real + loss_painted).backward();
    if (options.r1 > 0 && step.index % r1_every == 0) {
      const auto logits = [&](const at::Tensor& pictures) { return judge(pictures); };
      (train::squared_gradient(logits, real).mean() * (options.r1 / 2 * r1_every)).backward();
    }
    discriminator_steps->step();

    generator_steps->zero_grad();
    const at::Tensor loss_generator = train::cross_entropy(judge(painted), 1);
    loss_generator.backward();
    generator_steps->step();
    generator.follow(step.index);
    return at::stack({(loss_real + loss_painted).detach(), loss_generator.detach()});
  }

  std::vector<train::Learner> learners() {
    return {{"generator", *generator.net, generator_steps.get()},
            {"average", *generator.average},
            {"discriminator", *discriminator, discriminator_steps.get()}};
  }

  void write(const std::filesystem::path& path) {
    train::settle_statistics(generator.average, options.loop.seed);
    train::write_generator(path, options.loop.name, generator.average, &discriminator);
  }
};

std::string warning(const std::vector<double>& recent) {
  return recent[0] < won_loss
             ? "the discriminator wins. Raise --slope, lower --label or --discriminator-rate, or add pictures."
             : "";
}

void train_dcgan(const Options& options) {
  const train::Collection collection = train::read_pictures(options.loop, options.generator.shape.size);
  Gan gan(options, at::Device(options.loop.device));
  train::run(options.loop, collection.pictures,
             {.title = options.loop.name,
              .columns = {"D", "G"},
              .step = [&](const at::Tensor& real, const train::Step& step) { return gan.step(real, step); },
              .learners = gan.learners(),
              .show = [&](bool averaged) { return gan.generator.swatches(64, averaged); },
              .write = [&](const std::filesystem::path& path) { gan.write(path); },
              .warning = warning,
              .size = options.generator.shape.size});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains a generator of swatches (DCGAN) on folders of pictures.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("dcgan", options.loop, [&] { train_dcgan(options); });
}
