// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/swatch-word.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace nst {
namespace {

SwatchPoint seed(std::uint32_t number) { return {.seed = number}; }

/// The one swatch of `word`.
SwatchPoint parse_swatch(const std::string& word) {
  const SwatchRange range = parse_swatch_range(word);
  EXPECT_EQ(range.last, range.first.seed) << word;
  return range.first;
}

std::string refusal(const std::string& word) {
  try {
    parse_swatch_range(word);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(SwatchWord, IsASeedAVariationOrABlend) {
  EXPECT_EQ(parse_swatch("12"), seed(12));
  EXPECT_EQ(parse_swatch("12~3"), variation_of(seed(12), 3));
  EXPECT_EQ(parse_swatch("12~3@0.5"), variation_of(seed(12), 3, 0.5));
  EXPECT_EQ(parse_swatch("3+9"), blend_of(seed(3), seed(9)));
  EXPECT_EQ(parse_swatch("3+9@0.25"), blend_of(seed(3), seed(9), 0.25));
  EXPECT_EQ(parse_swatch(" 3 + 9 @ 1 "), blend_of(seed(3), seed(9), 1));
}

TEST(SwatchWord, Nests) {
  EXPECT_EQ(parse_swatch("12~3~5"), variation_of(variation_of(seed(12), 3), 5));
  EXPECT_EQ(parse_swatch("12~3@0.5~5@0.2"), variation_of(variation_of(seed(12), 3, 0.5), 5, 0.2));
  EXPECT_EQ(parse_swatch("{3+9}~2"), variation_of(blend_of(seed(3), seed(9)), 2));
  EXPECT_EQ(parse_swatch("12~3+9~1"), blend_of(variation_of(seed(12), 3), variation_of(seed(9), 1)));
  EXPECT_EQ(parse_swatch("{3+9@0.25}+{4+5}@0.75"),
            blend_of(blend_of(seed(3), seed(9), 0.25), blend_of(seed(4), seed(5)), 0.75));
}

TEST(SwatchWord, HasTheShareOfTheBlendBehindABlend) {
  EXPECT_EQ(parse_swatch("3+9~2@0.25"), blend_of(seed(3), variation_of(seed(9), 2), 0.25));
  EXPECT_EQ(parse_swatch("3+{9~2@0.25}"), blend_of(seed(3), variation_of(seed(9), 2, 0.25)));
  EXPECT_EQ(parse_swatch("9~2@0.25+3"), blend_of(variation_of(seed(9), 2, 0.25), seed(3)));
}

TEST(SwatchWord, MayBeARange) {
  EXPECT_EQ(parse_swatch_range("0-7"), (SwatchRange{seed(0), 7}));
  EXPECT_EQ(parse_swatch_range("12~1-8"), (SwatchRange{variation_of(seed(12), 1), 8}));
  EXPECT_EQ(parse_swatch_range("{3+9}~1-8@0.5"), (SwatchRange{variation_of(blend_of(seed(3), seed(9)), 1, 0.5), 8}));
  EXPECT_EQ(parse_swatch_range("12"), (SwatchRange{seed(12), 12}));
  EXPECT_EQ(swatch_text(parse_swatch_range("{3+9}~1-8@0.5")), "{3+9}~1-8@0.5");
  EXPECT_NE(refusal("12~8-1").find("12~1-8"), std::string::npos);
}

TEST(SwatchWord, IsWrittenInItsShortestForm) {
  for (const char* word : {"7", "12~3", "12~3~5", "3+9", "3+9@0.25", "{3+9}~2", "12~3@0.5+9~1", "3+{9~2@0.25}@0.1",
                           "{3+9}+{4+5}@0.75", "{1+2}~3@0.1~4", "12~3@0.143"}) {
    EXPECT_EQ(swatch_text(parse_swatch(word)), word);
  }
  EXPECT_EQ(swatch_text(parse_swatch("{{7}}~03@0.3")), "7~3");
  EXPECT_EQ(swatch_text(parse_swatch("{12~3}+{9}@0.5")), "12~3+9");
}

TEST(SwatchWord, RefusesWhatIsNone) {
  for (const std::string word : {"",
                                 "~3",
                                 "12~",
                                 "12~0",
                                 "12~x",
                                 "+9",
                                 "3+",
                                 "3+9+1",
                                 "3++9",
                                 "{3+9",
                                 "3+9}",
                                 "{}",
                                 "12@0.5",
                                 "3+9@",
                                 "3+9~2@",
                                 "3@0.5+9",
                                 "1-2~3",
                                 "1-2+3",
                                 "3+1-2",
                                 "{1-2}",
                                 "{1}-2",
                                 "12~1-2~3",
                                 "12~-1",
                                 "1000000000",
                                 "1~1000000000",
                                 "12~3@0.5@0.5",
                                 "3+9@0.5~2",
                                 "12 3",
                                 "12;3",
                                 "3+9~2@0.3@0.25"}) {
    const std::string message = refusal(word);
    EXPECT_NE(message.find("“" + word + "”"), std::string::npos) << word << ": " << message;
    EXPECT_TRUE(message.ends_with(".")) << message;
  }
  for (const char* word : {"12~0", "12~0-8", "12~3~0"}) {
    EXPECT_NE(refusal(word).find("numbered from 1"), std::string::npos) << word;
  }
  for (const char* word : {"3+9@1.1", "3+9@-0.1", "3+9@nan", "12~3@inf"}) {
    EXPECT_NE(refusal(word).find("from 0 to 1"), std::string::npos) << word;
  }
}

TEST(SwatchWord, DoesNotGrowWithoutEnd) {
  std::string word = "1";
  std::string braces = "1";
  for (int i = 0; i < 100'000; ++i) {
    word += "~1";
  }
  braces = std::string(100'000, '{') + "1" + std::string(100'000, '}');
  EXPECT_NE(refusal(word).find("64"), std::string::npos);
  EXPECT_FALSE(refusal(braces).empty());
}

/// A random point of so many levels.
SwatchPoint random_point(std::mt19937& random, int levels) {
  const auto number = [&] { return static_cast<std::uint32_t>(random() % largest_swatch_seed + 1); };
  const double share = random() % 2 == 0 ? 0.5 : (random() % 1001) / 1000.0;
  switch (levels == 0 ? 0 : random() % 3) {
    case 1:
      return variation_of(random_point(random, levels - 1), number(), random() % 2 == 0 ? usual_distance : share);
    case 2:
      return blend_of(random_point(random, levels - 1), random_point(random, levels - 1), share);
    default:
      return seed(number());
  }
}

TEST(SwatchWord, IsReadBackWhateverThePoint) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const SwatchPoint point = random_point(random, 5);
    EXPECT_EQ(parse_swatch(swatch_text(point)), point) << swatch_text(point);
  }
}

TEST(SwatchWord, NoiseIsReadOrRefused) {
  std::mt19937 random(2);
  constexpr std::string_view signs = "0123456789~~++@@{}{}--.. e*,";
  int read = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string word;
    for (std::size_t length = random() % 12; word.size() < length;) {
      word += signs[random() % signs.size()];
    }
    try {
      const SwatchRange range = parse_swatch_range(word);
      EXPECT_EQ(parse_swatch_range(swatch_text(range)), range) << word;
      ++read;
    } catch (const Error&) {
      // Most of it makes no sense.
    }
  }
  EXPECT_GT(read, 1000);
}

TEST(SwatchWord, IsCutOffForALabel) {
  EXPECT_EQ(shortened("12~3"), "12~3");
  EXPECT_EQ(shortened(std::string(60, '1')), std::string(40, '1') + "…");
  EXPECT_EQ(shortened("1234567890,1234567890,1234567890,1234567890"), "1234567890,1234567890,1234567890,…");
}

}  // namespace
}  // namespace nst
