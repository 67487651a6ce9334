// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/progress-line.h"

#include <gtest/gtest.h>

namespace nst::cli {
namespace {

using std::chrono::seconds;

TEST(ProgressLine, TellsShareAndTimeLeft) {
  EXPECT_EQ(progress_text(0, std::nullopt), "  0 %");
  EXPECT_EQ(progress_text(0.421, seconds(65)), " 42 %, 1:05 left");
  EXPECT_EQ(progress_text(0.999, seconds(0)), " 99 %, 0:00 left");
  EXPECT_EQ(progress_text(1, seconds(0)), "100 %, 0:00 left");
  EXPECT_EQ(progress_text(0.5, seconds(3723)), " 50 %, 1:02:03 left");
}

}  // namespace
}  // namespace nst::cli
