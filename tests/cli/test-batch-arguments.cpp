// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/batch-arguments.h"

#include <gtest/gtest.h>

#include <string>

namespace nst::cli {
namespace {

using Words = std::vector<std::string>;

Words call(const Words& more) {
  Words words{"photos", "--style", "painting.jpg"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

BatchArguments parsed(const Words& words) { return std::get<BatchArguments>(parse_batch(words)); }

std::string refusal(const Words& words) {
  try {
    parse_batch(words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(BatchArguments, TakeTheLeastThereIs) {
  const BatchArguments batch = parsed(call({}));
  ASSERT_EQ(batch.pictures.size(), 1U);
  EXPECT_EQ(batch.pictures[0], "photos");
  EXPECT_TRUE(batch.output.empty());
  EXPECT_EQ(batch.suffix, "-painted");
  EXPECT_EQ(batch.format, "png");
  EXPECT_FALSE(batch.recursive);
  EXPECT_FALSE(batch.overwrite);
  EXPECT_EQ(batch.at_once, 0);
  EXPECT_EQ(batch.shard, Shard());
  EXPECT_EQ(batch.painting.regions.at(0).styles.at(0).file, "painting.jpg");
  EXPECT_EQ(batch.painting.settings, Settings());
}

TEST(BatchArguments, TakeEverythingInAnyOrder) {
  const BatchArguments batch =
      parsed({"--at-once", "3", "a.jpg", "--steps", "7", "folder", "--recursive", "--style", "s.png:2", "b.jpg",
              "--shard", "2/5", "--size=300", "--output", "out", "--suffix=-x", "--format", "jpg", "--overwrite"});
  ASSERT_EQ(batch.pictures.size(), 3U);
  EXPECT_EQ(batch.pictures[0], "a.jpg");
  EXPECT_EQ(batch.pictures[1], "folder");
  EXPECT_EQ(batch.pictures[2], "b.jpg");
  EXPECT_EQ(batch.output, "out");
  EXPECT_EQ(batch.suffix, "-x");
  EXPECT_EQ(batch.format, "jpg");
  EXPECT_TRUE(batch.recursive);
  EXPECT_TRUE(batch.overwrite);
  EXPECT_EQ(batch.at_once, 3);
  EXPECT_EQ(batch.shard, (Shard{2, 5}));
  EXPECT_EQ(batch.painting.settings.steps, 7);
  EXPECT_EQ(batch.painting.size, 300);
}

TEST(BatchArguments, AddNothingToNamesInAFolderOfTheirOwn) { EXPECT_EQ(parsed(call({"--output", "out"})).suffix, ""); }

TEST(BatchArguments, RefuseWhatMakesNoSense) {
  EXPECT_NE(refusal({"--style", "s.png"}).find("pictures"), std::string::npos);
  EXPECT_NE(refusal({"photos"}).find("--style"), std::string::npos);
  EXPECT_NE(refusal(call({"--suffix", ""})).find("--output"), std::string::npos);
  EXPECT_NE(refusal(call({"--suffix=a/b"})).find("--output"), std::string::npos);
  EXPECT_NE(refusal(call({"--format", "xcf"})).find("xcf"), std::string::npos);
  EXPECT_NE(refusal(call({"--shard", "0/3"})).find("--shard"), std::string::npos);
  EXPECT_NE(refusal(call({"--at-once", "-1"})).find("--at-once"), std::string::npos);
  EXPECT_NE(refusal(call({"--steps", "0"})).find("steps"), std::string::npos);
  EXPECT_NE(refusal(call({"--stile", "x"})).find("--stile"), std::string::npos);
  EXPECT_NE(refusal(call({"--protect", "1"})).find("--region"), std::string::npos);
}

TEST(BatchArguments, PaintFramesOneAfterTheOther) {
  EXPECT_FALSE(parsed(call({})).painting.steadiness);
  EXPECT_EQ(parsed(call({"--steady", "0.5", "--at-once", "1"})).painting.steadiness, 0.5);
  EXPECT_NE(refusal(call({"--steady", "1", "--shard", "1/2"})).find("--shard"), std::string::npos);
  EXPECT_NE(refusal(call({"--steady", "1", "--at-once", "2"})).find("--at-once"), std::string::npos);
  EXPECT_NE(refusal(call({"--steady", "1.5"})).find("--steady"), std::string::npos);
}

TEST(BatchArguments, RefuseWhatIsForSinglePictures) {
  for (const char* name : {"--content", "--report", "--deltas", "--state-file"}) {
    EXPECT_NE(refusal(call({name, "file"})).find(name), std::string::npos) << name;
  }
  EXPECT_NE(refusal(call({"--estimate"})).find("--estimate"), std::string::npos);
  EXPECT_NE(refusal(call({"--keep-stopped", "true"})).find("--keep-stopped"), std::string::npos);
}

TEST(BatchArguments, ExplainThemselves) {
  const auto help = std::get<std::string>(parse_batch({"--help"}));
  for (const char* part : {"--recursive", "--suffix", "--shard", "--at-once", "--style ", "--strength", "xargs"}) {
    EXPECT_NE(help.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace nst::cli
