// SPDX-License-Identifier: GPL-3.0-or-later
//
// upscaler: trains the network that enlarges swatches of 64 or 128 px to 256 px, so that strokes have detail. Crops of
// paintings are reduced to a half or a quarter, enlarged bicubically, and the network learns what is missing:
//
//   L = mean |y - x| + p sum_l mean (F_l(y) - F_l(x))^2 / mean F_l(x)^2 - a log D(y)
//
// with F_l the features of the slim encoder (Johnson et al. 2016) and D a discriminator as in dcgan (Ledig et al.
// 2017): the mean error alone gives smooth pictures, since the detail that is missing cannot be known; the other two
// ask for detail that paintings have. What is enlarged in use was painted by a network, so the reduced crops get a
// little blur and noise, too.

#include "core/nets/encoder.h"
#include "models/train/cross-entropy.h"
#include "models/train/enlargement.h"
#include "models/train/gan-options.h"
#include "models/train/loop.h"
#include "models/train/upscaler-net.h"

#include <torch/types.h>

#include <CLI/CLI.hpp>

namespace {

namespace train = nst::train;

struct Options {
  train::LoopOptions loop{.name = "Upscaler for paintings", .epochs = 100, .batch = 16};
  train::OptimiserOptions upscaler{.rate = 5e-4, .beta1 = 0.9};
  train::OptimiserOptions discriminator;
  std::filesystem::path encoder;
  int size = 128;
  int width = 32;
  int discriminator_width = 32;
  double feature_weight = 0.3;
  double adversarial_weight = 0.001;  // 0.05 gave a checkerboard
  double noise = 0.1;                 // as a generator's swatches have: with 0.02 those got a net of cells
  double decay = 0.999;
};

constexpr std::int64_t shown_crops = 8;
constexpr double real_label = 0.85;  // one-sided, as in dcgan

void add_options(CLI::App& app, Options& options) {
  train::add_options(app, options.loop);
  train::add_options(app, options.upscaler, "upscaler");
  train::add_options(app, options.discriminator, "discriminator");
  app.add_option("--encoder", options.encoder, "Weights of the slim encoder")->required();
  app.add_option("--size", options.size, "Side of a crop, px")
      ->check(CLI::IsMember({64, 128, 256}))
      ->capture_default_str();
  app.add_option("--width", options.width, "Channels at full size")->check(CLI::Range(4, 256))->capture_default_str();
  app.add_option("--discriminator-width", options.discriminator_width, "Channels of its first layer")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--feature-weight", options.feature_weight, "p in the loss")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--adversarial-weight", options.adversarial_weight, "a in the loss")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--noise", options.noise, "Largest deviation of the noise on reduced crops")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--decay", options.decay, "Of the average of the weights, by step")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
}

struct Upscaler {
  Options options;
  nst::Encoder encoder;
  train::UpscalerNet net;
  train::UpscalerNet average;
  train::DiscriminatorNet discriminator;
  std::unique_ptr<torch::optim::Optimizer> steps;
  std::unique_ptr<torch::optim::Optimizer> discriminator_steps;

  Upscaler(const Options& chosen, at::Device device)
      : options(chosen),
        encoder(nst::Encoder::load(chosen.encoder)),
        net(chosen.width),
        average(chosen.width),
        discriminator(train::DiscriminatorShape{.size = chosen.size, .width = chosen.discriminator_width}) {
    train::initialise(*discriminator, train::generator_for(chosen.loop.seed, ~std::uint64_t{4}));
    encoder.prepare(device, nst::Precision::float32, nst::Pooling::max);
    net->to(device);
    discriminator->to(device);
    average->to(device);
    train::follow(*average, *net, 0, 0);
    steps = train::make_optimiser(options.upscaler, *net);
    discriminator_steps = train::make_optimiser(options.discriminator, *discriminator);
  }

  at::Tensor step(const at::Tensor& batch, const train::Step& step) {
    const at::Tensor x = (batch + 1) / 2;
    const std::int64_t factor = step.index % 2 == 0 ? 4 : 2;
    const double noise = options.noise * at::rand({}, step.random.random()).item<double>();
    const at::Tensor y = net(train::enlarged_again(x, factor, noise, step.random)).to(at::kFloat);  // (N, 3, S, S)

    discriminator_steps->zero_grad();
    const at::Tensor loss_discriminator = train::cross_entropy(discriminator(batch), real_label) +
                                          train::cross_entropy(discriminator(y.detach() * 2 - 1), 0);
    loss_discriminator.backward();
    discriminator_steps->step();

    steps->zero_grad();
    const at::Tensor error = (y - x).abs().mean();
    const at::Tensor features = train::feature_distance(encoder, y, x);
    const at::Tensor deceit = train::cross_entropy(discriminator(y * 2 - 1), 1);
    (error + options.feature_weight * features + options.adversarial_weight * deceit).backward();
    steps->step();
    train::follow(*average, *net, options.decay, step.index);
    return at::stack({error.detach(), features.detach(), deceit.detach(), loss_discriminator.detach()});
  }

  /// Crops of always the same pictures: enlarged bicubically, by the network, and as they are.
  at::Tensor show(const train::ImageFolder& pictures, bool averaged) {
    const torch::NoGradGuard no_grad;
    const at::Device device(options.loop.device);
    const at::Tensor x =
        pictures
            .batch(shown_crops, {.crop = options.size, .largest_scale = 1, .channel_shuffle = 0, .noise = 0},
                   train::generator_for(options.loop.seed, ~std::uint64_t{1}))
            .to(device);
    const at::Tensor enlarged =
        train::enlarged_again(x, 4, 0, train::generator_for(options.loop.seed, ~std::uint64_t{2}));
    const at::Tensor painted = (averaged ? average : net)(enlarged).to(at::kFloat).clamp(0, 1);
    return at::cat({enlarged.clamp(0, 1), painted, x});  // (24, 3, S, S): a line each
  }
};

void train_upscaler(const Options& options) {
  const train::Collection collection = train::read_pictures(options.loop, options.size);
  const train::ImageFolder& shown = collection.held_back ? *collection.held_back : collection.pictures;
  Upscaler upscaler(options, at::Device(options.loop.device));
  train::run(
      options.loop, collection.pictures,
      {.title = options.loop.name,
       .columns = {"error", "features", "G", "D"},
       .step = [&](const at::Tensor& real, const train::Step& step) { return upscaler.step(real, step); },
       .learners = {{"net", *upscaler.net, upscaler.steps.get()},
                    {"average", *upscaler.average},
                    {"discriminator", *upscaler.discriminator, upscaler.discriminator_steps.get()}},
       .show = [&](bool averaged) { return upscaler.show(shown, averaged); },
       .write =
           [&](const std::filesystem::path& path) { train::write_upscaler(path, options.loop.name, upscaler.average); },
       .size = options.size});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains the network that enlarges swatches, on folders of paintings.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("upscaler", options.loop, [&] { train_upscaler(options); });
}
