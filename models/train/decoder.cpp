// SPDX-License-Identifier: GPL-3.0-or-later
//
// decoder: trains the network that paints in one pass, in any style (core/nets/decoder). Its input are the encoder's
// features of a photograph, moved to the statistics of a style picture: by their deviations in one half of the steps,
// by their covariances in the other, so that both can be chosen in use (core/transfer.h). It learns to reach what the
// optimisation reaches:
//
//   L = w_c content + w_s style + w_v variation        (core/painting-loss.h)
//
// Huang and Belongie 2017 compare the result with the moved features themselves and the style by means and deviations;
// here both terms are those of the optimisation, so that Draft is what Normal would begin to look like.
//
// There are few style pictures, so they are varied: crops, sizes, permuted channels, and mixtures. A mixture of two
// styles has the mixture of their moments, as in use; a mixture with the content's own moments is a weaker style, down
// to the content itself, which teaches the network to leave a picture as it is.

#include "core/batch-painting.h"
#include "core/nets/encoder.h"
#include "core/painting-loss.h"
#include "core/safetensors.h"
#include "models/train/decoder-net.h"
#include "models/train/gan-options.h"
#include "models/train/loop.h"

#include <ATen/ATen.h>
#include <torch/types.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace {

namespace train = nst::train;

struct Options {
  train::LoopOptions loop{.name = "Any style in one pass", .epochs = 40, .batch = 4, .hold_back = 20};
  train::OptimiserOptions optimiser{.rate = 1e-3, .beta1 = 0.9, .longest_gradient = 1.0};
  std::vector<std::filesystem::path> styles;
  std::filesystem::path encoder;
  std::string encoder_id = "encoder-vgg19-slim";
  std::filesystem::path begin;  // weights of an earlier training; empty: random ones
  int size = 256;
  nst::DecoderShape shape;
  nst::PaintingWeights weights;
  double decay = 0.999;
  double constant = 0.5;  // share of the run after which the rate falls
};

constexpr int shown_pairs = 8;
constexpr int held_back_steps = 200;  // between two measures of the loss on what is held back
constexpr double mixed_share = 0.25;
constexpr double weaker_share = 0.15;
constexpr double final_rate = 0.02;

void add_options(CLI::App& app, Options& options) {
  train::add_options(app, options.loop);
  train::add_options(app, options.optimiser, "decoder");
  app.add_option("--styles", options.styles, "Folder of style pictures; may be given several times")->required();
  app.add_option("--encoder", options.encoder, "Weights of the encoder")->required();
  app.add_option("--encoder-id", options.encoder_id, "Its id among the models")->capture_default_str();
  app.add_option("--begin", options.begin, "Weights of an earlier training to begin with");
  app.add_option("--size", options.size, "Side of a crop, px")
      ->check(CLI::IsMember({64, 128, 192, 256}))
      ->capture_default_str();
  app.add_option("--widths", options.shape.widths, "Channels at an eighth, a quarter, a half and the whole side")
      ->expected(4)
      ->check(CLI::Range(4, 512))
      ->capture_default_str();
  app.add_option("--blocks", options.shape.blocks, "Residual blocks there")
      ->expected(4)
      ->check(CLI::Range(0, 8))
      ->capture_default_str();
  app.add_option("--style-width", options.shape.style_width, "Channels of the style's network")
      ->check(CLI::Range(4, 2048))
      ->capture_default_str();
  app.add_option("--content-weight", options.weights.content, "w_c")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--variation-weight", options.weights.variation, "w_v")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--decay", options.decay, "Of the average of the weights, by step")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app.add_option("--constant", options.constant, "Share of the run before the rate falls, along a cosine")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
}

/// Style pictures are shown at about their own size, like the photographs, and some with their colours exchanged.
train::Augmentation style_crops(int size) {
  return {.crop = size, .smallest_scale = 0.7, .largest_scale = 1.2, .channel_shuffle = 0.25, .noise = 0};
}

std::vector<std::int64_t> decoded_channels(const nst::Encoder& encoder) {
  std::vector<std::int64_t> channels;
  for (const char* layer : nst::decoded_layers) {
    channels.push_back(encoder.channels(layer));
  }
  return channels;
}

std::int64_t style_length(const nst::Encoder& encoder) {
  std::int64_t length = 0;
  for (const char* layer : nst::style_vector_layers) {
    length += 2 * encoder.channels(layer);
  }
  return length;
}

