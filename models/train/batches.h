// SPDX-License-Identifier: GPL-3.0-or-later
//
// Batches made ahead by threads, so that the network never waits for its pictures. Used by the training loop.
#pragma once

#include <ATen/core/Tensor.h>

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace nst::train {

/// Calls `make(step)` for the steps from `first` to before `end` on `threads` threads, up to a few ahead, and hands the
/// results out in order. What `make` throws comes out of next().
class Batches {
 public:
  Batches(std::function<at::Tensor(std::uint64_t step)> make, std::uint64_t first, std::uint64_t end, int threads);
  ~Batches();
  Batches(const Batches&) = delete;
  Batches& operator=(const Batches&) = delete;

  /// The batch of the next step.
  at::Tensor next();

 private:
  void work();

  std::function<at::Tensor(std::uint64_t)> make_;
  std::uint64_t end_;
  std::uint64_t ahead_;    // how many batches may wait
  std::uint64_t started_;  // the first step that no thread has taken yet
  std::uint64_t wanted_;   // the step that next() gives
  bool stop_ = false;
  std::map<std::uint64_t, at::Tensor> ready_;
  std::exception_ptr failure_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::jthread> threads_;
};

}  // namespace nst::train
