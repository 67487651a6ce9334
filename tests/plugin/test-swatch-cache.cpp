// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-cache.h"

#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>

namespace nst::gimp {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;

constexpr std::size_t enough = 100;

/// A picture unlike that of another number.
Image picture(int number) {
  Image image(5, 4, 3);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<float>((i * 7 + static_cast<std::size_t>(number) * 50) % 256) / 255;
  }
  return image;
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

class SwatchCacheTest : public testing::Test {
 protected:
  SwatchCache new_cache(std::size_t most = enough) const { return {files(), most}; }
  fs::path files() const { return folder_.path() / "not" / "there"; }

  test::TemporaryFolder folder_;
};

TEST_F(SwatchCacheTest, GivesBackWhatItKept) {
  new_cache().keep("origin", {.seed = 3}, picture(1));
  const Image found = new_cache().find("origin", {.seed = 3});
  ASSERT_EQ(found.width, 5);
  ASSERT_EQ(found.height, 4);
  ASSERT_EQ(found.channels, 3);
  const Image expected = picture(1);
  for (std::size_t i = 0; i < expected.pixels.size(); ++i) {
    EXPECT_FLOAT_EQ(found.pixels[i], expected.pixels[i]) << i;
  }
}

TEST_F(SwatchCacheTest, HasNothingOfAnotherOriginOrPoint) {
  SwatchCache cache = new_cache();
  EXPECT_TRUE(cache.find("origin", {.seed = 3}).empty());
  cache.keep("origin", {.seed = 3}, picture(1));
  EXPECT_TRUE(cache.find("origin", {.seed = 4}).empty());
  EXPECT_TRUE(cache.find("another", {.seed = 3}).empty());
}

TEST_F(SwatchCacheTest, ADamagedFileIsNone) {
  SwatchCache cache = new_cache();
  cache.keep("origin", {.seed = 3}, picture(1));
  ASSERT_EQ(files_in(files()), 1U);
  test::write_text(fs::directory_iterator(files())->path(), "not a picture");
  EXPECT_TRUE(cache.find("origin", {.seed = 3}).empty());
  cache.keep("origin", {.seed = 3}, picture(2));
  EXPECT_FALSE(cache.find("origin", {.seed = 3}).empty());
}

TEST_F(SwatchCacheTest, WhatNobodyHasAskedForLatelyGoesWhenThereAreTooMany) {
  constexpr std::size_t most = 8;
  {
    SwatchCache cache = new_cache(most);
    for (std::uint32_t seed = 0; seed < most; ++seed) {
      cache.keep("origin", {.seed = seed}, picture(1));
    }
  }
  EXPECT_EQ(files_in(files()), most);
  for (const fs::directory_entry& file : fs::directory_iterator(files())) {
    fs::last_write_time(file.path(), fs::last_write_time(file.path()) - hours(2));
  }
  SwatchCache cache = new_cache(most);
  EXPECT_FALSE(cache.find("origin", {.seed = 0}).empty());
  cache.keep("origin", {.seed = 100}, picture(1));
  EXPECT_EQ(files_in(files()), most / 2 + 1);
  EXPECT_FALSE(cache.find("origin", {.seed = 0}).empty());
  for (std::uint32_t seed = 20; seed < 40; ++seed) {
    cache.keep("origin", {.seed = seed}, picture(1));
    EXPECT_LE(files_in(files()), most);
    EXPECT_FALSE(cache.find("origin", {.seed = seed}).empty());
  }
  EXPECT_GT(files_in(files()), most / 2);
}

TEST_F(SwatchCacheTest, AFolderThatCannotBeWrittenIsNoError) {
  const fs::path file = folder_ / "file";
  test::write_text(file, "in the way");
  SwatchCache cache(file / "swatches", enough);
  cache.keep("origin", {.seed = 3}, picture(1));
  EXPECT_TRUE(cache.find("origin", {.seed = 3}).empty());
}

TEST_F(SwatchCacheTest, AnOriginIsOfTheFilesAndTheTruncation) {
  const fs::path weights = folder_ / "weights";
  const fs::path program = folder_ / "program";
  test::write_text(weights, "1");
  test::write_text(program, "1");
  const std::string origin = swatch_origin({weights, program}, 1);
  EXPECT_EQ(swatch_origin({weights, program}, 1), origin);
  EXPECT_NE(swatch_origin({weights, program}, 0.5), origin);
  fs::last_write_time(program, fs::last_write_time(program) + hours(1));
  const std::string with_new_program = swatch_origin({weights, program}, 1);
  EXPECT_NE(with_new_program, origin);
  const auto time = fs::last_write_time(weights);
  test::write_text(weights, "12");
  fs::last_write_time(weights, time);
  EXPECT_NE(swatch_origin({weights, program}, 1), with_new_program);
  fs::remove(weights);
  EXPECT_NO_THROW(swatch_origin({weights, program}, 1));
}

}  // namespace
}  // namespace nst::gimp
