// SPDX-License-Identifier: GPL-3.0-or-later
//
// A process that paints for a batch, as the batch sees it. Pictures are painted in processes of their own since one
// that breaks down, or that the system ends for lack of memory, then costs one picture and not the batch.
#pragma once

#include "plugin/cli/worker-channel.h"

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace nst::cli {

class Worker {
 public:
  /// Starts this program anew as `neural-style batch-worker words…`, with `threads` threads for its work. Throws Error
  /// if that cannot be done.
  Worker(const std::vector<std::string>& words, int threads);
  /// Lets the process come to its end, which takes up to a second if it is painting.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  const Channel& channel() const { return *channel_; }

  /// Asks it to leave what it is painting; it answers Stopped.
  void stop() const;

  /// To be called when the channel's other end is gone: how the process ended, as a sentence.
  std::string how_it_ended();

 private:
  int wait();

  std::optional<Channel> channel_;
  pid_t process_ = -1;
};

}  // namespace nst::cli
