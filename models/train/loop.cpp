// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/loop.h"

#include "core/error.h"
#include "core/memory.h"
#include "core/nets/mixed-precision.h"
#include "core/safetensors.h"
#include "models/train/batches.h"
#include "models/train/curves.h"
#include "models/train/launch.h"
#include "models/train/picture-io.h"
#include "models/train/processes.h"
#include "models/train/sheet.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <format>

namespace nst::train {
namespace {

constexpr int log_steps = 10;             // a row of the log is the mean of so many steps
constexpr std::size_t warning_rows = 20;  // a warning looks at so many of them
constexpr std::int64_t sheet_columns = 8;
constexpr double collapsed_diversity = 0.25;  // of the pictures' own

/// Mean distance between two pictures of x, (N, 3, H, W), looked at in 8 x 8 patches: colours and forms, not noise.
double diversity(const at::Tensor& x) {
  const at::Tensor small = at::adaptive_avg_pool2d(x.to(at::kCPU, at::kFloat), {8, 8}).flatten(1);
  return at::pdist(small).mean().item<double>();
}

/// One run: what changes while it goes on.
class Run {
 public:
  Run(const LoopOptions& options, const ImageFolder& pictures, const Training& training)
      : options_(options),
        pictures_(pictures),
        training_(training),
        log_(training.columns),
        steps_per_epoch_(std::max(1, static_cast<int>(pictures.size()) / options.batch)),
        end_(options.epochs * steps_per_epoch_) {
    std::filesystem::create_directories(options.folder);
    real_diversity_ = diversity(draw(~std::uint64_t{0}));
    if (std::filesystem::exists(file("checkpoint.safetensors"))) {
      resume();
    }
    agree();
  }

  void go() {
    Batches batches([this](std::uint64_t step) { return numbers(step).own(draw(step)); },
                    static_cast<std::uint64_t>(step_), static_cast<std::uint64_t>(end_), options_.threads);
    const at::Device device(options_.device);
    at::Tensor sum;  // (columns), of the steps since the last row
    int summed = 0;
    auto since = std::chrono::steady_clock::now();
    int since_step = step_;
    while (step_ < end_) {
      const at::Tensor batch = batches.next().to(device).mul(2).sub(1);  // (rows, 3, size, size)
      const at::Tensor losses = learn(batch, device);
      sum = sum.defined() ? sum + losses : losses;
      ++summed;
      ++step_;
      const bool checkpoint = step_ % (options_.checkpoint_epochs * steps_per_epoch_) == 0 || step_ == end_;
      if (summed == log_steps || checkpoint) {
        add_row(sum / summed);
        sum = at::Tensor();
        summed = 0;
      }
      if (checkpoint && process_index() == 0) {
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - since;
        save();
        report((step_ - since_step) / elapsed.count());
        since = std::chrono::steady_clock::now();
        since_step = step_;
      }
    }
  }

 private:
  at::Tensor learn(const at::Tensor& batch, at::Device device) {
    const MixedPrecision precision(device, options_.bfloat16);
    return training_.step(batch, step()).detach();  // (columns)
  }

  std::filesystem::path file(const std::string& name) const { return options_.folder / name; }
  int epoch() const { return step_ / steps_per_epoch_; }

  /// The whole batch of a step.
  at::Tensor draw(std::uint64_t step) const {
    const Augmentation augmentation{.crop = training_.size,
                                    .smallest_scale = options_.whole ? 1 : training_.smallest_scale,
                                    .largest_scale = options_.whole ? 1e9 : training_.largest_scale,
                                    .channel_shuffle = 0,
                                    .noise = 0,
                                    .centre = options_.centre,
                                    .mirror = options_.mirror};
    return pictures_.batch(options_.batch, augmentation, generator_for(options_.seed, step));
  }

  /// The step's own numbers must not be those that cut its batch.
  RowNumbers numbers(std::uint64_t step) const {
    return {generator_for(options_.seed + (std::uint64_t{1} << 32U), step), process_index(), process_count()};
  }

  Step step() const {
    return {.index = step_,
            .share = static_cast<double>(step_) / end_,
            .random = numbers(static_cast<std::uint64_t>(step_))};
  }

