// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sweep-arguments.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <string>

namespace nst::cli {
namespace {

using Values = std::vector<std::string>;

Values values(const std::string& word) { return parse_variation(word).values; }

template <typename Work>
std::string refusal(Work work) {
  try {
    work();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

std::vector<std::string> call(const std::vector<std::string>& more) {
  std::vector<std::string> words{"--content", "photo.jpg", "--style", "painting.jpg", "--output", "sheet.png"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

SweepArguments parsed(const std::vector<std::string>& more) {
  return std::get<SweepArguments>(parse_sweep(call(more)));
}

std::string refusal_of(const std::vector<std::string>& more) {
  return refusal([&] { parse_sweep(call(more)); });
}

TEST(Vary, ReadsListsAndRanges) {
  EXPECT_EQ(values("strength=0.5,1,2"), (Values{"0.5", "1", "2"}));
  EXPECT_EQ(values("style-loss=gram,wasserstein"), (Values{"gram", "wasserstein"}));
  EXPECT_EQ(values("strength=1e-4..1e-2*10"), (Values{"0.0001", "0.001", "0.01"}));
  EXPECT_EQ(values("strength=0..1+0.25"), (Values{"0", "0.25", "0.5", "0.75", "1"}));
  EXPECT_EQ(values("strength=0.1..0.3+0.1"), (Values{"0.1", "0.2", "0.3"}));
  EXPECT_EQ(values("steps=50..200*2,500"), (Values{"50", "100", "200", "500"}));
  EXPECT_EQ(values("steps=1e+2..3e+2+1e+2"), (Values{"100", "200", "300"}));
  EXPECT_EQ(values("strength=1..1+1"), (Values{"1"}));
  EXPECT_EQ(values("style=a.jpg,b.jpg:2"), (Values{"a.jpg", "b.jpg:2"}));
  EXPECT_EQ(values("style=1..2+1"), (Values{"1..2+1"}));
}

TEST(Vary, TakesAFileWithCommasAsAWhole) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "a,b.jpg", "");
  EXPECT_EQ(values("style=" + (folder / "a,b.jpg").string()), (Values{(folder / "a,b.jpg").string()}));
}

TEST(Vary, RefusesWhatMakesNoSense) {
  const auto refuses = [](const char* word) { return refusal([&] { parse_variation(word); }); };
  EXPECT_NE(refuses("strength").find("NAME=VALUE"), std::string::npos);
  EXPECT_NE(refuses("stile=a").find("stile"), std::string::npos);
  EXPECT_NE(refuses("output=a").find("brush-size"), std::string::npos);
  for (const char* word : {"strength=", "strength=1,,2", "strength=1,", "strength=2..1+1", "strength=1..2+0",
                           "strength=1..2*1", "strength=0..2*2", "strength=1..2+-1", "strength=0..1+1e-9"}) {
    EXPECT_NE(refuses(word), "") << word;
  }
}

TEST(Vary, JoinsTheSameNameAndRefusesRepetitions) {
  const auto joined = merged({{"style", {"a"}}, {"seed", {"1"}}, {"style", {"b"}}});
  ASSERT_EQ(joined.size(), 2U);
  EXPECT_EQ(joined[0].values, (Values{"a", "b"}));
  EXPECT_NE(refusal([] { merged({{"seed", {"1", "1"}}}); }), "");
}

TEST(SweepArguments, MakeTheFullGridWithTheLastFastest) {
  const SweepArguments sweep = parsed({"--vary", "strength=1,2", "--vary=style-loss=gram,wasserstein", "--seed", "5"});
  ASSERT_EQ(sweep.trials.size(), 4U);
  EXPECT_EQ(sweep.trials[1].values, (Values{"1", "wasserstein"}));
  EXPECT_EQ(sweep.trials[2].values, (Values{"2", "gram"}));
  EXPECT_EQ(sweep.trials[2].arguments.settings.strength, 2);
  EXPECT_EQ(sweep.trials[2].arguments.settings.style_loss, StyleLoss::gram);
  for (const Trial& trial : sweep.trials) {
    EXPECT_EQ(trial.arguments.settings.seed, 5);
    EXPECT_EQ(trial.arguments.content, "photo.jpg");
  }
  EXPECT_EQ(sweep.output, "sheet.png");
}

TEST(SweepArguments, TakeTheirOwnOptionsAnywhere) {
  const auto words =
      std::vector<std::string>{"--table", "t.csv", "--vary",          "seed=1,2", "--content=a.jpg", "--cell", "100",
                               "--style", "b.jpg", "--keep-pictures", "kept",     "--output",        "o.png"};
  const auto sweep = std::get<SweepArguments>(parse_sweep(words));
  EXPECT_EQ(sweep.table, "t.csv");
  EXPECT_EQ(sweep.keep, "kept");
  EXPECT_EQ(sweep.cell, 100);
  EXPECT_EQ(sweep.trials.at(0).arguments.content, "a.jpg");
  EXPECT_EQ(sweep.trials.at(0).arguments.regions.at(0).styles.at(0).file, "b.jpg");
}

TEST(SweepArguments, VariedStylesJoinTheOthers) {
  const SweepArguments sweep = parsed({"--vary", "style=a.jpg:3,b.jpg"});
  ASSERT_EQ(sweep.trials.size(), 2U);
  ASSERT_EQ(sweep.trials[0].arguments.regions.at(0).styles.size(), 2U);
  EXPECT_EQ(sweep.trials[0].arguments.regions.at(0).styles[1].file, "a.jpg");
  EXPECT_EQ(sweep.trials[0].arguments.regions.at(0).styles[1].weight, 3);
  const auto alone = parse_sweep({"--content", "c.jpg", "--vary", "style=a.jpg", "--output", "o.png"});
  EXPECT_EQ(std::get<SweepArguments>(alone).trials.at(0).arguments.regions.at(0).styles.size(), 1U);
}

TEST(SweepArguments, AreCheckedBeforeAnyWork) {
  EXPECT_NE(refusal_of({}).find("--vary"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "strength=1,-1"}).find("strength"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "strength=1,2", "--strength", "1"}).find("--strength"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "strength=1,2", "--strength=1"}).find("--strength"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "seed=0..999+1"}).find("256"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "seed=1..20+1", "--vary", "steps=1..20+1"}).find("256"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "seed=1,2", "--colour", "x"}).find("--colour"), std::string::npos);
  EXPECT_NE(refusal_of({"--vary", "seed=1,2", "--cell", "1"}), "");
  EXPECT_NE(refusal_of({"--vary", "seed=1,2", "--report", "r.json"}).find("--table"), std::string::npos);
  EXPECT_NE(refusal([] { parse_sweep({"--vary", "seed=1"}); }).find("--content"), std::string::npos);
}

TEST(SweepArguments, ExplainThemselves) {
  const auto help = std::get<std::string>(parse_sweep({"--help"}));
  for (const char* part : {"--vary", "--table", "--keep-pictures", "--cell", "LOWEST..HIGHEST*FACTOR"}) {
    EXPECT_NE(help.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace nst::cli
