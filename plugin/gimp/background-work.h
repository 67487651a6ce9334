// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small work beside an open window, on one thread: pictures for thumbnails, looks at the disk and the machine. Used by
// the dialogs and the window of models.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace nst::gimp {

/// Work that is more urgent comes first. What is seen is more urgent than what may be seen soon.
enum class Lane { list, view };

class BackgroundWork {
 public:
  /// Called on the main thread, while the object lives.
  using Done = std::function<void()>;
  /// Runs on the thread; calls nothing of libgimp and GTK. May throw Cancelled; what else it throws is dropped with the
  /// work, so whoever has something to say about a failure says it in `Done`.
  using Work = std::function<Done(std::stop_token)>;

  BackgroundWork() = default;
  /// Stops, and waits for the work that is going on.
  ~BackgroundWork();
  BackgroundWork(const BackgroundWork&) = delete;
  BackgroundWork& operator=(const BackgroundWork&) = delete;

  /// Begins with what was queued. Not before the window can be seen, if the first work loads the engine.
  void begin();
  /// Queues `work` behind what waits in its lane.
  void add(Lane lane, Work work);
  /// Queues `work` in place of what waits in its lane.
  void replace(Lane lane, std::vector<Work> work);
  /// Whether nothing is done and nothing waits. May be asked on any thread.
  bool is_at_rest();

 private:
  void run(std::stop_token stop);
  std::optional<Work> next(std::stop_token stop);

  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::deque<Work> list_;
  std::deque<Work> view_;
  bool working_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< for what is on its way to the main thread
  std::jthread thread_;
};

}  // namespace nst::gimp
