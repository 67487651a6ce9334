// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress-text.h"

#include <gtest/gtest.h>

namespace nst::ui {
namespace {

using std::chrono::seconds;

TEST(ProgressText, SaysTheShareAloneWhileTheTimeIsUnknown) {
  EXPECT_EQ(progress_text(0, {}), "0 %");
  EXPECT_EQ(progress_text(0.409, {}), "40 %");
  EXPECT_EQ(progress_text(1, {}), "100 %");
}

TEST(ProgressText, StaysWithinZeroAndHundred) {
  EXPECT_EQ(progress_text(-1, {}), "0 %");
  EXPECT_EQ(progress_text(7, {}), "100 %");
}

TEST(ProgressText, CountsSecondsAndMinutes) {
  EXPECT_EQ(progress_text(0.4, seconds(12)), "40 %, about 12 seconds left");
  EXPECT_EQ(progress_text(0.9, seconds(1)), "90 %, about 1 second left");
  EXPECT_EQ(progress_text(0.99, seconds(0)), "99 %, about 1 second left");
  EXPECT_EQ(progress_text(0.4, seconds(119)), "40 %, about 119 seconds left");
  EXPECT_EQ(progress_text(0.4, seconds(120)), "40 %, about 2 minutes left");
  EXPECT_EQ(progress_text(0.1, seconds(1000)), "10 %, about 17 minutes left");
}

TEST(StepText, SaysWhichStepAtWhichSize) {
  EXPECT_EQ(step_text(34, 230, 512, 384), "Step 34 of 230, at 512 × 384 pixels");
}

}  // namespace
}  // namespace nst::ui
