// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training on several processes: each learns from its own rows of every batch, and all take the same steps with the
// mean of their gradients, so that their weights stay the same. They talk through LibTorch's c10d: by NCCL between GPUs
// where that was built in, else by Gloo over the network. One that is alone talks to nobody, and needs neither.
#pragma once

#include "models/train/launch.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <chrono>
#include <span>
#include <vector>

namespace nst::train {

/// While the one object of this class lives, the functions below mean all processes of the run; without it they mean
/// this one alone.
class Processes {
 public:
  /// Waits for the others, and later for every answer of theirs, no longer than `patience`. Throws Error if they do not
  /// come.
  Processes(const Place& place, at::Device device, std::chrono::seconds patience);
  ~Processes();
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;
};

/// From 0, the one that writes and prints.
int process_index();
int process_count();

// All processes have to call each of the following in the same order. They throw Error if one has ended or does not
// answer.

/// The mean of the values of all processes, as a constant, where `values` is.
at::Tensor mean_over_processes(const at::Tensor& values);

/// Gives the parameters of all processes the mean of their gradients.
void average_gradients(std::span<const at::Tensor> parameters);

/// Gives the parameters of all processes the values of the first one's.
void take_from_first(std::span<const at::Tensor> parameters);

/// Whether all have the same numbers.
bool same_in_all_processes(const std::vector<double>& numbers);

}  // namespace nst::train
