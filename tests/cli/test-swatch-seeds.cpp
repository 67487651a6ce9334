// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/swatch-seeds.h"

#include <gtest/gtest.h>

#include <string>

namespace nst {
namespace {

using Shares = std::vector<SwatchShare>;

constexpr std::size_t most = 100;

Shares read(const std::string& text) { return parse_seeds(text, most); }

SwatchShare share(std::uint32_t seed, double weight = 1) { return {.point = {.seed = seed}, .weight = weight}; }

std::string refusal(const std::string& text) {
  try {
    parse_seeds(text, most);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(SwatchSeeds, AreReadFromLists) {
  EXPECT_EQ(read("7"), (Shares{share(7)}));
  EXPECT_EQ(read("7,12,19"), (Shares{share(7), share(12), share(19)}));
  EXPECT_EQ(read(" 7 , 12,\t19 "), (Shares{share(7), share(12), share(19)}));
  EXPECT_EQ(read("3-5,1"), (Shares{share(3), share(4), share(5), share(1)}));
  EXPECT_EQ(read("5 - 6"), (Shares{share(5), share(6)}));
  EXPECT_EQ(read("4-4"), (Shares{share(4)}));
  EXPECT_EQ(read("0,999999999"), (Shares{share(0), share(largest_swatch_seed)}));
  EXPECT_EQ(read("0-99").size(), most);
}

TEST(SwatchSeeds, HaveWeights) {
  EXPECT_EQ(read("7*2,12"), (Shares{share(7, 2), share(12)}));
  EXPECT_EQ(read("7 * 0.5, 1-2*3"), (Shares{share(7, 0.5), share(1, 3), share(2, 3)}));
}

TEST(SwatchSeeds, MayBeVariationsAndBlends) {
  const SwatchPoint twelve{.seed = 12};
  EXPECT_EQ(
      read("12~1-2*3,3+9"),
      (Shares{{variation_of(twelve, 1), 3}, {variation_of(twelve, 2), 3}, {blend_of({.seed = 3}, {.seed = 9}), 1}}));
}

TEST(SwatchSeeds, TheirTextIsReadBack) {
  for (const char* text : {"7", "7,12,19", "0-7", "3,4", "5,4,3", "7*2,12", "0-2*0.1,3-5,9*3", "0-99", "12~1-8",
                           "12~1-3@0.5*2,12~4,{3+9}~2", "3+9,3+9@0.25", "0,12~1"}) {
    EXPECT_EQ(seeds_text(read(text)), text);
  }
  EXPECT_EQ(seeds_text(read(" 1,2,3 , 4*1")), "1-4");
}

TEST(SwatchSeeds, RefuseWhatIsNoListOfSeeds) {
  const auto refuses = [](const char* text, const char* word) {
    const std::string message = refusal(text);
    EXPECT_NE(message.find(word), std::string::npos) << text << ": " << message;
    EXPECT_TRUE(message.ends_with(".")) << message;
  };
  refuses("", "7,12,19");
  refuses("  ", "7,12,19");
  refuses("7,,12", "“7,,12”");
  refuses(",7", "“,7”");
  refuses("7,", "“7,”");
  refuses("x", "“x”");
  refuses("7;8", "“7;8”");
  refuses("-7", "“-7”");
  refuses("+7", "“+7”");
  refuses("7-", "“7-”");
  refuses("1-2-3", "“1-2-3”");
  refuses("7.5", "“7.5”");
  refuses("1000000000", "999999999");
  refuses("99999999999999999999", "999999999");
  refuses("9-3", "3-9");
  refuses("7,8,7", "“7” comes twice");
  refuses("0-9,5", "“5” comes twice");
  refuses("12~1-8,12~3@0.3", "“12~3” comes twice");
  refuses("12~1-101", "100 swatches");
  refuses("7+", "“7+”");
  refuses("0-100", "100 swatches");
  refuses("0-999999999", "100 swatches");
  refuses("0-49,50-120", "100 swatches");
  refuses("7*", "weight");
  refuses("7*0", "weight");
  refuses("7*-1", "“-1”");
  refuses("7*nan", "“nan”");
  refuses("7*inf", "“inf”");
  refuses("7*1e999", "“1e999”");
  refuses("7*2*3", "“2*3”");
  refuses("*2", "“”");
}

}  // namespace
}  // namespace nst
