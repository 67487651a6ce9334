// SPDX-License-Identifier: GPL-3.0-or-later
//
// A value on its way from the worker to the main thread, where only the newest one counts. Used by task.
#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace nst::gimp {

/// May be used by both threads at any time.
template <typename T>
class Latest {
 public:
  /// Takes the place of what was not taken yet.
  void put(T value) {
    const std::lock_guard lock(mutex_);
    value_ = std::move(value);
  }

  /// What was put last, once.
  std::optional<T> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(value_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::optional<T> value_;
};

}  // namespace nst::gimp
