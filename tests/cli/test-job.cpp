// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/cli/job.h"
#include "plugin/picture-file.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace nst::cli {
namespace {

Image random_image(int width, int height, int channels, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> level(0, 255);
  Image image(width, height, channels);
  for (float& value : image.pixels) {
    value = static_cast<float>(level(random)) / 255.0F;
  }
  return image;
}

/// A folder with all that a call needs, and the call.
struct Job {
  test::TemporaryFolder folder;
  Arguments arguments;

  explicit Job(const Image& content = random_image(64, 48, 3, 1)) {
    test::write_random_encoder(folder / "encoder.safetensors");
    write_picture(folder / "content.png", content);
    write_picture(folder / "style.png", random_image(48, 64, 3, 2));
    arguments = {.content = folder / "content.png",
                 .regions = {{.styles = {{.file = folder / "style.png"}}}},
                 .mask = {},
                 .detail = {},
                 .output = folder / "out.png",
                 .size = 0,
                 .settings = {}};
    arguments.settings.encoder = folder / "encoder.safetensors";
    arguments.settings.steps = 2;
  }

  Image result() const {
    run(arguments, {});
    return read_picture(arguments.output);
  }

  std::string refusal() const {
    try {
      run(arguments, {});
    } catch (const Error& error) {
      EXPECT_FALSE(std::filesystem::exists(arguments.output));
      return error.what();
    }
    return "";
  }
};

TEST(Job, PaintsAPictureOfTheContentsSize) {
  const Image content = random_image(64, 48, 3, 1);
  const Image result = Job(content).result();
  EXPECT_EQ(result.width, 64);
  EXPECT_EQ(result.height, 48);
  EXPECT_NE(result, content);
}

TEST(Job, GivesTheSamePixelsTwice) { EXPECT_EQ(Job().result(), Job().result()); }

TEST(Job, ScalesToTheSizeAskedFor) {
  Job job;
  job.arguments.mask = job.arguments.content;
  for (const int size : {32, 100}) {
    job.arguments.size = size;
    const Image result = job.result();
    EXPECT_EQ(result.width, size);
    EXPECT_EQ(result.height, size * 3 / 4);
  }
}

TEST(Job, KeepsPixelsOutsideTheMaskExactly) {
  const Image content = random_image(64, 48, 3, 1);
  Job job(content);
  Image mask(64, 48, 1);
  for (int y = 0; y < 48; ++y) {
    for (int x = 24; x < 64; ++x) {
      mask.at(x, y, 0) = x < 40 ? 0.5F : 1.0F;
    }
  }
  write_picture(job.folder / "mask.png", mask);
  job.arguments.mask = job.folder / "mask.png";
  const Image result = job.result();
  EXPECT_EQ(crop(result, {0, 0, 24, 48}), crop(content, {0, 0, 24, 48}));
  EXPECT_NE(crop(result, {24, 0, 16, 48}), crop(content, {24, 0, 16, 48}));
  EXPECT_NE(crop(result, {40, 0, 24, 48}), crop(content, {40, 0, 24, 48}));
}

TEST(Job, KeepsAlphaAndTransparentPixelsExactly) {
  Image content = random_image(64, 48, 4, 1);
  for (int y = 0; y < 48; ++y) {
    for (int x = 0; x < 20; ++x) {
      content.at(x, y, 3) = 0;
    }
  }
  const Image result = Job(content).result();
  ASSERT_EQ(result.channels, 4);
  EXPECT_EQ(crop(result, {0, 0, 20, 48}), crop(content, {0, 0, 20, 48}));
  for (int x = 0; x < 64; ++x) {
    EXPECT_EQ(result.at(x, 5, 3), content.at(x, 5, 3));
  }
  EXPECT_NE(crop(result, {20, 0, 44, 48}), crop(content, {20, 0, 44, 48}));
}

TEST(Job, KeepsSixteenBits) {
  Job job;
  write_picture(job.arguments.content, random_image(64, 48, 3, 1), 16);
  job.result();
  EXPECT_EQ(inspect_picture(job.arguments.output).bits, 16);
}

TEST(Job, WeighsStyles) {
  Job job;
  write_picture(job.folder / "other.png", random_image(64, 64, 1, 3));
  job.arguments.regions[0].styles.push_back({.file = job.folder / "other.png", .weight = 1});
  const Image even = job.result();
  job.arguments.regions[0].styles[1].weight = 20;
  EXPECT_NE(job.result(), even);
}

TEST(Job, RefusesAMaskOfAnotherSize) {
  Job job;
  write_picture(job.folder / "mask.png", Image(64, 47, 1, 1));
  job.arguments.mask = job.folder / "mask.png";
  EXPECT_NE(job.refusal().find("64 × 47"), std::string::npos);
}

TEST(Job, RefusesAnEmptyMask) {
  Job job;
  write_picture(job.folder / "mask.png", Image(64, 48, 1, 0));
  job.arguments.mask = job.folder / "mask.png";
  EXPECT_NE(job.refusal(), "");
}

TEST(Job, RefusesTinyAndTransparentPictures) {
  EXPECT_NE(Job(random_image(1, 1, 3, 1)).refusal(), "");
  EXPECT_NE(Job(random_image(15, 3, 3, 1)).refusal(), "");
  EXPECT_NE(Job(Image(64, 48, 4, 0)).refusal(), "");
}

TEST(Job, LooksAtTheOutputFirst) {
  Job job;
  job.arguments.content = "/none.png";
  job.arguments.output = job.folder / "none" / "out.png";
  EXPECT_NE(job.refusal().find("out.png"), std::string::npos);
}

TEST(Job, StopsWhenAsked) {
  Job job;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(run(job.arguments, Progress({}, stop.get_token())), Cancelled);
  EXPECT_FALSE(std::filesystem::exists(job.arguments.output));
}

}  // namespace
}  // namespace nst::cli
