// SPDX-License-Identifier: GPL-3.0-or-later
//
// vae-gan: trains an autoencoder whose decoder is a GAN's generator (Larsen et al. 2016, "Autoencoding beyond pixels
// using a learned similarity metric"). How alike a picture and its copy are is measured in features of the
// discriminator:
//
//   L_E = L_like + beta KL / n,   L_like = 1/2 mean (D_l(x) - D_l(G(z)))^2,   z ~ q(z | x), n the number of features
//   L_G = gamma L_like - log D(G(z)) - log D(G(z')),                            z' ~ N(0, 1)
//   L_D = -log D(x) - log(1 - D(G(z))) - log(1 - D(G(z')))
//
// The encoder learns from L_E alone, the decoder from L_G alone, as in the paper; its RMSProp is replaced by Adam, as
// document 002 did. Sums over the features are means here, so that gamma and beta mean the same at every size.

#include "models/train/cross-entropy.h"
#include "models/train/gan-options.h"
#include "models/train/generator-file.h"
#include "models/train/latent-encoder.h"
#include "models/train/loop.h"
#include "models/train/swatch-network.h"

#include <torch/autograd.h>
#include <torch/types.h>

#include <CLI/CLI.hpp>

namespace {

namespace train = nst::train;

struct Options {
  train::LoopOptions loop{.name = "VAE-GAN"};
  train::GeneratorOptions generator{.shape = {.latent = 128}};
  train::OptimiserOptions encoder;
  train::OptimiserOptions discriminator;
  int width = 64;
  double slope = 0.3;
  double label = 0.85;
  double beta = 1;
  double gamma = 1;
  int feature_layer = 2;
};

void add_options(CLI::App& app, Options& options) {
  train::add_options(app, options.loop);
  train::add_options(app, options.generator);
  train::add_options(app, options.encoder, "encoder");
  train::add_options(app, options.discriminator, "discriminator");
  app.add_option("--discriminator-width", options.width, "Channels of its first layer and of the encoder's")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--slope", options.slope, "Of the discriminator's leaky ReLUs")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app.add_option("--label", options.label, "Of real pictures")->check(CLI::Range(0.5, 1.0))->capture_default_str();
  app.add_option("--beta", options.beta, "Weight of the divergence")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--gamma", options.gamma, "Weight of likeness for the decoder")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--feature-layer", options.feature_layer, "Layer of the discriminator that measures likeness, from 0")
      ->check(CLI::Range(0, 3))
      ->capture_default_str();
}

/// Gives `network` the gradient of `loss` and of nothing else.
void set_gradient(torch::nn::Module& network, const at::Tensor& loss) {
  const std::vector<at::Tensor> parameters = network.parameters();
  const std::vector<at::Tensor> gradients = torch::autograd::grad({loss}, parameters, {}, /*retain_graph=*/true);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    parameters[i].mutable_grad() = gradients[i];
  }
}

struct VaeGan {
  Options options;
  train::SwatchNetwork decoder;
  train::DiscriminatorNet encoder;
  train::DiscriminatorNet discriminator;
  std::unique_ptr<torch::optim::Optimizer> decoder_steps;
  std::unique_ptr<torch::optim::Optimizer> encoder_steps;
  std::unique_ptr<torch::optim::Optimizer> discriminator_steps;

  VaeGan(const Options& chosen, at::Device device)
      : options(chosen),
        decoder(train::shape_of(chosen.generator), chosen.generator.decay, chosen.loop.seed, device),
        encoder(train::DiscriminatorShape{.size = chosen.generator.shape.size,
                                          .width = chosen.width,
                                          .widest = chosen.generator.shape.widest,
                                          .outputs = 2 * chosen.generator.shape.latent,
                                          .slope = 0.2}),
        discriminator(train::DiscriminatorShape{.size = chosen.generator.shape.size,
                                                .width = chosen.width,
                                                .widest = chosen.generator.shape.widest,
                                                .slope = chosen.slope}) {
    train::initialise(*encoder, train::generator_for(chosen.loop.seed, ~std::uint64_t{4}));
    train::initialise(*discriminator, train::generator_for(chosen.loop.seed, ~std::uint64_t{5}));
    encoder->to(device);
    discriminator->to(device);
    decoder_steps = train::make_optimiser(chosen.generator.optimiser, *decoder.net);
    encoder_steps = train::make_optimiser(chosen.encoder, *encoder);
    discriminator_steps = train::make_optimiser(chosen.discriminator, *discriminator);
  }

  at::Tensor step(const at::Tensor& real, const train::Step& step) {
    const train::Posterior posterior = train::posterior(encoder, real);
    const at::Tensor copied = decoder.net(train::drawn(posterior, step.random)).to(at::kFloat);
    const at::Tensor painted = decoder.net(decoder.noise(real.size(0), step.random)).to(at::kFloat);

    discriminator_steps->zero_grad();
    const at::Tensor loss_discriminator = train::cross_entropy(discriminator(real), options.label) +
                                          train::cross_entropy(discriminator(copied.detach()), 0) +
                                          train::cross_entropy(discriminator(painted.detach()), 0);
    loss_discriminator.backward();
    discriminator_steps->step();

    const auto features = [&](const at::Tensor& pictures) {  // (N, C, H, W)
      return discriminator->features(pictures, static_cast<std::size_t>(options.feature_layer)).to(at::kFloat);
    };
    const at::Tensor wanted = features(real).detach();
    const at::Tensor likeness = (features(copied) - wanted).square().mean() / 2;
    const at::Tensor divergence = train::divergence(posterior);
    const double count = static_cast<double>(wanted[0].numel());
    const at::Tensor deceit =
        train::cross_entropy(discriminator(copied), 1) + train::cross_entropy(discriminator(painted), 1);
    set_gradient(*encoder, likeness + options.beta / count * divergence);
    set_gradient(*decoder.net, options.gamma * likeness + deceit);
    encoder_steps->step();
    decoder_steps->step();
    decoder.follow(step.index);
    return at::stack({loss_discriminator.detach(), deceit.detach(), likeness.detach(), divergence.detach() / count});
  }

  std::vector<train::Learner> learners() {
    return {{"decoder", *decoder.net, decoder_steps.get()},
            {"average", *decoder.average},
            {"encoder", *encoder, encoder_steps.get()},
            {"discriminator", *discriminator, discriminator_steps.get()}};
  }

  void write(const std::filesystem::path& path) {
    train::settle_statistics(decoder.average, options.loop.seed);
    train::write_generator(path, options.loop.name, decoder.average, &discriminator);
  }
};

void train_vae_gan(const Options& options) {
  const train::Collection collection = train::read_pictures(options.loop, options.generator.shape.size);
  VaeGan networks(options, at::Device(options.loop.device));
  train::run(options.loop, collection.pictures,
             {.title = options.loop.name,
              .columns = {"D", "G", "likeness", "divergence"},
              .step = [&](const at::Tensor& real, const train::Step& step) { return networks.step(real, step); },
              .learners = networks.learners(),
              .show = [&](bool averaged) { return networks.decoder.swatches(64, averaged); },
              .write = [&](const std::filesystem::path& path) { networks.write(path); },
              .size = options.generator.shape.size});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains a generator of swatches (VAE-GAN) on folders of pictures.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("vae-gan", options.loop, [&] { train_vae_gan(options); });
}
