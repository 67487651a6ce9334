// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/arguments.h"
#include "plugin/cli/shard.h"

#include <gtest/gtest.h>

#include <string>

namespace nst::cli {
namespace {

std::string refusal(const std::string& word) {
  try {
    parse_shard(word);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(Shard, ReadsItsNumberAndHowManyThereAre) {
  EXPECT_EQ(parse_shard("3/16"), (Shard{3, 16}));
  EXPECT_EQ(parse_shard("1/1"), Shard());
  EXPECT_EQ(parse_shard("16/16"), (Shard{16, 16}));
}

TEST(Shard, RefusesWhatIsNone) {
  for (const char* word : {"", "/", "3", "3/", "/3", "0/3", "4/3", "-1/3", "1/0", "1/2/3", "a/b", "1 /3", "1/3x",
                           "1/99999999999999999999"}) {
    EXPECT_NE(refusal(word).find("3/16"), std::string::npos) << word;
  }
}

TEST(Shard, HasEachEntryExactlyOnce) {
  for (const std::size_t count : {1U, 3U, 16U}) {
    for (std::size_t index = 0; index < 20; ++index) {
      std::size_t owners = 0;
      for (std::size_t number = 1; number <= count; ++number) {
        owners += Shard{number, count}.has(index) ? 1 : 0;
      }
      EXPECT_EQ(owners, 1U) << index << " of " << count;
    }
  }
}

TEST(Shard, SharesNeighborsOut) {
  const Shard second{2, 3};
  EXPECT_FALSE(second.has(0));
  EXPECT_TRUE(second.has(1));
  EXPECT_FALSE(second.has(2));
  EXPECT_FALSE(second.has(3));
  EXPECT_TRUE(second.has(4));
}

}  // namespace
}  // namespace nst::cli
