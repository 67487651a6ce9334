// SPDX-License-Identifier: GPL-3.0-or-later
//
// wgan-gp: trains a generator of swatches against a critic that estimates the Wasserstein distance (Arjovsky et al.
// 2017), with a penalty on its gradient (Gulrajani et al. 2017, "Improved training of Wasserstein GANs"):
//
//   L_D = E D(G(z)) - E D(x) + lambda E (|dD(y)/dy| - 1)^2,   y = e x + (1 - e) G(z), e ~ U(0, 1),   L_G = -E D(G(z))
//
// lambda 10, five steps of the critic for each of the generator, Adam with rate 1e-4 and betas 0 and 0.9; the critic is
// normalised picture by picture, since the gradient at a single picture counts.

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
  train::LoopOptions loop{.name = "WGAN-GP", .batch = 64};
  train::GeneratorOptions generator{.optimiser = {.rate = 1e-4, .beta1 = 0, .beta2 = 0.9}};
  train::OptimiserOptions critic{.rate = 1e-4, .beta1 = 0, .beta2 = 0.9};
  int critic_width = 64;
  int critic_steps = 5;
  double penalty = 10;
};

void add_options(CLI::App& app, Options& options) {
  train::add_options(app, options.loop);
  train::add_options(app, options.generator);
  train::add_options(app, options.critic, "critic");
  app.add_option("--critic-width", options.critic_width, "Channels of its first layer")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--critic-steps", options.critic_steps, "For each of the generator")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--penalty", options.penalty, "Its weight, lambda")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

struct Gan {
  Options options;
  train::SwatchNetwork generator;
  train::DiscriminatorNet critic;
  std::unique_ptr<torch::optim::Optimizer> generator_steps;
  std::unique_ptr<torch::optim::Optimizer> critic_steps;

  Gan(const Options& chosen, at::Device device)
      : options(chosen),
        generator(train::shape_of(chosen.generator), chosen.generator.decay, chosen.loop.seed, device),
        critic(train::DiscriminatorShape{.size = chosen.generator.shape.size,
                                         .width = chosen.critic_width,
                                         .widest = chosen.generator.shape.widest,
                                         .slope = 0.2,
                                         .normalisation = train::Normalisation::instance}) {
    train::initialise(*critic, train::generator_for(chosen.loop.seed, ~std::uint64_t{4}));
    critic->to(device);
    generator_steps = train::make_optimiser(chosen.generator.optimiser, *generator.net);
    critic_steps = train::make_optimiser(chosen.critic, *critic);
  }

  at::Tensor step(const at::Tensor& real, const train::Step& step) {
    const at::Tensor painted = generator.net(generator.noise(real.size(0), step.random)).to(at::kFloat);
    const at::Tensor share = step.random.uniform({real.size(0), 1, 1, 1}, 0, 1).to(real.device());
    const auto judge = [&](const at::Tensor& pictures) { return critic(pictures).to(at::kFloat); };  // (N, 1)

    critic_steps->zero_grad();
    const at::Tensor of_painted = judge(painted.detach()).mean();
    const at::Tensor distance = judge(real).mean() - of_painted;
    const at::Tensor length = (train::squared_gradient(judge, at::lerp(painted.detach(), real, share)) + 1e-12).sqrt();
    const at::Tensor penalty = (length - 1).square().mean();
    (options.penalty * penalty - distance).backward();
    critic_steps->step();

    if ((step.index + 1) % options.critic_steps == 0) {
      generator_steps->zero_grad();
      (-judge(painted).mean()).backward();
      generator_steps->step();
      generator.follow(step.index / options.critic_steps);
    }
    return at::stack({distance.detach(), penalty.detach(), -of_painted.detach()});
  }

  std::vector<train::Learner> learners() {
    return {{"generator", *generator.net, generator_steps.get()},
            {"average", *generator.average},
            {"critic", *critic, critic_steps.get()}};
  }
};

void train_wgan(const Options& options) {
  const train::Collection collection = train::read_pictures(options.loop, options.generator.shape.size);
  Gan gan(options, at::Device(options.loop.device));
  train::run(options.loop, collection.pictures,
             {.title = options.loop.name,
              .columns = {"distance", "penalty", "G"},
              .step = [&](const at::Tensor& real, const train::Step& step) { return gan.step(real, step); },
              .learners = gan.learners(),
              .show = [&](bool averaged) { return gan.generator.swatches(64, averaged); },
              .write =
                  [&](const std::filesystem::path& path) {
                    train::settle_statistics(gan.generator.average, options.loop.seed);
                    train::write_generator(path, options.loop.name, gan.generator.average, nullptr);
                  },
              .size = options.generator.shape.size});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains a generator of swatches (WGAN-GP) on folders of pictures.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("wgan-gp", options.loop, [&] { train_wgan(options); });
}
