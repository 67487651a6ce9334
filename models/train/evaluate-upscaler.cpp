// SPDX-License-Identifier: GPL-3.0-or-later
//
// evaluate-upscaler: compares an upscaler with plain bicubic enlargement, on crops of pictures that its training held
// back, reduced to a half and to a quarter and enlarged again. Printed, and written as JSON, for each of the two:
//
//   error     mean |y - x|
//   features  distance in the features of the slim encoder (enlargement.h)
//   detail    mean |dy| / mean |dx|, the differences between neighbouring pixels, relative to the picture's own: below
//   1
//             what was lost is missing, above 1 there is more than the painter painted

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/nets/upscaler.h"
#include "models/train/enlargement.h"
#include "models/train/loop.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <span>
#include <string>

namespace {

namespace train = nst::train;
using Json = nlohmann::ordered_json;

struct Options {
  train::LoopOptions data;
  std::filesystem::path model;
  std::filesystem::path encoder;
  std::filesystem::path report;
  int size = 128;
  int crops = 200;
};

void add_options(CLI::App& app, Options& options) {
  app.add_option("--model", options.model, "Weights of the upscaler")->required();
  app.add_option("--encoder", options.encoder, "Weights of the slim encoder")->required();
  app.add_option("--pictures", options.data.pictures, "The folders of the training, in its order")->required();
  app.add_option("--hold-back", options.data.hold_back, "As in the training")->capture_default_str();
  app.add_option("--size", options.size, "Side of a crop, px")
      ->check(CLI::IsMember({64, 128, 256}))
      ->capture_default_str();
  app.add_option("--crops", options.crops)->check(CLI::Range(1, 10000))->capture_default_str();
  app.add_option("--seed", options.data.seed, "Of the crops")->capture_default_str();
  app.add_option("--report", options.report, "The measures as JSON");
}

double differences(const at::Tensor& x) {
  return (x.diff(1, 2).abs().mean() + x.diff(1, 3).abs().mean()).item<double>();
}

Json measures(const nst::Encoder& encoder, const at::Tensor& y, const at::Tensor& x) {
  return {{"error", (y - x).abs().mean().item<double>()},
          {"features", train::feature_distance(encoder, y, x).item<double>()},
          {"detail", differences(y) / differences(x)}};
}

void evaluate(const Options& options) {
  const at::NoGradGuard no_grad;
  const nst::Upscaler upscaler = nst::Upscaler::load(options.model);
  nst::Encoder encoder = nst::Encoder::load(options.encoder);
  encoder.prepare(at::kCPU, nst::Precision::float32, nst::Pooling::max);
  const train::Collection collection = train::read_pictures(options.data, options.size);
  if (!collection.held_back) {
    throw nst::Error(
        "No pictures are held back, and nothing can be measured. Name more pictures, or a smaller --hold-back.");
  }
  const at::Tensor x =  // (crops, 3, S, S)
      collection.held_back->batch(options.crops,
                                  {.crop = options.size, .largest_scale = 1, .channel_shuffle = 0, .noise = 0},
                                  train::generator_for(options.data.seed, 1));
  Json report{{"model", upscaler.name()}, {"crops", options.crops}};
  for (const int factor : {2, 4}) {
    const at::Tensor plain = train::enlarged_again(x, factor, 0, train::generator_for(options.data.seed, 2));
    const std::string by = "by " + std::to_string(factor);
    report[by] = {{"bicubic", measures(encoder, plain.clamp(0, 1), x)},
                  {"upscaler", measures(encoder, upscaler(plain.clamp(0, 1)), x)}};
  }
  std::printf("%s\n", report.dump(2).c_str());
  if (!options.report.empty()) {
    const std::string text = report.dump(2) + "\n";
    nst::write_file(options.report, std::as_bytes(std::span(text)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Compares an upscaler with bicubic enlargement, on pictures that its training held back.");
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return train::guarded("evaluate-upscaler", [&] { evaluate(options); });
}
