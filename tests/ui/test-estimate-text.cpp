// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/estimate-text.h"

#include <gtest/gtest.h>

namespace nst::ui {
namespace {

TEST(EstimateText, SaysTimeAndMemory) {
  EXPECT_EQ(estimate_text(6.3, 912'000'000), "about 6 s, 0.9 GB");
  EXPECT_EQ(estimate_text(0.02, 350'000'000), "about 1 s, 0.3 GB");
}

TEST(EstimateText, CountsMinutesAndHours) {
  EXPECT_EQ(estimate_text(119, 0), "about 119 s, 0.0 GB");
  EXPECT_EQ(estimate_text(150, 0), "about 3 min, 0.0 GB");
  EXPECT_EQ(estimate_text(3 * 3600, 0), "about 3 h, 0.0 GB");
}

}  // namespace
}  // namespace nst::ui
