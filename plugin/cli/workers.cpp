// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/workers.h"

#include "core/error.h"
#include "plugin/cli/worker.h"

#include <poll.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <system_error>

namespace nst::cli {
namespace {

/// A worker's place: the process comes when there is something to do, and anew after it broke down.
struct Desk {
  std::unique_ptr<Worker> worker;
  const Task* task = nullptr;  ///< what it paints; null: it is idle
  double share = 0;            ///< of the task
};

class Workshop {
 public:
  Workshop(const std::vector<Task>& tasks, const Crew& crew, BatchReport& report)
      : tasks_(tasks), crew_(crew), report_(report), desks_(static_cast<std::size_t>(crew.workers)) {}

  /// Whether there is something left to wait for.
  bool is_busy() const { return std::ranges::any_of(desks_, &Desk::task); }
  bool is_stopping() const { return stopping_; }

  void give_tasks() {
    for (Desk& desk : desks_) {
      if (!stopping_ && desk.task == nullptr && next_ < tasks_.size()) {
        begin(desk, tasks_[next_]);
        ++next_;
      }
    }
  }

  void stop() {
    stopping_ = true;
    for (const Desk& desk : desks_) {
      if (desk.task != nullptr) {
        desk.worker->stop();
      }
    }
  }

  /// Takes what the workers have to say; waits for it a little.
  void listen() {
    constexpr int a_moment = 100;  // ms; a stop is noticed as soon
    std::vector<pollfd> waiting;
    for (const Desk& desk : desks_) {
      // A descriptor below 0 is left out.
      waiting.push_back({desk.task != nullptr ? desk.worker->channel().descriptor() : -1, POLLIN, 0});
    }
    ::poll(waiting.data(), waiting.size(), a_moment);
    for (std::size_t i = 0; i < desks_.size(); ++i) {
      if (waiting[i].revents != 0) {
        hear(desks_[i]);
      }
    }
    report_.show(std::accumulate(desks_.begin(), desks_.end(), 0.0,
                                 [](double sum, const Desk& desk) { return sum + desk.share; }));
  }

 private:
  void begin(Desk& desk, const Task& task) {
    if (!desk.worker) {
      desk.worker = std::make_unique<Worker>(crew_.words, crew_.threads);
    }
    std::error_code error;  // the worker says so if its folder is missing
    std::filesystem::create_directories(task.output.parent_path(), error);
    desk.worker->channel().send(task);
    desk.task = &task;
  }

  static void end(Desk& desk) {
    desk.task = nullptr;
    desk.share = 0;
  }

  void hear(Desk& desk) {
    const auto answer = desk.worker->channel().answer();
    if (!answer) {
      report_.failed(desk.task->content, desk.worker->how_it_ended());
      desk.worker.reset();
      end(desk);
    } else if (const auto* share = std::get_if<Share>(&*answer)) {
      desk.share = share->done;
    } else {
      if (const auto* failure = std::get_if<Failed>(&*answer)) {
        report_.failed(desk.task->content, failure->sentence);
      } else if (std::holds_alternative<Done>(*answer)) {
        report_.painted();
      } else {
        stop();  // whoever stopped this one meant all
      }
      end(desk);
    }
  }

  const std::vector<Task>& tasks_;
  const Crew& crew_;
  BatchReport& report_;
  std::vector<Desk> desks_;
  std::size_t next_ = 0;
  bool stopping_ = false;
};

}  // namespace

void paint_all(const std::vector<Task>& tasks, const Crew& crew, BatchReport& report, const std::stop_token& stop) {
  Workshop workshop(tasks, crew, report);
  workshop.give_tasks();
  while (workshop.is_busy()) {
    workshop.listen();
    if (stop.stop_requested() && !workshop.is_stopping()) {
      workshop.stop();
    }
    workshop.give_tasks();
  }
  if (workshop.is_stopping()) {
    throw Cancelled();
  }
}

}  // namespace nst::cli
