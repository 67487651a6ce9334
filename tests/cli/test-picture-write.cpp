// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/picture-file.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace nst {
namespace {

/// Every value of 8 bits, different in each channel.
Image ramp(int channels) {
  Image image(16, 16, channels);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<float>((i * 7 + 3) % 256) / 255.0F;
  }
  return image;
}

float largest_difference(const Image& a, const Image& b) {
  EXPECT_EQ(a.pixels.size(), b.pixels.size());
  float largest = 0;
  for (std::size_t i = 0; i < std::min(a.pixels.size(), b.pixels.size()); ++i) {
    largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
  }
  return largest;
}

TEST(PictureWrite, KeepsEightBitsExactly) {
  const test::TemporaryFolder folder;
  for (const char* name : {"a.png", "a.tif", "a.tiff", "A.PNG"}) {
    for (const int channels : {3, 4}) {
      const Image image = ramp(channels);
      write_picture(folder / name, image);
      EXPECT_EQ(read_picture(folder / name), image) << name << channels;
      EXPECT_EQ(inspect_picture(folder / name).bits, 8) << name;
    }
  }
}

TEST(PictureWrite, KeepsSixteenBitsExactly) {
  const test::TemporaryFolder folder;
  Image image(64, 64, 4);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<float>((i * 257 + 13) % 65536) / 65535.0F;
  }
  for (const char* name : {"a.png", "a.tif"}) {
    write_picture(folder / name, image, 16);
    EXPECT_EQ(read_picture(folder / name), image) << name;
    EXPECT_EQ(inspect_picture(folder / name).bits, 16) << name;
  }
}

TEST(PictureWrite, WritesLossyFormatsWell) {
  const test::TemporaryFolder folder;
  for (const char* name : {"a.jpg", "a.jpeg", "a.webp"}) {
    const Image image(32, 24, 3, 0.6F);
    write_picture(folder / name, image, 16);
    EXPECT_LT(largest_difference(read_picture(folder / name), image), 0.02F) << name;
    EXPECT_EQ(inspect_picture(folder / name).size, (PictureSize{32, 24})) << name;
  }
}

TEST(PictureWrite, PutsTransparencyOnWhiteInJpeg) {
  const test::TemporaryFolder folder;
  write_picture(folder / "a.jpg", Image(16, 16, 4, 0.0F));
  EXPECT_LT(largest_difference(read_picture(folder / "a.jpg"), Image(16, 16, 3, 1.0F)), 0.01F);
}

TEST(PictureWrite, WritesGrey) {
  const test::TemporaryFolder folder;
  write_picture(folder / "a.png", Image(8, 8, 1, 0.2F));
  EXPECT_EQ(read_picture(folder / "a.png"), Image(8, 8, 3, 0.2F));
}

TEST(PictureWrite, BringsValuesIntoRange) {
  const test::TemporaryFolder folder;
  Image image(2, 1, 3, -1.0F);
  image.at(1, 0, 0) = 7.0F;
  write_picture(folder / "a.png", image);
  const Image read = read_picture(folder / "a.png");
  EXPECT_EQ(read.at(0, 0, 0), 0.0F);
  EXPECT_EQ(read.at(1, 0, 0), 1.0F);
}

TEST(PictureWrite, RefusesUnknownSuffixesAndNamesTheKnown) {
  const test::TemporaryFolder folder;
  for (const char* name : {"a", "a.txt", "a.png.bak", ".png"}) {
    try {
      require_writable(folder / name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(".webp"), std::string::npos);
    }
  }
}

TEST(PictureWrite, RefusesSizesThatTheFormatCannotHold) {
  const test::TemporaryFolder folder;
  EXPECT_THROW(require_writable(folder / "a.webp", {20000, 10}), Error);
  EXPECT_THROW(require_writable(folder / "a.jpg", {10, 70000}), Error);
  EXPECT_NO_THROW(require_writable(folder / "a.png", {70000, 10}));
}

}  // namespace
}  // namespace nst
