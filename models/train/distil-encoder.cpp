// SPDX-License-Identifier: GPL-3.0-or-later
//
// distil-encoder: trains the slim VGG-19 that the project ships, from a larger teacher, on a folder of pictures.
//
// Knowledge distillation (Hinton et al. 2015; for style transfer Wang et al. 2020, "Collaborative Distillation"): the
// student sees the same crops as the teacher and learns to give the teacher's features, layer by
// layer, by the loss of models/train/encoder-teacher.h.
//
// Every step draws from a generator seeded by (seed, step), so a run that was killed and resumed gives the same weights
// as one that was not. A checkpoint is written every 45 seconds, so a kill loses less than a minute.

#include "core/error.h"
#include "core/memory.h"
#include "core/nets/encoder.h"
#include "core/safetensors.h"
#include "models/train/encoder-teacher.h"
#include "models/train/image-folder.h"
#include "models/train/picture-io.h"

#include <torch/torch.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numbers>
#include <optional>

namespace {

using nst::Features;
using nst::Pooling;
using nst::TensorFile;
using nst::train::EncoderTeacher;
using nst::train::Weights;

struct Options {
  std::vector<std::filesystem::path> pictures;
  std::filesystem::path teacher;
  std::filesystem::path output = "encoder.safetensors";
  std::filesystem::path checkpoint = "distil-encoder.checkpoint";
  std::filesystem::path log = "distil-encoder.csv";
  std::string name = "VGG-19 slim";
  std::string pooling = "average";
  std::string device = "cpu";
  int steps = 40000;
  int batch = 8;
  int crop = 128;
  double rate = 2e-3;
  double checkpoint_seconds = 45;
  double tap_weight = 1.0;
  double other_weight = 0.3;
  std::uint64_t seed = 1;
  bool bfloat16 = true;
};

// Channels of the student: a quarter of VGG-19's, hence a sixteenth of its work.
constexpr std::array<std::int64_t, 5> widths{16, 32, 64, 128, 128};
// R'G'B' in [0, 1] is brought to about zero mean and unit variance.
constexpr double input_mean = 0.45;
constexpr double input_deviation = 0.25;
// Each n-th picture is held back from training.
constexpr std::size_t held_back_every = 20;
// The rate is constant for this share of the run, then falls along a cosine to the share `final_rate`: a run whose
// length is changed on resuming goes on smoothly.
constexpr double constant_share = 0.5;
constexpr double final_rate = 0.01;

/// What the student sees of a picture.
at::Tensor normalise(const at::Tensor& picture) { return (picture - input_mean) / input_deviation; }

/// Random weights of the student (He et al. 2015), asking for gradients.
Weights initial_student(at::Generator random, const at::Device& device) {
  Weights weights;
  std::int64_t channels = 3;
  for (const std::string& layer : nst::vgg19_layers("conv5_1")) {
    if (layer == "pool") {
      continue;
    }
    const std::int64_t width = widths.at(static_cast<std::size_t>(layer[4] - '1'));
    const double deviation = std::sqrt(2.0 / (9.0 * static_cast<double>(channels)));
    weights[layer + ".weight"] = (deviation * at::randn({width, channels, 3, 3}, random, at::kFloat)).to(device);
    weights[layer + ".bias"] = at::zeros({width}, at::TensorOptions(device));
    channels = width;
  }
  for (auto& [name, weight] : weights) {
    weight.requires_grad_(true);
  }
  return weights;
}

/// Student, optimiser and step as one unit that is saved and restored.
struct Run {
  Weights student;
  torch::optim::Adam optimiser;
  int step = 0;

  Run(const Options& options, const at::Device& device)
      : student(initial_student(at::make_generator<at::CPUGeneratorImpl>(options.seed), device)),
        optimiser(parameters(), torch::optim::AdamOptions(options.rate).betas({0.9, 0.99})) {}

  std::vector<at::Tensor> parameters() const {
    std::vector<at::Tensor> list;
    for (const auto& [name, weight] : student) {
      list.push_back(weight);
    }
    return list;
  }

  torch::optim::AdamParamState& moments(const at::Tensor& weight) {
    auto& state = optimiser.state()[weight.unsafeGetTensorImpl()];
    if (!state) {
      state = std::make_unique<torch::optim::AdamParamState>();
    }
    return static_cast<torch::optim::AdamParamState&>(*state);
  }

