// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/batches.h"

#include <ATen/Parallel.h>
#include <omp.h>

#include <utility>

namespace nst::train {

Batches::Batches(std::function<at::Tensor(std::uint64_t)> make, std::uint64_t first, std::uint64_t end, int threads)
    : make_(std::move(make)),
      end_(end),
      ahead_(static_cast<std::uint64_t>(threads) * 2),
      started_(first),
      wanted_(first) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

Batches::~Batches() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
}

void Batches::work() {
  // One core a thread: a crop is small, and the network wants the others.
  at::init_num_threads();
  omp_set_num_threads(1);
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stop_ || started_ == end_ || started_ < wanted_ + ahead_; });
    if (stop_ || started_ == end_) {
      return;
    }
    const std::uint64_t step = started_++;
    lock.unlock();
    at::Tensor batch;
    std::exception_ptr failure;
    try {
      batch = make_(step);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    ready_[step] = std::move(batch);
    if (failure) {
      failure_ = failure;
    }
    changed_.notify_all();
  }
}

at::Tensor Batches::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failure_ || ready_.contains(wanted_); });
  if (failure_) {
    std::rethrow_exception(failure_);
  }
  at::Tensor batch = std::move(ready_.extract(wanted_++).mapped());
  changed_.notify_all();
  return batch;
}

}  // namespace nst::train
