// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/background-work.h"

#include "plugin/gimp/at-work.h"

#include <glib.h>

#include <exception>
#include <iterator>
#include <utility>

namespace nst::gimp {
namespace {

struct Delivery {
  std::weak_ptr<bool> alive;
  BackgroundWork::Done done;
};

void deliver(std::weak_ptr<bool> alive, BackgroundWork::Done done) {
  g_idle_add_full(
      G_PRIORITY_DEFAULT_IDLE,
      [](gpointer data) -> gboolean {
        const auto* delivery = static_cast<Delivery*>(data);
        if (!delivery->alive.expired()) {
          delivery->done();
        }
        return G_SOURCE_REMOVE;
      },
      new Delivery{std::move(alive), std::move(done)}, [](gpointer data) { delete static_cast<Delivery*>(data); });
}

}  // namespace

BackgroundWork::~BackgroundWork() {
  thread_.request_stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void BackgroundWork::begin() {
  thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void BackgroundWork::add(Lane lane, Work work) {
  {
    const std::lock_guard lock(mutex_);
    (lane == Lane::list ? list_ : view_).push_back(std::move(work));
  }
  waiting_.notify_one();
}

void BackgroundWork::replace(Lane lane, std::vector<Work> work) {
  {
    const std::lock_guard lock(mutex_);
    (lane == Lane::list ? list_ : view_)
        .assign(std::make_move_iterator(work.begin()), std::make_move_iterator(work.end()));
  }
  waiting_.notify_one();
}

bool BackgroundWork::is_at_rest() {
  const std::lock_guard lock(mutex_);
  return !working_ && list_.empty() && view_.empty();
}

std::optional<BackgroundWork::Work> BackgroundWork::next(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  working_ = false;
  if (!waiting_.wait(lock, std::move(stop), [this] { return !list_.empty() || !view_.empty(); })) {
    return {};
  }
  std::deque<Work>& lane = list_.empty() ? view_ : list_;
  Work work = std::move(lane.front());
  lane.pop_front();
  working_ = true;
  return work;
}

void BackgroundWork::run(std::stop_token stop) {
  while (const std::optional<Work> work = next(stop)) {
    if (stop.stop_requested()) {
      return;
    }
    try {
      const AtWork at_work;
      if (Done done = (*work)(stop)) {
        deliver(alive_, std::move(done));
      }
    } catch (const std::exception&) {
      // A thumbnail that cannot be made stays empty; what is wrong is said when the style is used.
    }
  }
}

}  // namespace nst::gimp
