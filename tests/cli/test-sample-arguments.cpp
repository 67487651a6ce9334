// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/arguments.h"
#include "plugin/cli/sample-arguments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace nst::cli {
namespace {

using Words = std::vector<std::string>;

SampleArguments parsed(Words words) {
  words.insert(words.end(), {"--sheet", "sheet.png"});
  return std::get<SampleArguments>(parse_sample(words));
}

std::string refusal(const Words& words) {
  try {
    parse_sample(words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(Sample, TakesTheLeastThereIs) {
  const SampleArguments arguments = parsed({"--seeds", "7"});
  EXPECT_EQ(arguments.model, "generator-dcgan-abstract");
  ASSERT_EQ(arguments.swatches.size(), 1U);
  EXPECT_EQ(arguments.swatches[0].point, (SwatchPoint{.seed = 7}));
  EXPECT_EQ(arguments.swatches[0].caption, "7");
  EXPECT_EQ(arguments.options.size, 0);
  EXPECT_EQ(arguments.options.truncation, 1);
  EXPECT_TRUE(arguments.upscale);
  EXPECT_FALSE(arguments.rank);
  EXPECT_EQ(arguments.sheet, "sheet.png");
}

TEST(Sample, TakesEverything) {
  const SampleArguments arguments = std::get<SampleArguments>(
      parse_sample({"--model=generator-vae-abstract", "--seeds=8-10", "--truncation=0.5", "--size=256", "--rank",
                    "--no-upscale", "--sheet=s.png", "--output=folder", "--cell=96"}));
  EXPECT_EQ(arguments.model, "generator-vae-abstract");
  EXPECT_EQ(arguments.swatches.size(), 3U);
  EXPECT_EQ(arguments.swatches[0].name, "08");
  EXPECT_EQ(arguments.swatches[2].name, "10");
  EXPECT_EQ(arguments.options.truncation, 0.5);
  EXPECT_EQ(arguments.options.size, 256);
  EXPECT_TRUE(arguments.rank);
  EXPECT_FALSE(arguments.upscale);
  EXPECT_EQ(arguments.output, "folder");
  EXPECT_EQ(arguments.cell, 96);
}

TEST(Sample, GoesFromOneSwatchToAnother) {
  const SampleArguments arguments = parsed({"--between", "9,3", "--steps", "5"});
  ASSERT_EQ(arguments.swatches.size(), 5U);
  EXPECT_EQ(arguments.columns, 5);
  EXPECT_EQ(arguments.swatches[0].point, SwatchPoint{.seed = 9});
  EXPECT_EQ(arguments.swatches[1].point, blend_of({.seed = 9}, {.seed = 3}, 0.25));
  EXPECT_EQ(arguments.swatches[4].point, SwatchPoint{.seed = 3});
  EXPECT_EQ(arguments.swatches[1].caption, "9+3@0.25");
  EXPECT_EQ(arguments.swatches[1].name, "9-3-2");
}

TEST(Sample, FillsTheSquareBetweenFourSwatches) {
  const SampleArguments arguments = parsed({"--between", "1,2,3,4", "--steps", "3"});
  ASSERT_EQ(arguments.swatches.size(), 9U);
  EXPECT_EQ(arguments.columns, 3);
  EXPECT_EQ(arguments.swatches[5].point, blend_of({.seed = 2}, {.seed = 4}));
  EXPECT_EQ(arguments.swatches[4].point,
            blend_of(blend_of({.seed = 1}, {.seed = 2}), blend_of({.seed = 3}, {.seed = 4})));
}

TEST(Sample, VariesOneSwatch) {
  const SampleArguments arguments = parsed({"--near", "12", "--distance", "0.25", "--count", "10"});
  ASSERT_EQ(arguments.swatches.size(), 10U);
  EXPECT_EQ(arguments.swatches[2].point, variation_of({.seed = 12}, 3, 0.25));
  EXPECT_EQ(arguments.swatches[2].name, "12-near-03");
  EXPECT_EQ(arguments.swatches[2].caption, "12~3@0.25");
  EXPECT_EQ(parsed({"--near", "3+9"}).swatches[1].caption, "{3+9}~2");
}

TEST(Sample, TakesVariationsAndBlends) {
  const SampleArguments arguments = parsed({"--seeds", "12~1-10,3+9,{3+9}~2@0.5"});
  ASSERT_EQ(arguments.swatches.size(), 12U);
  EXPECT_EQ(arguments.swatches[2].point, variation_of({.seed = 12}, 3));
  EXPECT_EQ(arguments.swatches[2].caption, "12~3");
  EXPECT_EQ(arguments.swatches[2].name, "12~03");
  EXPECT_EQ(arguments.swatches[10].name, "3+9");
  EXPECT_EQ(arguments.swatches[11].name, "{3+9}~02@0.5");
}

TEST(Sample, StepsHaveShortWords) {
  const SampleArguments arguments = parsed({"--between", "3,12~1", "--steps", "8"});
  EXPECT_EQ(arguments.swatches[1].caption, "3+12~1@0.143");
  EXPECT_EQ(arguments.swatches[7].caption, "12~1");
}

TEST(Sample, GivesEachSwatchANameOfItsOwnThatSorts) {
  for (const Words& words : {Words{"--seeds", "0-120"}, Words{"--between", "1,2,3,4", "--steps", "12"},
                             Words{"--near", "5", "--count", "200"}, Words{"--seeds", "12~1-120"}}) {
    std::vector<std::string> names;
    for (const WantedSwatch& swatch : parsed(words).swatches) {
      names.push_back(swatch.name);
    }
    EXPECT_TRUE(std::ranges::is_sorted(names)) << words[0];
    EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size()) << words[0];
  }
}

TEST(Sample, RefusesWhatMakesNoSense) {
  const auto refuses = [](const Words& words, const char* part) {
    EXPECT_NE(refusal(words).find(part), std::string::npos) << part << ": " << refusal(words);
  };
  refuses({"--sheet", "s.png"}, "--seeds");
  refuses({"--seeds", "1", "--near", "2", "--sheet", "s.png"}, "one of them");
  refuses({"--seeds", "1"}, "--sheet");
  refuses({"--seeds", "1", "--steps", "3", "--sheet", "s.png"}, "--between");
  refuses({"--seeds", "1", "--distance", "0.5", "--sheet", "s.png"}, "--near");
  refuses({"--seeds", "1", "--cell", "96", "--output", "f"}, "--sheet");
  refuses({"--seeds", "", "--sheet", "s.png"}, "7,12,19");
  refuses({"--seeds", "9-3", "--sheet", "s.png"}, "3-9");
  refuses({"--seeds", "7*2", "--sheet", "s.png"}, "weight");
  refuses({"--seeds", "0-10000", "--sheet", "s.png"}, "10000");
  refuses({"--between", "1", "--sheet", "s.png"}, "two seeds or four");
  refuses({"--between", "1,2,3", "--sheet", "s.png"}, "two seeds or four");
  refuses({"--between", "1,2", "--steps", "1", "--sheet", "s.png"}, "from 2 to 100");
  refuses({"--near", "1,2", "--sheet", "s.png"}, "one seed");
  refuses({"--near", "1", "--distance", "1.5", "--sheet", "s.png"}, "from 0 to 1");
  refuses({"--near", "1", "--distance", "nan", "--sheet", "s.png"}, "nan");
  refuses({"--near", "1", "--count", "0", "--sheet", "s.png"}, "from 1 to 10000");
  refuses({"--seeds", "1", "--truncation", "0", "--sheet", "s.png"}, "--truncation");
  refuses({"--seeds", "1", "--truncation", "nan", "--sheet", "s.png"}, "--truncation");
  refuses({"--seeds", "1", "--size", "8", "--sheet", "s.png"}, "from 16 to 2048");
  refuses({"--seeds", "1", "--model", "Abstract!", "--sheet", "s.png"}, "“Abstract!”");
  refuses({"--seeds", "1", "--model", "../x", "--sheet", "s.png"}, "“../x”");
  refuses({"--seeds", "1", "--sheet", "s.png", "--stile", "x"}, "--stile");
}

TEST(Sample, HelpTellsEverything) {
  const std::string help = std::get<std::string>(parse_sample({"--help"}));
  for (const char* word : {"--model", "--seeds", "--between", "--steps", "--near", "--distance", "--count",
                           "--truncation", "--size", "--rank", "--no-upscale", "--sheet", "--output", "near-{}.png"}) {
    EXPECT_NE(help.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace nst::cli