  void save(const std::filesystem::path& path) {
    TensorFile file{{{"kind", "distil-encoder checkpoint"}, {"step", std::to_string(step)}}, {}};
    for (const auto& [name, weight] : student) {
      file.tensors[name] = weight;
      file.tensors["first." + name] = moments(weight).exp_avg();
      file.tensors["second." + name] = moments(weight).exp_avg_sq();
    }
    nst::write_safetensors(path, file);
  }

  void restore(const std::filesystem::path& path) {
    const TensorFile file = nst::read_safetensors(path);
    step = std::stoi(file.metadata.at("step"));
    const torch::NoGradGuard no_grad;
    for (const auto& [name, weight] : student) {
      weight.copy_(file.tensors.at(name));
      moments(weight).step(step);
      moments(weight).exp_avg(file.tensors.at("first." + name).to(weight.device()));
      moments(weight).exp_avg_sq(file.tensors.at("second." + name).to(weight.device()));
    }
  }
};

double rate_at(const Options& options, int step) {
  const double share = static_cast<double>(step) / options.steps;
  const double falling = std::clamp((share - constant_share) / (1 - constant_share), 0.0, 1.0);
  const double warm = std::min(1.0, (step + 1) / 200.0);  // Adam's moments are unsettled in the first steps
  return options.rate * warm * (final_rate + (1 - final_rate) * (1 + std::cos(std::numbers::pi * falling)) / 2);
}

/// Relative squared error per layer on pictures that were not trained on.
std::map<std::string, double> evaluate(const Weights& student, const EncoderTeacher& teacher,
                                       const std::vector<at::Tensor>& pictures, Pooling pooling, at::ScalarType type) {
  const torch::NoGradGuard no_grad;
  std::map<std::string, double> errors;
  std::map<std::string, double> power;
  for (const at::Tensor& batch : pictures) {
    const Features targets = teacher.targets(batch);
    for (const auto& [layer, feature] : nst::train::stack_features(student, normalise(batch), pooling, type)) {
      errors[layer] += (feature.to(at::kFloat) - targets.at(layer)).square().mean().item<double>();
      power[layer] += targets.at(layer).square().mean().item<double>();
    }
  }
  for (auto& [layer, error] : errors) {
    error /= power[layer];
  }
  return errors;
}

void export_weights(const Options& options, const Run& run, Pooling pooling) {
  TensorFile file{nst::to_metadata({.name = options.name,
                                    .layers = nst::vgg19_layers("conv5_1"),
                                    .pooling = pooling,
                                    .mean = {input_mean, input_mean, input_mean},
                                    .deviation = {input_deviation, input_deviation, input_deviation}}),
                  {}};
  for (const auto& [name, weight] : run.student) {
    file.tensors[name] = weight.detach().to(at::kHalf);
  }
  nst::write_safetensors(options.output, file);
}

void train(const Options& options) {
  const at::Device device(options.device);
  const at::ScalarType type = options.bfloat16 ? at::kBFloat16 : at::kFloat;
  const Pooling pooling = options.pooling == "max" ? Pooling::max : Pooling::average;
  const nst::train::Augmentation augmentation{.crop = options.crop};
  nst::train::ImageFolder pictures(options.pictures, options.crop);
  const nst::train::ImageFolder held_back = pictures.hold_back(held_back_every);
  std::printf("%zu pictures, %zu held back, %zu files skipped\n", pictures.size(), held_back.size(),
              pictures.skipped());

  const auto draw = [&](const nst::train::ImageFolder& folder, std::uint64_t step) {
    return folder.batch(options.batch, augmentation, nst::train::generator_for(options.seed, step)).to(device);
  };
  EncoderTeacher teacher(options.teacher, device, type);
  std::vector<at::Tensor> calibration;
  std::vector<at::Tensor> test;
  for (std::uint64_t i = 1; i <= 16; ++i) {  // steps that training never reaches
    calibration.push_back(draw(pictures, ~i));
    test.push_back(draw(held_back, ~i));
  }
  teacher.measure(calibration);

  Run run(options, device);
  if (std::filesystem::exists(options.checkpoint)) {
    run.restore(options.checkpoint);
    std::printf("resumed at step %d\n", run.step);
  }
  const bool new_log = !std::filesystem::exists(options.log);
  std::ofstream log(options.log, std::ios::app);
  if (new_log) {
    log << "step,loss";
    for (const auto& [layer, error] : evaluate(run.student, teacher, test, pooling, type)) {
      log << ',' << layer;
    }
    log << '\n';
  }
  const auto report = [&](double loss, double per_second) {
    const std::map<std::string, double> errors = evaluate(run.student, teacher, test, pooling, type);
    log << run.step << ',' << loss;
    std::printf("step %d  loss %.4f  %.1f steps/s  held back:", run.step, loss, per_second);
    for (const auto& [layer, error] : errors) {
      log << ',' << error;
      if (nst::train::is_tap(layer)) {
        std::printf(" %s %.4f", layer.c_str() + 4, error);
      }
    }
    log << std::endl;
    std::printf("\n");
    std::fflush(stdout);
  };

  auto saved = std::chrono::steady_clock::now();
  std::optional<double> smoothed;
  int since = run.step;
  while (run.step < options.steps) {
    const at::Tensor batch = draw(pictures, static_cast<std::uint64_t>(run.step));  // (N, 3, crop, crop)
    Features targets;
    {
      const torch::NoGradGuard no_grad;
      targets = teacher.targets(batch);
    }
    at::Tensor loss = at::zeros({}, at::TensorOptions(device));
    for (const auto& [layer, feature] : nst::train::stack_features(run.student, normalise(batch), pooling, type)) {
      const bool tap = nst::train::is_tap(layer);
      loss = loss +
             (tap ? options.tap_weight : options.other_weight) * teacher.distance(layer, feature, targets.at(layer));
    }
    run.optimiser.zero_grad();
    loss.backward();
    static_cast<torch::optim::AdamOptions&>(run.optimiser.param_groups()[0].options()).lr(rate_at(options, run.step));
    run.optimiser.step();
    ++run.step;
    const auto value = loss.item<double>();
    if (!std::isfinite(value)) {
      throw nst::Error("The loss is not finite any more. Lower --rate; the last checkpoint is still good.");
    }
    smoothed = smoothed.value_or(value) + 0.01 * (value - smoothed.value_or(value));

    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - saved;
    if (elapsed.count() > options.checkpoint_seconds || run.step == options.steps) {
      export_weights(options, run,
                     pooling);  // first: a run killed in between is finished again when it is called again
      run.save(options.checkpoint);
      report(*smoothed, (run.step - since) / elapsed.count());
      saved = std::chrono::steady_clock::now();
      since = run.step;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  nst::keep_freed_blocks();
  Options options;
  CLI::App app("Trains the slim encoder from a larger teacher on folders of pictures.");
  app.add_option("--pictures", options.pictures, "Folder of pictures; may be given several times")->required();
  app.add_option("--teacher", options.teacher, "Weights of the teacher (safetensors)")->required();
  app.add_option("--output", options.output, "The student's weights, float16")->capture_default_str();
  app.add_option("--checkpoint", options.checkpoint, "Resumed from where it exists")->capture_default_str();
  app.add_option("--checkpoint-seconds", options.checkpoint_seconds, "Time between checkpoints")->capture_default_str();
  app.add_option("--log", options.log, "Step, loss and the relative error of each layer, appended")
      ->capture_default_str();
  app.add_option("--name", options.name, "What users read")->capture_default_str();
  app.add_option("--pooling", options.pooling)->check(CLI::IsMember({"average", "max"}))->capture_default_str();
  app.add_option("--device", options.device, "cpu or cuda")->capture_default_str();
  app.add_option("--steps", options.steps)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--batch", options.batch)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--crop", options.crop, "Side of a crop in px")->check(CLI::Range(32, 1024))->capture_default_str();
  app.add_option("--rate", options.rate, "Learning rate of Adam")->capture_default_str();
  app.add_option("--tap-weight", options.tap_weight, "Weight of conv1_1, 2_1, 3_1, 4_1, 5_1")->capture_default_str();
  app.add_option("--other-weight", options.other_weight, "Weight of the layers in between")->capture_default_str();
  app.add_option("--seed", options.seed)->capture_default_str();
  app.add_flag("!--float32", options.bfloat16, "Convolve in float32; default is bfloat16");
  CLI11_PARSE(app, argc, argv);
  try {
    nst::train::start_pictures(argv[0]);
    train(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "distil-encoder: %s\n", error.what());
    return 1;
  }
  return 0;
}