  void add_row(const at::Tensor& losses) {
    const at::Tensor values = mean_over_processes(losses).to(at::kCPU, at::kDouble).contiguous();
    LogRow row{.step = step_, .values = {}};
    row.values.assign(values.const_data_ptr<double>(), values.const_data_ptr<double>() + values.numel());
    if (!std::ranges::all_of(row.values, [](double value) { return std::isfinite(value); })) {
      throw Error("The losses are not finite any more. Lower the rates; the last checkpoint is still good.");
    }
    log_.add(std::move(row));
  }

  void resume() {
    const TensorFile checkpoint = read_safetensors(file("checkpoint.safetensors"));
    const auto step = checkpoint.metadata.find("step");
    if (step == checkpoint.metadata.end()) {
      throw Error("“" + file("checkpoint.safetensors").string() + "” is no checkpoint. Train in another folder.");
    }
    step_ = std::stoi(step->second);
    recall(checkpoint.tensors, training_.learners);
    log_.read(file("log.csv"), step_);
    if (process_index() == 0) {
      std::printf("resumed at epoch %d\n", epoch());
    }
  }

  /// Lets all processes begin with the same weights: those that take other steps than the rest would wait for each
  /// other in vain, or learn nonsense.
  void agree() const {
    std::vector<at::Tensor> weights;
    std::int64_t numbers = 0;
    for (const Learner& learner : training_.learners) {
      for (const at::Tensor& parameter : learner.network.parameters()) {
        weights.push_back(parameter);
        numbers += parameter.numel();
      }
    }
    if (!same_in_all_processes({static_cast<double>(step_), static_cast<double>(end_),
                                static_cast<double>(options_.batch), static_cast<double>(options_.checkpoint_epochs),
                                static_cast<double>(options_.seed), static_cast<double>(pictures_.size()),
                                static_cast<double>(numbers)})) {
      throw Error(
          "The processes of this run differ in what they do. Call all with the same options, and let all see the same "
          "pictures and the same --folder.");
    }
    take_from_first(weights);  // processors of different kinds do not draw quite the same numbers
  }

  /// The checkpoint last: a run killed in between makes the other files again when it is resumed, and the same.
  void save() {
    const std::string number = std::format("{:04}", epoch());
    const at::Tensor averaged = training_.show(true);
    write_picture(file("sheet-" + number + "-averaged.png"), sheet(averaged, sheet_columns));
    write_picture(file("sheet-" + number + "-last.png"), sheet(training_.show(false), sheet_columns));
    shown_diversity_ = averaged.size(0) > 1 ? diversity(averaged) / real_diversity_ : 1;
    training_.write(file("weights.safetensors"));
    if (options_.keep_epochs > 0 && epoch() % options_.keep_epochs == 0) {
      training_.write(file("weights-" + number + ".safetensors"));
    }
    log_.write_csv(file("log.csv"));
    log_.write_svg(file("curves.svg"), training_.title, steps_per_epoch_);
    TensorFile checkpoint{{{"kind", "checkpoint"}, {"step", std::to_string(step_)}}, {}};
    remember(checkpoint.tensors, training_.learners);
    for (auto& [name, tensor] : checkpoint.tensors) {
      tensor = tensor.to(at::kCPU).contiguous();
    }
    write_safetensors(file("checkpoint.safetensors"), checkpoint);
  }

  void report(double per_second) {
    std::vector<double> recent;
    std::printf("epoch %d  %.1f steps/s ", epoch(), per_second);
    for (std::size_t column = 0; column < training_.columns.size(); ++column) {
      recent.push_back(log_.recent(column, warning_rows));
      std::printf(" %s %.4f", training_.columns[column].c_str(), recent.back());
    }
    std::printf("  diversity %.2f\n", shown_diversity_);
    if (shown_diversity_ < collapsed_diversity && step_ > end_ / 20) {  // all runs begin with grey
      std::printf("warning: the samples are nearly all alike. Go back to an earlier epoch, or lower the rates.\n");
    }
    if (const std::string warning = training_.warning ? training_.warning(recent) : ""; !warning.empty()) {
      std::printf("warning: %s\n", warning.c_str());
    }
    std::fflush(stdout);
  }

