// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/latest-work.h"

#include "core/error.h"
#include "plugin/gimp/at-work.h"

#include <glib.h>

#include <utility>

namespace nst::gimp {

/// Outlives its owner for as long as outcomes are on their way.
struct LatestWork::Inbox {
  unsigned wanted = 0;  // the number of the work whose outcome is awaited
};

LatestWork::LatestWork()
    : inbox_(std::make_shared<Inbox>()), thread_([this](const std::stop_token& end) { run(end); }) {}

LatestWork::~LatestWork() {
  stop();
  thread_.request_stop();
  thread_.join();
}

void LatestWork::start(Work work) {
  stop();
  {
    const std::lock_guard lock(mutex_);
    next_ = std::move(work);
  }
  changed_.notify_one();
}

void LatestWork::stop() {
  const std::lock_guard lock(mutex_);
  next_.reset();
  inbox_->wanted = ++number_;
  current_.request_stop();
}

void LatestWork::tell(Outcome outcome) {
  struct Letter {
    std::weak_ptr<Inbox> inbox;
    unsigned number;
    Outcome outcome;
  };
  const auto deliver = +[](gpointer data) -> gboolean {
    const auto& [inbox, number, done] = *static_cast<const Letter*>(data);
    const std::shared_ptr<Inbox> owner = inbox.lock();
    if (owner && owner->wanted == number) {
      done();
    }
    return G_SOURCE_REMOVE;
  };
  g_idle_add_full(G_PRIORITY_DEFAULT, deliver, new Letter{inbox_, running_, std::move(outcome)},
                  [](gpointer data) { delete static_cast<Letter*>(data); });
}

void LatestWork::run(const std::stop_token& end) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, end, [this] { return next_.has_value(); })) {
    const Work work = *std::exchange(next_, std::nullopt);
    current_ = {};
    const Progress progress([](double) {}, current_.get_token());
    running_ = number_;
    lock.unlock();
    try {
      const AtWork at_work;
      tell(work(progress));
    } catch (const Cancelled&) {
      // Whoever has stopped it knows.
    }
    lock.lock();
  }
}

}  // namespace nst::gimp