/// Photographs, what the encoder sees in them, and the styles in which each is wanted.
struct Lesson {
  nst::Features contents;                    // (N, C, H, W)
  std::vector<nst::LayerStatistics> own;     // of the photographs
  std::vector<nst::LayerStatistics> styles;  // those that are wanted; there may be one more, to be mixed with the last
};

struct Decoder {
  Options options;
  nst::Encoder encoder;
  train::DecoderNet net;
  train::DecoderNet average;
  std::unique_ptr<torch::optim::Optimizer> steps;
  const train::ImageFolder& styles;
  at::Tensor held_back_photographs;  // (N, 3, S, S)
  at::Tensor held_back_styles;
  at::Tensor held_back_losses;  // (2)

  Decoder(const Options& chosen, const train::ImageFolder& style_pictures, at::Device device)
      : options(chosen),
        encoder(nst::Encoder::load(chosen.encoder)),
        net(shapes(), train::generator_for(chosen.loop.seed, ~std::uint64_t{0})),
        average(shapes(), train::generator_for(chosen.loop.seed, ~std::uint64_t{0})),
        styles(style_pictures) {
    if (!options.begin.empty()) {
      nst::Decoder::load(options.begin).require_fits(encoder);
      const nst::TensorFile file = nst::read_safetensors(options.begin);
      net->begin_with(file.tensors);
      average->begin_with(file.tensors);
    }
    encoder.prepare(device, nst::Precision::float32, nst::Pooling::blurred_max);
    net->to(device);
    average->to(device);
    steps = train::make_optimiser(options.optimiser, *net);
  }

  std::map<std::string, std::vector<std::int64_t>> shapes() const {
    const std::vector<std::int64_t> channels = decoded_channels(encoder);
    return nst::decoder_tensors(options.shape, channels, style_length(encoder));
  }

  /// What there is to learn from photographs and style pictures, (N, 3, S, S) in [0, 1].
  Lesson lesson(const at::Tensor& photographs, const at::Tensor& style_pictures) const {
    const torch::NoGradGuard no_grad;
    const auto layers = nst::style_loss_layers();
    Lesson lesson{.contents = encoder.differentiable_features(photographs, layers), .own = {}, .styles = {}};
    lesson.own = nst::batch_statistics(lesson.contents, layers);
    lesson.styles = nst::batch_statistics(encoder.differentiable_features(style_pictures, layers), layers);
    return lesson;
  }

  /// Style pictures for the rows of this process, and the first one of the next rows.
  at::Tensor draw_styles(std::int64_t rows, const train::RowNumbers& random) const {
    const std::int64_t all = random.all(rows);
    const at::Tensor batch = styles.batch(static_cast<int>(all), style_crops(options.size), random.random());
    return batch.roll(-random.first(rows), 0).narrow(0, 0, std::min(rows + 1, all));
  }

  /// Some of the styles are mixed with the next one, or with the photograph itself.
  static void mix(Lesson& lesson, const train::RowNumbers& random) {
    const auto rows = static_cast<std::int64_t>(lesson.own.size());
    const at::Tensor numbers = random.uniform({rows, 2}, 0, 1);
    const std::vector<nst::LayerStatistics> pure = lesson.styles;
    lesson.styles.resize(lesson.own.size());
    for (std::size_t i = 0; i < lesson.styles.size(); ++i) {
      const auto row = static_cast<std::int64_t>(i);
      const double kind = numbers[row][0].item<double>();
      const double share = numbers[row][1].item<double>();
      if (kind >= mixed_share + weaker_share) {
        continue;
      }
      const nst::LayerStatistics& other = kind < mixed_share ? pure[(i + 1) % pure.size()] : lesson.own[i];
      for (auto& [layer, statistics] : lesson.styles[i]) {
        nst::blend(statistics, other.at(layer), share);
      }
    }
  }

  /// One by one, since the noise of a batch that is painted at once depends on how many are in it.
  at::Tensor paint(const train::DecoderNet& with, const Lesson& lesson, nst::FeatureTransfer kind,
                   const train::RowNumbers& random) const {
    const auto rows = static_cast<std::int64_t>(lesson.own.size());
    const at::Tensor seeds = random.integers({rows}, 0, std::numeric_limits<std::int32_t>::max());
    const nst::DecoderLayers layers = with->layers();
    std::vector<at::Tensor> painted;
    for (std::int64_t row = 0; row < rows; ++row) {
      const auto i = static_cast<std::size_t>(row);
      nst::Features content;
      for (const auto& [layer, features] : lesson.contents) {
        content[layer] = features.narrow(0, row, 1);
      }
      painted.push_back(
          nst::paint_batch(layers, content, {lesson.own[i]}, {lesson.styles[i]}, kind,
                           train::generator_for(static_cast<std::uint64_t>(seeds[row].item<std::int64_t>()), 0)));
    }
    return at::cat(painted);  // (N, 3, S, S)
  }

