// SPDX-License-Identifier: GPL-3.0-or-later
//
// evaluate: measures a generator against the pictures that its training held back. A picture is described by what the
// slim encoder sees of it: the means over all positions of the features at conv3_1, conv4_1 and conv5_1, each layer
// divided by the root mean square that it has on the pictures held back. Printed, and written as JSON:
//
//   frechet    the Fréchet distance between samples and pictures held back, as many of either; `floor` is that between
//              the pictures of the training and those held back, which no generator can be expected to fall below
//   nearest    mean distance of a sample to the nearest picture of the training, divided by that of the pictures held
//              back: well below 1, pictures are copied
//   diversity  mean distance between two samples, divided by that between two pictures held back
//
// The sheet shows the samples that are nearest to a picture of the training, each beside that picture.

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/generator.h"
#include "core/nets/encoder.h"
#include "core/tensors.h"
#include "models/train/loop.h"
#include "models/train/measures.h"
#include "models/train/picture-io.h"
#include "models/train/sheet.h"

#include <ATen/ATen.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <numeric>
#include <span>
#include <string>

namespace {

namespace train = nst::train;

struct Options {
  train::LoopOptions data;
  std::filesystem::path model;
  std::filesystem::path encoder;
  std::filesystem::path sheet;
  std::filesystem::path report;
  int samples = 2000;
  double truncation = 1;
};

const std::vector<std::string> layers{"conv3_1", "conv4_1", "conv5_1"};
constexpr std::int64_t at_once = 50;
constexpr std::int64_t shown_pairs = 16;

void add_options(CLI::App& app, Options& options) {
  app.add_option("--model", options.model, "Weights of the generator")->required();
  app.add_option("--encoder", options.encoder, "Weights of the slim encoder")->required();
  app.add_option("--pictures", options.data.pictures, "The folders of the training, in its order")->required();
  app.add_flag("--whole", options.data.whole, "The training learned from whole pictures");
  app.add_option("--hold-back", options.data.hold_back, "As in the training")->capture_default_str();
  app.add_option("--samples", options.samples, "How many are painted and cut")
      ->check(CLI::Range(100, 100000))
      ->capture_default_str();
  app.add_option("--truncation", options.truncation)->check(CLI::Range(0.01, 2.0))->capture_default_str();
  app.add_option("--seed", options.data.seed, "Of the crops")->capture_default_str();
  app.add_option("--sheet", options.sheet, "Samples beside the nearest pictures, PNG");
  app.add_option("--report", options.report, "The measures as JSON");
}

/// `options.samples` crops of a folder, (N, 3, size, size) in [0, 1], cut as in the training.
at::Tensor crops(const train::ImageFolder& folder, const Options& options, int size, std::uint64_t step) {
  return folder.batch(options.samples,
                      {.crop = size, .largest_scale = options.data.whole ? 1e9 : 1, .channel_shuffle = 0, .noise = 0},
                      train::generator_for(options.data.seed, step));
}

/// Samples of the seeds from 0 on, (N, 3, size, size) in [0, 1].
at::Tensor samples(const nst::Generator& generator, const Options& options) {
  std::vector<nst::SwatchPoint> points;
  for (int i = 0; i < options.samples; ++i) {
    points.push_back({.seed = static_cast<std::uint32_t>(i)});
  }
  std::vector<at::Tensor> pictures;
  for (const nst::Image& image : generator.paint(points, {.truncation = options.truncation}, nst::Progress())) {
    pictures.push_back(nst::to_tensor(image, 0, 3));
  }
  return at::cat(pictures);
}

/// The mean features of pictures (N, 3, S, S) by layer, side by side: (N, F).
at::Tensor described(const nst::Encoder& encoder, const at::Tensor& pictures) {
  const at::NoGradGuard no_grad;
  std::vector<at::Tensor> rows;
  for (const at::Tensor& part : pictures.split(at_once)) {
    const nst::Features features = encoder.differentiable_features(part, layers);
    std::vector<at::Tensor> means;
    for (const std::string& layer : layers) {
      means.push_back(features.at(layer).mean({2, 3}).to(at::kDouble));  // (N, C)
    }
    rows.push_back(at::cat(means, 1));
  }
  return at::cat(rows);
}

/// What every column is divided by, so that all layers count alike: (F).
at::Tensor scales(const nst::Encoder& encoder, const at::Tensor& rows) {
  std::vector<at::Tensor> parts;
  std::int64_t first = 0;
  for (const std::string& layer : layers) {
    const std::int64_t channels = encoder.channels(layer);
    const at::Tensor size = rows.narrow(1, first, channels).square().mean().sqrt();
    parts.push_back(size.expand({channels}));
    first += channels;
  }
  return at::cat(parts);
}

/// Every picture of the training once, cut out of the middle.
at::Tensor all(const train::ImageFolder& folder, int size) {
  std::vector<at::Tensor> pictures;
  for (std::size_t i = 0; i < folder.size(); ++i) {
    const at::Tensor& picture = folder.picture(i);  // (3, H, W)
    pictures.push_back(picture.narrow(1, (picture.size(1) - size) / 2, size)
                           .narrow(2, (picture.size(2) - size) / 2, size)
                           .to(at::kFloat)
                           .div(255));
  }
  return at::stack(pictures);
}

/// The pairs of sample and picture with the least distance between them: (2 shown_pairs, 3, S, S).
at::Tensor pairs(const at::Tensor& painted, const at::Tensor& trained, const train::Nearest& nearest) {
  const at::Tensor order = nearest.distance.argsort().narrow(0, 0, std::min(shown_pairs, painted.size(0)));
  const at::Tensor left = painted.index_select(0, order);
  const at::Tensor right = trained.index_select(0, nearest.index.index_select(0, order));
  return at::stack({left, right}, 1).flatten(0, 1);
}

void evaluate(const Options& options) {
  const nst::Generator generator(options.model);
  const int size = generator.info().size;
  const nst::Encoder encoder = nst::Encoder::load(options.encoder);
  if (size < encoder.minimum_side(layers)) {
    throw nst::Error("The encoder sees nothing in swatches of " + std::to_string(size) +
                     " px. Measure a generator of " + std::to_string(encoder.minimum_side(layers)) + " px or more.");
  }
  const train::Collection collection = train::read_pictures(options.data, size);
  if (!collection.held_back) {
    throw nst::Error(
        "No pictures are held back, and nothing can be measured. Name more pictures, or a smaller --hold-back.");
  }
  const at::Tensor painted = samples(generator, options);
  const at::Tensor trained = all(collection.pictures, size);
  const at::Tensor rows_held = described(encoder, crops(*collection.held_back, options, size, 1));
  const at::Tensor scale = scales(encoder, rows_held);
  const at::Tensor held = rows_held / scale;
  const at::Tensor of_painted = described(encoder, painted) / scale;
  const at::Tensor of_trained = described(encoder, trained) / scale;
  const at::Tensor of_crops = described(encoder, crops(collection.pictures, options, size, 2)) / scale;
  const train::Nearest copies = train::nearest(of_painted, of_trained);

  const nlohmann::ordered_json report{
      {"model", generator.info().name},
      {"samples", options.samples},
      {"truncation", options.truncation},
      {"frechet", train::frechet_distance(of_painted, held)},
      {"floor", train::frechet_distance(of_crops, held)},
      {"nearest", (copies.distance.mean() / train::nearest(held, of_trained).distance.mean()).item<double>()},
      {"diversity", train::diversity(of_painted) / train::diversity(held)}};
  std::printf("%s\n", report.dump(2).c_str());
  if (!options.report.empty()) {
    const std::string text = report.dump(2) + "\n";
    nst::write_file(options.report, std::as_bytes(std::span(text)));
  }
  if (!options.sheet.empty()) {
    train::write_picture(options.sheet, train::sheet(pairs(painted, trained, copies), 8));
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Measures a generator against the pictures that its training held back.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("evaluate", [&] { evaluate(options); });
}
