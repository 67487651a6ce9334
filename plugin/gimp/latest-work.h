// SPDX-License-Identifier: GPL-3.0-or-later
//
// Work beside the main loop of which only the newest counts, for what follows the user's changes. Used by the live
// preview.
#pragma once

#include "core/progress.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace nst::gimp {

/// One thread, which carries out one piece of work after the other. All members are called on the main thread.
class LatestWork {
 public:
  /// What is left to be done on the main thread.
  using Outcome = std::function<void()>;
  /// Runs on the thread; calls nothing of libgimp and GTK, and throws nothing but Cancelled.
  using Work = std::function<Outcome(const Progress& progress)>;

  LatestWork();
  /// Stops what is under way and waits for that. Outcomes that are still on their way are dropped.
  ~LatestWork();
  LatestWork(const LatestWork&) = delete;
  LatestWork& operator=(const LatestWork&) = delete;

  /// Stops what is under way, drops what waits and the outcomes on their way, and begins `work` as soon as it can.
  void start(Work work);

  /// The same without anything new.
  void stop();

  /// For the work alone, on its thread: what is to be done on the main thread meanwhile, by the rules of an outcome.
  void tell(Outcome outcome);

 private:
  struct Inbox;  // of the main thread

  void run(const std::stop_token& end);

  std::shared_ptr<Inbox> inbox_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Work> next_;
  unsigned number_ = 0;   // of the newest work
  unsigned running_ = 0;  // of the work that is carried out; of the thread
  std::stop_source current_;
  std::jthread thread_;  // the last: it uses all others
};

}  // namespace nst::gimp
