// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/at-once.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace nst::cli {
namespace {

constexpr std::uint64_t gigabyte = 1'000'000'000;

TEST(AtOnce, IsAsManyAsThereAreCoresAndPictures) {
  EXPECT_EQ(pictures_at_once(100, gigabyte, {}, 8, 1000 * gigabyte), 8);
  EXPECT_EQ(pictures_at_once(3, gigabyte, {}, 8, 1000 * gigabyte), 3);
}

TEST(AtOnce, LeavesHalfOfTheMemoryAndRoomForEach) {
  EXPECT_EQ(pictures_at_once(100, gigabyte, {}, 8, 16 * gigabyte), 4);
  EXPECT_EQ(pictures_at_once(100, 20 * gigabyte, {}, 8, 16 * gigabyte), 1);
}

TEST(AtOnce, TakesTheMemoryThatEachMayUse) {
  Settings settings;
  settings.memory = 4000;
  EXPECT_EQ(pictures_at_once(100, gigabyte, settings, 8, 16 * gigabyte), 2);
  settings.memory = 500;  // less than is needed
  EXPECT_EQ(pictures_at_once(100, gigabyte, settings, 8, 10 * gigabyte), 5);
}

TEST(AtOnce, IsOneOnAGraphicsCard) {
  Settings settings;
  settings.device = DeviceChoice::cuda;
  EXPECT_EQ(pictures_at_once(100, gigabyte, settings, 8, 1000 * gigabyte), 1);
}

TEST(AtOnce, KeepsToTheThreadsThatAreAskedFor) {
  ::unsetenv("OMP_NUM_THREADS");
  const int all = usable_cores();
  EXPECT_GE(all, 1);
  for (const char* nothing : {"", "0", "-3", "many"}) {
    ::setenv("OMP_NUM_THREADS", nothing, 1);
    EXPECT_EQ(usable_cores(), all) << nothing;
  }
  ::setenv("OMP_NUM_THREADS", "1", 1);
  EXPECT_EQ(usable_cores(), 1);
  ::setenv("OMP_NUM_THREADS", "100000", 1);
  EXPECT_EQ(usable_cores(), all);
}

}  // namespace
}  // namespace nst::cli
