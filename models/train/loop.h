// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loop that all generative training programs share: batches made ahead, losses logged and drawn, checkpoints from
// which a killed run goes on as if nothing had happened, sample sheets of the same swatches at every checkpoint, and a
// warning when something goes wrong. What is learned, and how, is said by the program. On several processes (see
// processes.h) each learns from its rows of the same batches, and the first one writes and prints.
#pragma once

#include "models/train/image-folder.h"
#include "models/train/row-numbers.h"
#include "models/train/tensors.h"

#include <c10/core/Device.h>

#include <CLI/App.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace nst::train {

/// The options that every program has.
struct LoopOptions {
  std::vector<std::filesystem::path> pictures;
  std::filesystem::path folder = "run";
  std::string name;  ///< of the model, for users
  std::string device = "cpu";
  int epochs = 500;
  int batch = 128;  ///< of all processes together
  int checkpoint_epochs = 10;
  int keep_epochs = 0;
  int threads = 2;
  std::uint64_t seed = 1;
  bool bfloat16 = false;
  bool whole = false;
  bool centre = false;
  bool mirror = true;
  int smallest_side = 0;
  int hold_back = 10;
  int timeout = 600;  ///< seconds that processes wait for each other
};

/// Adds them to a program's command line.
void add_options(CLI::App& app, LoopOptions& options);

struct Collection {
  ImageFolder pictures;
  std::optional<ImageFolder> held_back;  ///< to measure what was not trained on; none of a handful of pictures
};

/// The pictures of a run that paints `size` px: for whole pictures reduced to that shorter side, else as they are.
/// Every `hold_back`-th is held back, always the same ones of the same folders. Throws Error if there are fewer than
/// two.
Collection read_pictures(const LoopOptions& options, int size);

/// A step's part of a run, for whoever draws random numbers or changes its rates with time.
struct Step {
  int index = 0;      ///< from 0
  double share = 0;   ///< of the whole run, in [0, 1)
  RowNumbers random;  ///< of this step alone, for the rows of this process
};

/// What a program gives to the loop.
struct Training {
  std::string title;                 ///< of the curves
  std::vector<std::string> columns;  ///< names of the losses
  /// Learns from this process's rows of a batch of pictures, (rows, 3, size, size) in [-1, 1] on the device; returns
  /// the losses, (columns), as means over the rows.
  std::function<at::Tensor(const at::Tensor& pictures, const Step& step)> step;
  std::vector<Learner> learners;  ///< all that a checkpoint has to hold
  /// Pictures that show how far it is, (N, 3, H, W) in [0, 1]: made of the averaged weights, or of the last ones.
  std::function<at::Tensor(bool averaged)> show;
  std::function<void(const std::filesystem::path&)> write;  ///< the weights, as they are shipped
  /// A sentence if the losses of late, means by column, show that something is wrong; may be empty.
  std::function<std::string(const std::vector<double>& recent)> warning = {};
  int size = 64;              ///< side of the pictures, px
  double smallest_scale = 1;  ///< of the crops of pictures that are not taken whole, see Augmentation
  double largest_scale = 1;
};

/// Runs to the end of `options.epochs`, from the checkpoint in `options.folder` if there is one. The folder gets:
/// checkpoint.safetensors, log.csv, curves.svg, sheet-EPOCH-averaged.png and sheet-EPOCH-last.png for every checkpoint,
/// weights.safetensors, and weights-EPOCH.safetensors for every `keep_epochs`. Throws Error.
void run(const LoopOptions& options, const ImageFolder& pictures, const Training& training);

/// Runs `body`, says an Error on the standard error behind the name of the program, and gives the exit status.
int guarded(const char* program, const std::function<void()>& body);

/// The same for a training, after the other processes of the run have been joined; `options` gets the device of this
/// one.
int guarded(const char* program, LoopOptions& options, const std::function<void()>& body);

}  // namespace nst::train
