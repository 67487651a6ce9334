// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/presets.h"

#include "core/error.h"
#include "core/options.h"
#include "core/stylist.h"
#include "tests/support/pictures.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace nst {
namespace {

std::size_t count(const std::string& text, char wanted) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), wanted));
}

TEST(Presets, AreNamedAndSourced) {
  std::set<std::string> names;
  for (const Preset& preset : presets()) {
    EXPECT_TRUE(names.insert(preset.name).second) << preset.name;
    EXPECT_EQ(find_preset(preset.name), &preset);
    EXPECT_GT(std::string(preset.help).size(), 10U) << preset.name;
    EXPECT_TRUE(std::string(preset.name) == "default" || std::string(preset.source).size() > 4) << preset.name;
  }
  EXPECT_TRUE(names.contains("gatys-2015"));
}

/// Each value of a preset must be one that apply() sets: no typing error falls through.
TEST(Presets, SetAllThatTheyName) {
  for (const Preset& preset : presets()) {
    const std::string all = std::string(preset.base) + "; " + preset.values;
    Settings settings;
    apply(preset, settings);
    EXPECT_NO_THROW(validate(settings)) << preset.name;
    std::size_t named = 0;
    for (const Option& option : options()) {
      named += all.find(std::string(option.name) + "=") != std::string::npos ? 1 : 0;
    }
    EXPECT_GE(count(all, '='), named) << preset.name;
    EXPECT_TRUE(named > 0 || std::string(preset.name) == "default") << preset.name;
  }
}

TEST(Presets, LeaveWhatTheyDoNotName) {
  Settings settings{.seed = 42};
  apply(require_preset("portrait"), settings);
  EXPECT_EQ(settings.seed, 42);
  EXPECT_EQ(settings.content_weight, 3);
  apply(require_preset("omahony-3"), settings);
  EXPECT_EQ(settings.convention, Convention::keras);
  EXPECT_EQ(settings.strength, 1e-6);
  EXPECT_EQ(settings.style_layers, "omahony");
}

TEST(Presets, UnknownNamesAreRefusedWithTheList) {
  try {
    require_preset("mona-lisa");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("gatys-2015"), std::string::npos) << error.what();
  }
}

TEST(Presets, EveryOneRuns) {
  const test::TemporaryFolder folder;
  test::write_random_encoder(folder / "encoder.safetensors");
  for (const Preset& preset : presets()) {
    Request request{.content = test::landscape(72, 56),
                    .mask = {},
                    .regions = {{.styles = {{test::strokes(64, 64), 1}}}},
                    .detail = {},
                    .start = {},
                    .settings = {},
                    .encoder = folder / "encoder.safetensors"};
    apply(preset, request.settings);
    request.settings.steps = 3;
    const Result result = stylise(request, {});
    for (const float value : result.picture.pixels) {
      ASSERT_TRUE(value >= 0 && value <= 1) << preset.name;
    }
    EXPECT_NE(result.picture, request.content) << preset.name;
  }
}

}  // namespace
}  // namespace nst
