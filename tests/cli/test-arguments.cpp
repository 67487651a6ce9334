// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/options.h"
#include "core/presets.h"
#include "plugin/cli/arguments.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace nst::cli {
namespace {

std::vector<std::string> call(const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{"--content", "photo.jpg", "--style", "painting.jpg", "--output", "out.png"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Arguments parsed(const std::vector<std::string>& words) { return std::get<Arguments>(parse(words)); }

std::string refusal(const std::vector<std::string>& words) {
  try {
    parse(words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(Arguments, TakesTheLeastThereIs) {
  const Arguments arguments = parsed(call());
  EXPECT_EQ(arguments.content, "photo.jpg");
  ASSERT_EQ(arguments.regions[0].styles.size(), 1U);
  EXPECT_EQ(arguments.regions[0].styles[0].file, "painting.jpg");
  EXPECT_EQ(arguments.regions[0].styles[0].weight, 1);
  EXPECT_EQ(arguments.output, "out.png");
  EXPECT_TRUE(arguments.mask.empty());
  EXPECT_EQ(arguments.size, 0);
  EXPECT_EQ(arguments.settings, Settings());
}

TEST(Arguments, TakesEverything) {
  const Arguments arguments =
      parsed(call({"--style", "b.png:2.5", "--mask", "m.png", "--size=1024", "--seed", "7", "--style-loss", "gram"}));
  ASSERT_EQ(arguments.regions[0].styles.size(), 2U);
  EXPECT_EQ(arguments.regions[0].styles[1].file, "b.png");
  EXPECT_EQ(arguments.regions[0].styles[1].weight, 2.5);
  EXPECT_EQ(arguments.mask, "m.png");
  EXPECT_EQ(arguments.size, 1024);
  EXPECT_EQ(arguments.settings.seed, 7);
  EXPECT_EQ(arguments.settings.style_loss, StyleLoss::gram);
}

TEST(Arguments, KeepsAColonThatIsPartOfTheName) {
  const test::TemporaryFolder folder;
  const std::string odd = (folder / "style:2").string();
  test::write_text(odd, "x");
  const std::string output = "o.png";
  const Arguments arguments = parsed(
      {"--content", "c.png", "--style", odd, "--style", odd + ":3", "--style", "at 12:30.png", "--output", output});
  EXPECT_EQ(arguments.regions[0].styles[0].file, odd);
  EXPECT_EQ(arguments.regions[0].styles[0].weight, 1);
  EXPECT_EQ(arguments.regions[0].styles[1].file, odd);
  EXPECT_EQ(arguments.regions[0].styles[1].weight, 3);
  EXPECT_EQ(arguments.regions[0].styles[2].file, "at 12:30.png");
}

TEST(Arguments, RefusesWeightsThatAreNoWeights) {
  for (const char* weight : {"0", "-1", "inf", "nan", "1e999"}) {
    const auto message = refusal({"--content", "c", "--style", std::string("s.png:") + weight, "--output", "o.png"});
    EXPECT_NE(message.find(weight), std::string::npos) << weight << ": " << message;
  }
}

TEST(Arguments, TakesEveryOptionOfTheTable) {
  for (const Option& option : options()) {
    Settings settings;
    const std::string value = std::holds_alternative<File>(option.kind) ? "file" : text(option, settings);
    assign(option, settings, value);
    const Arguments arguments = parsed(call({std::string("--") + option.name + "=" + value}));
    EXPECT_EQ(arguments.settings, settings) << option.name;
  }
}

/// `text` with single spaces: newer versions of CLI11 wrap their lines.
std::string unwrapped(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) {
    line += word + " ";
  }
  return line;
}

TEST(Arguments, HelpTellsEveryOptionOfTheTable) {
  const std::string help = unwrapped(std::get<std::string>(parse({"--help"})));
  for (const Option& option : options()) {
    EXPECT_NE(help.find(std::string("--") + option.name + " "), std::string::npos) << option.name;
    std::string wanted = unwrapped(option.help);
    wanted.pop_back();  // what follows may be a comma
    EXPECT_NE(help.find(wanted), std::string::npos) << option.name;
  }
  for (const char* own : {"--content", "--style", "--mask", "--output", "--size", "--version", "NEURAL_STYLE_MODELS"}) {
    EXPECT_NE(help.find(own), std::string::npos) << own;
  }
}

using Words = std::vector<std::string>;

/// A call without a style.
Words bare(const Words& more) {
  Words words{"--content", "photo.jpg", "--output", "out.png"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(Regions, HaveTheStylesBehindThem) {
  const Arguments arguments = parsed(bare({"--region", "a.png", "--style", "1.png", "--style", "2.png:3", "--region",
                                           "b.png", "--protect", "2.5", "--style", "4.png"}));
  ASSERT_EQ(arguments.regions.size(), 2U);
  EXPECT_EQ(arguments.regions[0].mask, "a.png");
  ASSERT_EQ(arguments.regions[0].styles.size(), 2U);
  EXPECT_EQ(arguments.regions[0].styles[1].file, "2.png");
  EXPECT_EQ(arguments.regions[0].styles[1].weight, 3);
  EXPECT_EQ(arguments.regions[0].content_weight, 1);
  EXPECT_EQ(arguments.regions[1].mask, "b.png");
  ASSERT_EQ(arguments.regions[1].styles.size(), 1U);
  EXPECT_EQ(arguments.regions[1].styles[0].file, "4.png");
  EXPECT_EQ(arguments.regions[1].content_weight, 2.5);
}

TEST(Regions, WithoutStylesTakeThoseBeforeTheFirst) {
  const Arguments arguments = parsed(bare({"--style=all.png", "--region=a.png", "--region-strength=0.5",
                                           "--region=b.png", "--style=own.png", "--region=c.png", "--keep"}));
  ASSERT_EQ(arguments.regions.size(), 3U);
  ASSERT_EQ(arguments.regions[0].styles.size(), 1U);
  EXPECT_EQ(arguments.regions[0].styles[0].file, "all.png");
  EXPECT_EQ(arguments.regions[0].strength, 0.5);
  ASSERT_EQ(arguments.regions[1].styles.size(), 1U);
  EXPECT_EQ(arguments.regions[1].styles[0].file, "own.png");
  EXPECT_FALSE(arguments.regions[1].keep);
  EXPECT_TRUE(arguments.regions[2].keep);
  EXPECT_TRUE(arguments.regions[2].styles.empty());
}

TEST(Regions, ThatAreAllKeptLeaveTheRestToBePainted) {
  const Arguments arguments = parsed(bare({"--style", "s.png", "--region", "face.png", "--keep"}));
  ASSERT_EQ(arguments.regions.size(), 2U);
  EXPECT_TRUE(arguments.regions[0].mask.empty());
  EXPECT_EQ(arguments.regions[0].styles[0].file, "s.png");
  EXPECT_TRUE(arguments.regions[1].keep);
}

TEST(Regions, TakeNothingThatSteersThePaintingWhereTheyAreKept) {
  for (const Words& more : {Words{"--style", "own.png"}, Words{"--protect", "2"}, Words{"--region-strength", "0"}}) {
    Words words = bare({"--style", "s.png", "--region", "face.png", "--keep"});
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_NE(refusal(words).find("face.png"), std::string::npos) << more[0];
  }
}

TEST(Regions, AskForAStyleOnlyWherePaintIsWanted) {
  EXPECT_NE(refusal(bare({"--region", "a.png"})).find("--style"), std::string::npos);
  EXPECT_NE(refusal(bare({"--region", "a.png", "--keep"})).find("--style"), std::string::npos);
  EXPECT_NE(refusal(bare({"--region", "a.png", "--region", "b.png", "--style", "s.png"})).find("--style"),
            std::string::npos);
  EXPECT_EQ(refusal(bare({"--region", "a.png", "--region-strength", "0", "--region", "b.png", "--style", "s.png"})),
            "");
  EXPECT_EQ(refusal(bare({"--strength", "0", "--start", "noise"})), "");
}

TEST(Regions, RefuseWhatBelongsToNothing) {
  for (const char* name : {"--region-strength", "--protect"}) {
    const std::string message = refusal(call({name, "1"}));
    EXPECT_NE(message.find(name), std::string::npos) << message;
    EXPECT_NE(message.find("--region before"), std::string::npos) << message;
  }
  EXPECT_NE(refusal(call({"--keep"})).find("--keep"), std::string::npos);
  EXPECT_NE(refusal(bare({"--style-mask", "m.png", "--style", "s.png"})).find("--style-mask"), std::string::npos);
  EXPECT_NE(refusal(call({"--region", "a.png", "--style-mask", "m.png"})).find("--style-mask"), std::string::npos);
}

TEST(Regions, RefuseNumbersOutOfRange) {
  for (const char* name : {"--region-strength", "--protect"}) {
    for (const char* number : {"-1", "nan", "inf", "1e999", "two", "1x", ""}) {
      const std::string message = refusal(call({"--region", "a.png", std::string(name) + "=" + number}));
      EXPECT_NE(message.find(name), std::string::npos) << number << ": " << message;
    }
  }
}

TEST(Arguments, GiveAMaskToTheStyleBeforeIt) {
  const Arguments arguments = parsed(bare({"--style", "a.png", "--style-mask", "m.png", "--style", "b.png"}));
  ASSERT_EQ(arguments.regions[0].styles.size(), 2U);
  EXPECT_EQ(arguments.regions[0].styles[0].mask, "m.png");
  EXPECT_TRUE(arguments.regions[0].styles[1].mask.empty());
}

TEST(Presets, YieldToOptionsWhereverTheseStand) {
  const Settings before = parsed(call({"--steps", "7", "--preset", "gatys-2015"})).settings;
  const Settings after = parsed(call({"--preset", "gatys-2015", "--steps", "7"})).settings;
  EXPECT_EQ(before, after);
  EXPECT_EQ(before.steps, 7);
  EXPECT_EQ(before.style_loss, StyleLoss::gram);
  EXPECT_EQ(before.start, Start::noise);
  // Even a value that is the default without a preset.
  EXPECT_EQ(parsed(call({"--start", "content", "--preset", "gatys-2015"})).settings.start, Start::content);
}

TEST(Presets, CanAllBeCalled) {
  for (const Preset& preset : presets()) {
    EXPECT_EQ(refusal(call({"--preset", preset.name})), "") << preset.name;
  }
}

TEST(Presets, AreListedWhereTheNameIsUnknown) {
  const std::string message = refusal(call({"--preset", "nothing"}));
  for (const Preset& preset : presets()) {
    EXPECT_NE(message.find(preset.name), std::string::npos) << preset.name << " is not in " << message;
  }
}

TEST(Arguments, WantAPictureToStartFrom) {
  EXPECT_NE(refusal(call({"--start", "picture"})).find("--start-file"), std::string::npos);
  EXPECT_EQ(refusal(call({"--start", "picture", "--start-file", "s.png"})), "");
}

TEST(Arguments, RefuseTextsThatMakeNoSense) {
  EXPECT_NE(refusal(call({"--style-layers", "conv9"})).find("conv9"), std::string::npos);
  EXPECT_NE(refusal(call({"--content-layers", "conv4_1:x"})).find("content-layers"), std::string::npos);
  EXPECT_NE(refusal(call({"--style-layers", ""})).find("style-layers"), std::string::npos);
}

TEST(Arguments, TellsTheVersion) {
  EXPECT_TRUE(std::get<std::string>(parse({"--version"})).starts_with("neural-style "));
}

TEST(Arguments, SaysWhatIsMissing) {
  EXPECT_NE(refusal({}).find("--content"), std::string::npos);
  EXPECT_NE(refusal({"--content", "c"}).find("--style"), std::string::npos);
  EXPECT_NE(refusal({"--content", "c", "--style", "s"}).find("--output"), std::string::npos);
  EXPECT_NE(refusal(call({"--seed"})).find("--seed"), std::string::npos);
}

TEST(Arguments, RefusesWhatItDoesNotKnow) {
  EXPECT_NE(refusal(call({"--stile", "x"})).find("--stile"), std::string::npos);
  EXPECT_NE(refusal(call({"stray.png"})).find("stray.png"), std::string::npos);
}

TEST(Arguments, RefusesValuesOutOfRange) {
  EXPECT_NE(refusal(call({"--steps", "0"})).find("steps"), std::string::npos);
  EXPECT_NE(refusal(call({"--strength", "-1"})).find("strength"), std::string::npos);
  EXPECT_NE(refusal(call({"--strength", "nan"})).find("strength"), std::string::npos);
  EXPECT_NE(refusal(call({"--start", "nowhere"})).find("content"), std::string::npos);
  EXPECT_NE(refusal(call({"--size", "0"})).find("--size"), std::string::npos);
  EXPECT_NE(refusal(call({"--size", "many"})).find("--size"), std::string::npos);
}

TEST(Arguments, SaysOneSentenceOnOneLine) {
  for (const auto& words : {call({"--steps", "0"}), call({"--size", "many"}), call({"--seed"}), call({"-x"}),
                            call({"--preset", "x"}), call({"--protect", "x"}), call({"--region-strength", "-1"})}) {
    EXPECT_EQ(refusal(words).find('\n'), std::string::npos) << refusal(words);
  }
}

}  // namespace
}  // namespace nst::cli
