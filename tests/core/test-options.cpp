// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/options.h"

#include "core/error.h"

#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <set>
#include <string>

namespace nst {
namespace {

char mnemonic(const std::string& label) {
  const std::size_t mark = label.find('_');
  return mark == std::string::npos ? '\0' : static_cast<char>(std::tolower(label.at(mark + 1)));
}

TEST(Options, NamesAreCanonicalAndUnique) {
  std::set<std::string> names;
  for (const Option& option : options()) {
    EXPECT_EQ(std::string(option.name).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos)
        << option.name;
    EXPECT_TRUE(names.insert(option.name).second) << option.name;
    EXPECT_EQ(find_option(option.name), &option);
  }
  EXPECT_EQ(find_option("no-such-option"), nullptr);
}

TEST(Options, EveryOneIsExplainedAndHasAMnemonicOfItsOwnInItsGroup) {
  std::map<Group, std::set<char>> mnemonics;
  for (const Option& option : options()) {
    EXPECT_GT(std::string(option.help).size(), 10U) << option.name;
    const char letter = mnemonic(option.label);
    EXPECT_NE(letter, '\0') << option.name;
    EXPECT_TRUE(mnemonics[option.group].insert(letter).second) << option.name << " repeats _" << letter;
  }
}

TEST(Options, DefaultsAreValid) { EXPECT_NO_THROW(validate(Settings{})); }

TEST(Options, SliderRangesLieWithinTheHardRanges) {
  for (const Option& option : options()) {
    if (const auto* real = std::get_if<Real>(&option.kind)) {
      EXPECT_LE(real->lowest, real->slider_lowest) << option.name;
      EXPECT_LT(real->slider_lowest, real->slider_highest) << option.name;
      EXPECT_LE(real->slider_highest, real->highest) << option.name;
    } else if (const auto* integer = std::get_if<Integer>(&option.kind)) {
      EXPECT_LE(integer->lowest, integer->slider_lowest) << option.name;
      EXPECT_LT(integer->slider_lowest, integer->slider_highest) << option.name;
      EXPECT_LE(integer->slider_highest, integer->highest) << option.name;
    }
  }
}

/// Some value of every option that is not its default.
Settings unusual() {
  Settings settings;
  for (const Option& option : options()) {
    if (const auto* real = std::get_if<Real>(&option.kind)) {
      settings.*real->member = real->lowest + (real->highest - real->lowest) / 3;
    } else if (const auto* integer = std::get_if<Integer>(&option.kind)) {
      settings.*integer->member = integer->highest - 1;
    } else if (const auto* toggle = std::get_if<Toggle>(&option.kind)) {
      settings.*toggle->member = !(settings.*toggle->member);
    } else if (const auto* choice = std::get_if<Choice>(&option.kind)) {
      choice->write(settings, static_cast<int>(choice->entries.size()) - 1);
    } else if (const auto* file = std::get_if<File>(&option.kind)) {
      settings.*file->member = "a folder/a file.safetensors";
    } else if (const auto* words = std::get_if<Text>(&option.kind)) {
      settings.*words->member = "conv1_1:0.5 conv2_1";
    }
  }
  return settings;
}

TEST(Options, TextIsReadBackToTheBit) {
  const Settings settings = unusual();
  Settings copy;
  for (const Option& option : options()) {
    EXPECT_NE(text(option, settings), text(option, copy)) << option.name;
    assign(option, copy, text(option, settings));
  }
  EXPECT_EQ(copy, settings);
}

TEST(Options, RefuseWhatTheyDoNotTake) {
  Settings settings;
  const auto refuses = [&](const char* name, const char* value) {
    try {
      assign(*find_option(name), settings, value);
      ADD_FAILURE() << name << " took " << value;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos) << error.what();
    }
  };
  refuses("strength", "-1");
  refuses("strength", "nan");
  refuses("strength", "1e13");
  refuses("strength", "1x");
  refuses("strength", "");
  refuses("steps", "0");
  refuses("steps", "2.5");
  refuses("steps", "99999999999999999999");
  refuses("style-loss", "Gram");
  refuses("optimizer", "");
  refuses("style-layers", "conv");
  refuses("content-layers", "all");
  EXPECT_EQ(settings, Settings{});
}

TEST(Options, ValidateFindsValuesOutOfRange) {
  EXPECT_THROW(validate({.strength = -1}), Error);
  EXPECT_THROW(validate({.brush_size = std::numeric_limits<double>::quiet_NaN()}), Error);
  EXPECT_THROW(validate({.working_size = 1}), Error);
  EXPECT_THROW(validate({.style_loss = static_cast<StyleLoss>(9)}), Error);
}

}  // namespace
}  // namespace nst