  /// The same for all pictures that are shown and compared.
  at::Generator shown_noise() const { return train::generator_for(options.loop.seed, ~std::uint64_t{3}); }

  void measure_held_back() {
    const torch::NoGradGuard no_grad;
    const Lesson held = lesson(held_back_photographs, held_back_styles);
    const nst::PaintingLoss loss =
        nst::painting_loss(encoder, paint(average, held, nst::FeatureTransfer::covariance, shown_noise()),
                           held.contents, held.styles, options.weights);
    held_back_losses = at::tensor({loss.content, loss.style}, at::kFloat);
  }

  at::Tensor step(const at::Tensor& batch, const train::Step& step) {
    Lesson lesson = this->lesson((batch + 1) / 2, draw_styles(batch.size(0), step.random).to(batch.device()));
    mix(lesson, step.random);
    set_rate(step.share);
    const auto kind = step.index % 2 == 0 ? nst::FeatureTransfer::covariance : nst::FeatureTransfer::moments;
    steps->zero_grad();
    const nst::PaintingLoss loss = nst::painting_loss(encoder, paint(net, lesson, kind, step.random), lesson.contents,
                                                      lesson.styles, options.weights);
    loss.total.backward();
    steps->step();
    train::follow(*average, *net, options.decay, step.index);
    if (!held_back_losses.defined() || step.index % held_back_steps == 0) {
      measure_held_back();
    }
    return at::cat({at::tensor({loss.content, loss.style, loss.variation}, at::kFloat), held_back_losses});
  }

  void set_rate(double share) {
    const double fallen = std::max(0.0, (share - options.constant) / std::max(1e-9, 1 - options.constant));
    const double factor = final_rate + (1 - final_rate) * 0.5 * (1 + std::cos(std::numbers::pi * fallen));
    for (torch::optim::OptimizerParamGroup& group : steps->param_groups()) {
      group.options().set_lr(options.optimiser.rate * factor);
    }
  }

  /// Photographs, styles and what is painted of them, a line each.
  at::Tensor show(bool averaged) const {
    const torch::NoGradGuard no_grad;
    const Lesson held = lesson(held_back_photographs, held_back_styles);
    return at::cat(
        {held_back_photographs, held_back_styles,
         paint(averaged ? average : net, held, nst::FeatureTransfer::covariance, shown_noise()).clamp(0, 1)});
  }
};

void train_decoder(const Options& options) {
  const at::Device device(options.loop.device);
  train::LoopOptions style_options = options.loop;
  style_options.pictures = options.styles;
  const train::Collection photographs = train::read_pictures(options.loop, options.size);
  const train::Collection styles = train::read_pictures(style_options, options.size);
  Decoder decoder(options, styles.pictures, device);
  const auto held_back = [&](const train::Collection& collection, std::uint64_t stream) {
    const train::ImageFolder& folder = collection.held_back ? *collection.held_back : collection.pictures;
    return folder
        .batch(shown_pairs,
               {.crop = options.size, .largest_scale = 1, .channel_shuffle = 0, .noise = 0, .mirror = false},
               train::generator_for(options.loop.seed, stream))
        .to(device);
  };
  decoder.held_back_photographs = held_back(photographs, ~std::uint64_t{1});
  decoder.held_back_styles = held_back(styles, ~std::uint64_t{2});
  const nst::DecoderDescription description{.name = options.loop.name, .encoder = options.encoder_id};
  train::run(
      options.loop, photographs.pictures,
      {.title = options.loop.name,
       .columns = {"content", "style", "variation", "content held back", "style held back"},
       .step = [&](const at::Tensor& real, const train::Step& step) { return decoder.step(real, step); },
       .learners = {{"net", *decoder.net, decoder.steps.get()}, {"average", *decoder.average}},
       .show = [&](bool averaged) { return decoder.show(averaged); },
       .write = [&](const std::filesystem::path& path) { train::write_decoder(path, description, decoder.average); },
       .size = options.size,
       .smallest_scale = 0.7,
       .largest_scale = 1.2});
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains the network that paints in any style in one pass, on photographs and style pictures.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("decoder", options.loop, [&] { train_decoder(options); });
}
