// SPDX-License-Identifier: GPL-3.0-or-later
//
// A style of the user's with a network of its own (Johnson, Alahi and Fei-Fei 2016, "Perceptual Losses for Real-Time
// Style Transfer"; Ulyanov et al. 2016, "Texture Networks"): the network that drafts in any style, trained further on
// this one. Its file holds the pictures of the style as well, so that it can be used like any other style: in Draft its
// network paints, else, and in mixtures with other styles, its pictures are what counts.
#pragma once

#include "core/progress.h"
#include "core/stylist.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace nst {

struct TrainedStyle {
  std::string name;           ///< for users
  std::vector<Style> styles;  ///< its pictures; their weights add up to 1, their network is the file
};

/// Reads the weights file of such a model. Throws Error, naming it, if it cannot be used.
TrainedStyle load_trained_style(const std::filesystem::path& weights);

struct StyleTraining {
  std::vector<Style> styles;      ///< one or more, without masks
  std::string name;               ///< for users
  std::filesystem::path encoder;  ///< weights, as find_model() gives them
  std::filesystem::path decoder;  ///< what the training begins with: the network for any style
  std::string encoder_id;         ///< which encoder that is
  std::filesystem::path folder;   ///< of the model: gets weights.safetensors and card.md, and, until the training has
                                  ///< come to its end, training.safetensors
  int steps = 3000;
  int batch = 4;
  int crop = 256;      ///< side of what it is trained on, px
  double rate = 3e-4;  ///< of Adam; falls along a cosine to nothing
  std::uint64_t seed = 0;
  double save_interval = 60;  ///< least seconds between two writes of training.safetensors
};

/// Where a training is.
struct TrainingState {
  int step = 0;
  int steps = 0;
  double content = 0;  ///< losses of late, see core/painting-loss.h
  double style = 0;
};

/// Trains a network for the styles on `photographs`, three channels each, sides of at least the crop's, and writes the
/// model. Goes on from training.safetensors where there is one of the same training (styles, base, crop, batch, seed;
/// the number of steps may be another). A stop by `progress` keeps what was reached there and throws Cancelled. `watch`
/// is called after every step.
/// Throws Error if something cannot be read or written, or that file is of another training.
void train_style(const StyleTraining& training, std::span<const Image> photographs, const Progress& progress,
                 const std::function<void(const TrainingState&)>& watch = {});

}  // namespace nst
