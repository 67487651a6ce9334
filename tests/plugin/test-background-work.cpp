// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/background-work.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

namespace nst::gimp {
namespace {

using std::chrono::milliseconds;

/// Whether it comes to rest within ten seconds.
bool comes_to_rest(BackgroundWork& work) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!work.is_at_rest() && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  return work.is_at_rest();
}

TEST(BackgroundWork, TellsWhetherItIsAtRest) {
  std::promise<void> begun;
  std::promise<void> let_go;
  BackgroundWork work;
  EXPECT_TRUE(work.is_at_rest());
  work.add(Lane::view, [&](const std::stop_token&) -> BackgroundWork::Done {
    begun.set_value();
    let_go.get_future().wait();
    return {};
  });
  EXPECT_FALSE(work.is_at_rest());  // it waits
  work.begin();
  begun.get_future().wait();
  EXPECT_FALSE(work.is_at_rest());  // it works
  let_go.set_value();
  EXPECT_TRUE(comes_to_rest(work));
}

TEST(BackgroundWork, WorkThatFailsIsOverToo) {
  BackgroundWork work;
  work.begin();
  work.add(Lane::list, [](const std::stop_token&) -> BackgroundWork::Done { throw std::runtime_error("broken"); });
  EXPECT_TRUE(comes_to_rest(work));
}

}  // namespace
}  // namespace nst::gimp
