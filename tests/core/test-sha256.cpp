// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sha256.h"

#include "core/error.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nst {
namespace {

// The examples of FIPS 180-2.
constexpr const char* sum_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char* sum_of_a_million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Sha256, GivesTheKnownAnswers) {
  Sha256 sum;
  sum.add("a");
  sum.add("bc");
  EXPECT_EQ(sum.hex(), sum_of_abc);
}

TEST(Sha256, ReadsFiles) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "file", std::string(1'000'000, 'a'));
  double share = 0;
  EXPECT_EQ(sha256_of_file(folder / "file", Progress([&](double now) { share = now; })), sum_of_a_million_a);
  EXPECT_EQ(share, 1);
  EXPECT_THROW(sha256_of_file(folder / "none", {}), Error);
  EXPECT_THROW(sha256_of_file(folder.path(), {}), Error);
}

TEST(Sha256, KnowsBeginnings) {
  EXPECT_EQ(sha256_beginning("dcbb9e9d"), "dcbb9e9d");
  EXPECT_EQ(sha256_beginning("DCBB9E9D0123"), "dcbb9e9d0123");
  EXPECT_EQ(sha256_beginning(sum_of_abc), sum_of_abc);
  for (const std::string& text :
       std::vector<std::string>{"", "dcbb9e9", "features", "dcbb 9e9d", "0xdcbb9e9d", sum_of_abc + std::string("0")}) {
    EXPECT_FALSE(sha256_beginning(text)) << text;
  }
}

}  // namespace
}  // namespace nst
