// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/latest-work.h"

#include <glib.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

namespace nst::gimp {
namespace {

using std::chrono::milliseconds;

/// Runs the main loop until `done`, for ten seconds at most.
void run_until(const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!done() && std::chrono::steady_clock::now() < end) {
    if (g_main_context_iteration(nullptr, FALSE) == FALSE) {
      std::this_thread::sleep_for(milliseconds(1));
    }
  }
  EXPECT_TRUE(done());
}

void run_for(milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  run_until([&] { return std::chrono::steady_clock::now() > end; });
}

/// Works until it is stopped.
void work_on(const Progress& progress) {
  while (true) {
    progress.check();
    std::this_thread::sleep_for(milliseconds(1));
  }
}

TEST(LatestWork, WorksOnAThreadAndEndsOnTheMainOne) {
  LatestWork work;
  const std::thread::id main = std::this_thread::get_id();
  std::thread::id worker;
  std::thread::id ending;
  work.start([&](const Progress&) {
    worker = std::this_thread::get_id();
    return [&] { ending = std::this_thread::get_id(); };
  });
  run_until([&] { return ending != std::thread::id(); });
  EXPECT_NE(worker, main);
  EXPECT_EQ(ending, main);
}

TEST(LatestWork, StopsWhatIsUnderWayForWhatIsNew) {
  LatestWork work;
  std::atomic<bool> begun = false;
  std::vector<int> outcomes;
  work.start([&](const Progress& progress) -> LatestWork::Outcome {
    begun = true;
    work_on(progress);
    return [&] { outcomes.push_back(1); };
  });
  run_until([&] { return begun.load(); });
  work.start([&](const Progress&) { return [&] { outcomes.push_back(2); }; });
  run_until([&] { return !outcomes.empty(); });
  run_for(milliseconds(20));
  EXPECT_EQ(outcomes, std::vector{2});
}

TEST(LatestWork, TellsMeanwhile) {
  LatestWork work;
  std::atomic<bool> heard = false;
  std::vector<int> outcomes;
  work.start([&](const Progress& progress) -> LatestWork::Outcome {
    work.tell([&] {
      outcomes.push_back(1);
      heard = true;
    });
    while (!heard) {
      progress.check();
      std::this_thread::sleep_for(milliseconds(1));
    }
    return [&] { outcomes.push_back(2); };
  });
  run_until([&] { return outcomes.size() == 2; });
  EXPECT_EQ(outcomes, (std::vector{1, 2}));
}

TEST(LatestWork, DropsWhatIsToldLate) {
  LatestWork work;
  std::atomic<bool> told = false;
  bool dropped = true;
  work.start([&](const Progress& progress) -> LatestWork::Outcome {
    work.tell([&] { dropped = false; });
    told = true;
    work_on(progress);
    return nullptr;
  });
  while (!told) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  work.stop();
  run_for(milliseconds(20));
  EXPECT_TRUE(dropped);
}

TEST(LatestWork, DropsWhatWaitsForWhatIsNew) {
  LatestWork work;
  std::vector<int> outcomes;
  for (int i = 0; i < 100; ++i) {
    work.start([&, i](const Progress&) { return [&, i] { outcomes.push_back(i); }; });
  }
  run_until([&] { return !outcomes.empty(); });
  run_for(milliseconds(20));
  EXPECT_EQ(outcomes, std::vector{99});
}

TEST(LatestWork, DropsOutcomesThatComeLate) {
  LatestWork work;
  std::atomic<bool> done = false;
  bool ended = false;
  work.start([&](const Progress&) {
    done = true;
    return [&] { ended = true; };
  });
  while (!done) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  std::this_thread::sleep_for(milliseconds(20));  // its outcome is on its way now
  work.stop();
  run_for(milliseconds(50));
  EXPECT_FALSE(ended);
}

TEST(LatestWork, EndsAtOnceWithWorkUnderWay) {
  bool ended = false;
  const auto start = std::chrono::steady_clock::now();
  {
    LatestWork work;
    std::atomic<bool> begun = false;
    work.start([&](const Progress& progress) -> LatestWork::Outcome {
      begun = true;
      work_on(progress);
      return [&] { ended = true; };
    });
    run_until([&] { return begun.load(); });
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  run_for(milliseconds(20));
  EXPECT_FALSE(ended);
}

TEST(LatestWork, EndsWithoutAnyWork) { const LatestWork work; }

}  // namespace
}  // namespace nst::gimp