  const LoopOptions& options_;
  const ImageFolder& pictures_;
  const Training& training_;
  Log log_;
  int steps_per_epoch_;
  int end_;
  int step_ = 0;
  double real_diversity_ = 1;
  double shown_diversity_ = 1;
};

}  // namespace

void add_options(CLI::App& app, LoopOptions& options) {
  app.add_option("--pictures", options.pictures, "Folder of pictures; may be given several times")->required();
  app.add_option("--folder", options.folder, "Where checkpoint, log, curves, sheets and weights go; resumed from there")
      ->capture_default_str();
  app.add_option("--name", options.name, "What users read")->capture_default_str();
  app.add_option("--device", options.device, "cpu or cuda")
      ->check(CLI::IsMember({"cpu", "cuda"}))
      ->capture_default_str();
  app.add_option("--epochs", options.epochs, "An epoch has as many pictures as the folders, drawn at random")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  app.add_option("--batch", options.batch, "Pictures of a step, of all processes together")
      ->check(CLI::Range(2, 4096))
      ->capture_default_str();
  app.add_option("--checkpoint-epochs", options.checkpoint_epochs, "Epochs between checkpoints")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  app.add_option("--keep-epochs", options.keep_epochs, "Keep the weights of every so many epochs as well; 0: none")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Threads that cut pictures")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--seed", options.seed)->capture_default_str();
  app.add_flag("--bfloat16", options.bfloat16, "Convolve in bfloat16");
  app.add_flag("--whole", options.whole, "Learn from whole pictures, reduced, in place of crops at full size");
  app.add_flag("--centre", options.centre, "Cut out of the middle in place of anywhere");
  app.add_flag("!--no-mirror", options.mirror, "Turn no picture left to right");
  app.add_option("--smallest-side", options.smallest_side,
                 "Skip smaller pictures, px; 0: those that are too small to be cut")
      ->capture_default_str();
  app.add_option("--hold-back", options.hold_back, "Hold every so many-th picture back for `evaluate`; 0: none")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  app.add_option("--timeout", options.timeout, "Seconds that the processes of one run wait for each other")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
}

Collection read_pictures(const LoopOptions& options, int size) {
  Collection read{
      .pictures = ImageFolder(options.pictures, std::max(size, options.smallest_side), options.whole ? size : 0),
      .held_back = {}};
  const auto every = static_cast<std::size_t>(options.hold_back);
  if (every > 1 && read.pictures.size() >= 2 * every) {
    read.held_back = read.pictures.hold_back(every);
  }
  if (process_index() == 0) {
    std::printf("%zu pictures, %zu held back, %zu files skipped\n", read.pictures.size(),
                read.held_back ? read.held_back->size() : 0, read.pictures.skipped());
    std::fflush(stdout);
  }
  if (read.pictures.size() < 2) {
    throw Error("There is only one usable picture, and nothing to learn from it. Add more.");
  }
  return read;
}

void run(const LoopOptions& options, const ImageFolder& pictures, const Training& training) {
  Run(options, pictures, training).go();
}

int guarded(const char* program, const std::function<void()>& body) {
  keep_freed_blocks();
  try {
    start_pictures(program);
    body();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", program, error.what());
    return 1;
  }
}

int guarded(const char* program, LoopOptions& options, const std::function<void()>& body) {
  return guarded(program, [&] {
    const Place place = place_of_process(std::getenv);
    if (options.batch % place.count != 0) {
      throw Error(std::format("{} processes cannot share a batch of {} pictures evenly. Choose a multiple for --batch.",
                              place.count, options.batch));
    }
    if (options.device == "cuda" && place.count > 1) {
      options.device = std::format("cuda:{}", place.local);
    }
    at::manual_seed(options.seed);  // LibTorch's layers draw their first weights by themselves
    const Processes processes(place, at::Device(options.device), std::chrono::seconds(options.timeout));
    body();
  });
}

}  // namespace nst::train
