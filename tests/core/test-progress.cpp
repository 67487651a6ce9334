// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/progress.h"

#include "core/error.h"

#include <gtest/gtest.h>

#include <vector>

namespace nst {
namespace {

TEST(Progress, PartsMapIntoTheirShareOfTheWhole) {
  std::vector<double> shares;
  const Progress progress([&](double share) { shares.push_back(share); });
  const Progress second_half = progress.part(0.5, 1);
  second_half(0);
  second_half.part(0, 0.5)(1);
  second_half(2);  // clamped
  EXPECT_EQ(shares, (std::vector{0.5, 0.75, 1.0}));
}

TEST(Progress, StopsEveryPart) {
  std::stop_source stop;
  const Progress progress([](double) {}, stop.get_token());
  const Progress part = progress.part(0.2, 0.3);
  EXPECT_NO_THROW(part(0));
  stop.request_stop();
  EXPECT_THROW(part(0.5), Cancelled);
  EXPECT_THROW(progress.check(), Cancelled);
}

TEST(Progress, OneWithoutAReceiverIsSilent) { EXPECT_NO_THROW(Progress()(0.5)); }

TEST(TimeLeft, IsProportionalOnceEnoughIsKnown) {
  using std::chrono::duration;
  using std::chrono::seconds;
  EXPECT_EQ(time_left(0.001, duration<double>(10)), std::nullopt);
  EXPECT_EQ(time_left(0.5, duration<double>(0.1)), std::nullopt);
  EXPECT_EQ(time_left(0.25, duration<double>(10)), seconds(30));
  EXPECT_EQ(time_left(1, duration<double>(10)), seconds(0));
}

}  // namespace
}  // namespace nst
