// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/options.h"
#include "plugin/cli/report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace nst::cli {
namespace {

using nlohmann::json;

Arguments arguments() {
  Arguments arguments{.content = "/pictures/photo.jpg", .output = "out.png"};
  arguments.regions = {{.styles = {{.file = "styles/a.png", .weight = 2}, {.file = "b.png"}}},
                       {.mask = "/pictures/sky.png", .keep = true}};
  arguments.settings.strength = 0.5;
  arguments.settings.encoder = "/pictures/encoder.safetensors";
  return arguments;
}

const Plan size{.size = {.width = 640, .height = 480}, .bits = 8};
const Outcome outcome{.losses = {.content = 0.25, .style = 0.125, .variation = 0.5}, .steps = 300, .seconds = 7};

TEST(Report, TellsEverything) {
  const json told = json::parse(report(arguments(), size, outcome));
  EXPECT_EQ(told["program"], "neural-style");
  EXPECT_FALSE(told["version"].get<std::string>().empty());
  EXPECT_EQ(told["content"], "/pictures/photo.jpg");
  EXPECT_EQ(told["regions"], json::parse(R"([
      {"mask": null, "strength": 1.0, "protect": 1.0, "keep": false, "styles": [
          {"file": "styles/a.png", "weight": 2.0, "mask": null}, {"file": "b.png", "weight": 1.0, "mask": null}]},
      {"mask": "/pictures/sky.png", "strength": 1.0, "protect": 1.0, "keep": true, "styles": []}])"));
  EXPECT_TRUE(told["mask"].is_null());
  EXPECT_EQ(told["width"], 640);
  EXPECT_EQ(told["height"], 480);
  EXPECT_EQ(told["steps"], 300);
  EXPECT_EQ(told["seconds"], 7);
  EXPECT_EQ(told["losses"]["style"], 0.125);
  EXPECT_EQ(told["settings"].size(), options().size());
  EXPECT_EQ(told["settings"]["strength"], 0.5);
  EXPECT_EQ(told["settings"]["style-loss"], "wasserstein");
}

TEST(Report, TakesNamesThatAreNotUtf8AndLossesThatAreNoNumbers) {
  Arguments odd = arguments();
  odd.content = "\xFF.jpg";
  const json told = json::parse(report(odd, size, {.losses = {.content = INFINITY}}));
  EXPECT_TRUE(told["losses"]["content"].is_null());
  EXPECT_TRUE(outcome_in(note(odd, size, outcome), odd, size));
}

TEST(Report, TheNoteKeepsFoldersAndTimesToItself) {
  const std::string text = note(arguments(), size, outcome);
  EXPECT_EQ(text.find("/home"), std::string::npos);
  EXPECT_EQ(text.find("seconds"), std::string::npos);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_TRUE(std::ranges::all_of(note({.content = "ö.jpg"}, {}, {}), [](char c) { return c > 0; }));
  EXPECT_EQ(json::parse(text)["content"], "photo.jpg");
}

TEST(Report, ANoteGivesTheOutcomeOfTheSameCallOnly) {
  const std::string text = note(arguments(), size, outcome);
  const auto found = outcome_in(text, arguments(), size);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->losses.content, 0.25);
  EXPECT_EQ(found->losses.variation, 0.5);
  EXPECT_EQ(found->steps, 300);
  Arguments other = arguments();
  other.settings.seed = 1;
  EXPECT_FALSE(outcome_in(text, other, size));
  other = arguments();
  other.regions[0].styles[0].weight = 3;
  EXPECT_FALSE(outcome_in(text, other, size));
  Plan larger = size;
  larger.size.width = 641;
  EXPECT_FALSE(outcome_in(text, arguments(), larger));
}

TEST(Report, OtherNotesGiveNoOutcome) {
  for (const char* text :
       {"", "a holiday", "[]", "{}", "{\"program\": 1", "null", "{\"losses\": 3, \"steps\": \"x\"}"}) {
    EXPECT_FALSE(outcome_in(text, arguments(), size)) << text;
  }
  json strange = json::parse(note(arguments(), size, outcome));
  strange["losses"] = 3;
  strange["steps"] = "x";
  const auto found = outcome_in(strange.dump(), arguments(), size);
  ASSERT_TRUE(found);
  EXPECT_TRUE(std::isnan(found->losses.content));
  EXPECT_EQ(found->steps, 0);
}

}  // namespace
}  // namespace nst::cli
