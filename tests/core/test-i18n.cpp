// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/i18n.h"

#include <gtest/gtest.h>

namespace nst {
namespace {

// How it looks in German is asked of the dialog itself, by the tests of its screens.
TEST(NumberText, HasSoManyDigits) {
  EXPECT_EQ(number_text(0.449, 1), "0.4");
  EXPECT_EQ(number_text(12, 3), "12.000");
  EXPECT_EQ(number_text(-1.5, 2), "-1.50");
  EXPECT_EQ(number_text(2.4, 0), "2");
}

}  // namespace
}  // namespace nst
