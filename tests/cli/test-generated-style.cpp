// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "core/options.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/report.h"
#include "plugin/cli/style-argument.h"
#include "plugin/cli/vary.h"
#include "plugin/generated-style.h"
#include "plugin/style-word.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace nst::cli {
namespace {

using nlohmann::json;

std::string refusal(const std::string& word) {
  try {
    parse_style(word);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(GeneratedStyle, IsReadFromItsWord) {
  const StyleArgument style = parse_style("generated:dcgan-abstract:7*2,12,19");
  ASSERT_TRUE(style.generated);
  EXPECT_EQ(style.generated->model, "generator-dcgan-abstract");
  EXPECT_EQ(seeds_text(style.generated->swatches), "7*2,12,19");
  EXPECT_EQ(style.weight, 1);
  EXPECT_TRUE(style.file.empty());
  EXPECT_EQ(style_name(style), "dcgan-abstract 7*2,12,19");
}

TEST(GeneratedStyle, HasOneWordWithoutItsWeight) {
  for (const char* word : {"generated:dcgan-abstract:7*2,12", "generated:generator-dcgan-abstract: 7*2, 12:3"}) {
    EXPECT_EQ(word_of(parse_style_word(word)), "generated:dcgan-abstract:7*2,12");
  }
  EXPECT_EQ(word_of(parse_style_word("trained:van-gogh:2")), "trained:van-gogh");
  EXPECT_EQ(word_of(parse_style_word("/nowhere/a.png:2")), "/nowhere/a.png");
}

TEST(GeneratedStyle, MayHaveAWeightAndItsWholeId) {
  const StyleArgument style = parse_style("generated:generator-vae-abstract:0-7:2.5");
  EXPECT_EQ(style.generated->model, "generator-vae-abstract");
  EXPECT_EQ(style.generated->swatches.size(), 8U);
  EXPECT_EQ(style.weight, 2.5);
}

TEST(GeneratedStyle, GivesWayToAFileOfThatName) {
  const test::TemporaryFolder folder;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder / ".");
  test::write_text("generated:a:1", "x");
  EXPECT_EQ(parse_style("generated:a:1").file, "generated:a:1");
  std::filesystem::current_path(before);
}

TEST(GeneratedStyle, IsRefusedIfItMakesNoSense) {
  const auto refuses = [](const std::string& word, const char* part) {
    EXPECT_NE(refusal(word).find(part), std::string::npos) << word << ": " << refusal(word);
  };
  refuses("generated:", "generated:dcgan-abstract:7,12,19");
  refuses("generated:dcgan-abstract", "generated:dcgan-abstract:7,12,19");
  refuses("generated::7", "generated:dcgan-abstract:7,12,19");
  refuses("generated:dcgan-abstract:", "No seeds");
  refuses("generated:DCGAN:7", "small letters");
  refuses("generated:../x:7", "small letters");
  refuses("generated:dcgan-abstract:9-3", "3-9");
  refuses("generated:dcgan-abstract:7,7", "twice");
  refuses("generated:dcgan-abstract:0-9999", "64 swatches");
  refuses("generated:dcgan-abstract:7*-1", "weight");
  refuses("generated:dcgan-abstract:7*nan", "weight");
  refuses("generated:dcgan-abstract:7:0", "weight");
  refuses("generated:dcgan-abstract:7:nan", "weight");
  refuses("generated:dcgan-abstract:7:x", "weight");
}

TEST(GeneratedStyle, TakesItsPlaceAmongRegionsAndMasks) {
  const auto arguments = std::get<Arguments>(
      parse({"--content", "c.png", "--output", "o.png", "--style", "generated:a:1", "--region", "sky.png", "--style",
             "generated:b:2-4:3", "--style-mask", "m.png", "--style", "x.png", "--region", "house.png"}));
  ASSERT_EQ(arguments.regions.size(), 2U);
  ASSERT_EQ(arguments.regions[0].styles.size(), 2U);
  EXPECT_EQ(arguments.regions[0].styles[0].generated->model, "generator-b");
  EXPECT_EQ(arguments.regions[0].styles[0].weight, 3);
  EXPECT_EQ(arguments.regions[0].styles[0].mask, "m.png");
  EXPECT_FALSE(arguments.regions[0].styles[1].generated);
  EXPECT_EQ(arguments.regions[1].styles[0].generated->model, "generator-a");
}

TEST(GeneratedStyle, KeepsItsCommasInASweep) {
  EXPECT_EQ(parse_variation("style=generated:a:7,12,generated:b:1-3,5*2,x.png").values,
            (std::vector<std::string>{"generated:a:7,12", "generated:b:1-3,5*2", "x.png"}));
}

TEST(GeneratedStyle, IsToldByTheReportSoThatItCanBeRepeated) {
  Arguments arguments{.content = "c.png"};
  arguments.regions = {{.styles = {parse_style("generated:a:7*2,12:3")}}};
  Plan plan;
  plan.generators["generator-a"] = {.weights = "/w", .sha256 = "abc", .upscaler = "/u", .upscaler_sha256 = "def"};
  const json style = json::parse(report(arguments, plan, {}))["regions"][0]["styles"][0];
  EXPECT_EQ(style, json::parse(R"({"generated": {"model": "generator-a", "seeds": "7*2,12", "sha256": "abc",
                                                 "upscaler": "def"}, "weight": 3.0, "mask": null})"));
  Plan other = plan;
  other.generators["generator-a"].sha256 = "xyz";
  EXPECT_TRUE(outcome_in(note(arguments, plan, {}), arguments, plan));
  EXPECT_FALSE(outcome_in(note(arguments, plan, {}), arguments, other)) << "other weights, another style";
}

TEST(GeneratedStyle, HasAShortLabel) {
  std::string seeds = "1";
  for (int seed = 3; seed < 101; seed += 2) {
    seeds += "," + std::to_string(seed);
  }
  const std::string label = label_of(parse_generated_style("generated:a:" + seeds));
  EXPECT_LT(label.size(), 60U);
  EXPECT_TRUE(label.starts_with("a 1,3,5,")) << label;
  EXPECT_TRUE(label.ends_with(",…")) << label;
}

}  // namespace
}  // namespace nst::cli
