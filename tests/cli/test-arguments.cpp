// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/options.h"
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
  for (const auto& words : {call({"--steps", "0"}), call({"--size", "many"}), call({"--seed"}), call({"-x"})}) {
    EXPECT_EQ(refusal(words).find('\n'), std::string::npos) << refusal(words);
  }
}

}  // namespace
}  // namespace nst::cli
