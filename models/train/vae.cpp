// SPDX-License-Identifier: GPL-3.0-or-later
//
// vae: trains a variational autoencoder (Kingma and Welling 2014) whose decoder paints swatches.
//
//   L = E sum (x - G(z))^2 + beta KL(q(z | x) || N(0, 1)),   z ~ q(z | x)
//
// with pixels in [0, 1] and sums over a picture; beta weighs like variation among the samples against exactness
// (Higgins et al. 2017). Document 000 wants a VAE, but its tables repeat the discriminator's: encoder and decoder here
// are the DCGAN's discriminator, with means and variances as outputs, and generator, with 128 latent channels.

#include "models/train/gan-options.h"
#include "models/train/generator-file.h"
#include "models/train/latent-encoder.h"
#include "models/train/loop.h"
#include "models/train/swatch-network.h"

#include <torch/types.h>

#include <CLI/CLI.hpp>

namespace {

namespace train = nst::train;

struct Options {
  train::LoopOptions loop{.name = "VAE"};
  train::GeneratorOptions generator{.shape = {.latent = 128}, .optimiser = {.rate = 1e-3, .beta1 = 0.9}};
  train::OptimiserOptions encoder{.rate = 1e-3, .beta1 = 0.9};
  int encoder_width = 64;
  double beta = 1;
};

void add_options(CLI::App& app, Options& options) {
  train::add_options(app, options.loop);
  train::add_options(app, options.generator);
  train::add_options(app, options.encoder, "encoder");
  app.add_option("--encoder-width", options.encoder_width, "Channels of its first layer")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--beta", options.beta, "Weight of the divergence")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

struct Vae {
  train::SwatchNetwork decoder;
  train::DiscriminatorNet encoder;
  std::unique_ptr<torch::optim::Optimizer> decoder_steps;
  std::unique_ptr<torch::optim::Optimizer> encoder_steps;
  double beta;

  Vae(const Options& options, at::Device device)
      : decoder(train::shape_of(options.generator), options.generator.decay, options.loop.seed, device),
        encoder(train::DiscriminatorShape{.size = options.generator.shape.size,
                                          .width = options.encoder_width,
                                          .widest = options.generator.shape.widest,
                                          .outputs = 2 * options.generator.shape.latent,
                                          .slope = 0.2}),
        beta(options.beta) {
    train::initialise(*encoder, train::generator_for(options.loop.seed, ~std::uint64_t{4}));
    encoder->to(device);
    decoder_steps = train::make_optimiser(options.generator.optimiser, *decoder.net);
    encoder_steps = train::make_optimiser(options.encoder, *encoder);
  }

  at::Tensor step(const at::Tensor& pictures, const train::Step& step) {
    encoder_steps->zero_grad();
    decoder_steps->zero_grad();
    const train::Posterior posterior = train::posterior(encoder, pictures);
    const at::Tensor painted = decoder.net(train::drawn(posterior, step.random)).to(at::kFloat);
    const at::Tensor error = ((painted - pictures) / 2).square().flatten(1).sum(1).mean();
    const at::Tensor divergence = train::divergence(posterior);
    (error + beta * divergence).backward();
    encoder_steps->step();
    decoder_steps->step();
    decoder.follow(step.index);
    return at::stack({error.detach(), divergence.detach()});
  }
};

void train_vae(const Options& options) {
  const train::Collection collection = train::read_pictures(options.loop, options.generator.shape.size);
  Vae vae(options, at::Device(options.loop.device));
  train::run(options.loop, collection.pictures,
             {.title = options.loop.name,
              .columns = {"error", "divergence"},
              .step = [&](const at::Tensor& real, const train::Step& step) { return vae.step(real, step); },
              .learners = {{"decoder", *vae.decoder.net, vae.decoder_steps.get()},
                           {"average", *vae.decoder.average},
                           {"encoder", *vae.encoder, vae.encoder_steps.get()}},
              .show = [&](bool averaged) { return vae.decoder.swatches(64, averaged); },
              .write =
                  [&](const std::filesystem::path& path) {
                    train::settle_statistics(vae.decoder.average, options.loop.seed);
                    train::write_generator(path, options.loop.name, vae.decoder.average, nullptr);
                  },
              .size = options.generator.shape.size});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains a generator of swatches (VAE) on folders of pictures.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("vae", options.loop, [&] { train_vae(options); });
}
