// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/picture-file.h"
#include "plugin/vips-session.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>
#include <vips/vips8>

#include <cstdint>
#include <string>
#include <vector>

namespace nst {
namespace {

using test::TemporaryFolder;
using vips::VImage;

/// A picture of one colour; as many bands as values.
VImage plain(int width, int height, const std::vector<double>& colour, VipsBandFormat format,
             VipsInterpretation interpretation) {
  const VipsSession session;
  const VImage black = VImage::black(width, height).cast(VIPS_FORMAT_DOUBLE);
  return black.new_from_image(colour).cast(format).copy(VImage::option()->set("interpretation", interpretation));
}

VImage plain_rgb(int width, int height, const std::vector<double>& colour) {
  return plain(width, height, colour, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB);
}

/// Noise: its file is long enough to be cut in the middle.
VImage noise(int width, int height) {
  const VipsSession session;
  return VImage::gaussnoise(width, height, VImage::option()->set("seed", 1))
      .bandjoin(VImage::gaussnoise(width, height, VImage::option()->set("seed", 2)))
      .bandjoin(VImage::gaussnoise(width, height, VImage::option()->set("seed", 3)))
      .cast(VIPS_FORMAT_UCHAR)
      .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

void expect_pixel(const Image& image, int x, int y, const std::vector<double>& expected, double tolerance = 1e-6) {
  ASSERT_EQ(image.channels, static_cast<int>(expected.size()));
  for (int channel = 0; channel < image.channels; ++channel) {
    EXPECT_NEAR(image.at(x, y, channel), expected[static_cast<std::size_t>(channel)], tolerance)
        << "at " << x << ", " << y << ", channel " << channel;
  }
}

std::string refusal(const std::filesystem::path& path) {
  try {
    read_picture(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

void cut(const std::filesystem::path& path, double share) {
  std::filesystem::resize_file(
      path, static_cast<std::uintmax_t>(static_cast<double>(std::filesystem::file_size(path)) * share));
}

/// Makes a PNG's header tell another size.
void claim_size(const std::filesystem::path& path, std::uint32_t width, std::uint32_t height) {
  std::string file = test::read_text(path);
  const auto put = [&](std::size_t at, std::uint32_t number) {
    for (int i = 0; i < 4; ++i) {
      file.at(at + static_cast<std::size_t>(i)) = static_cast<char>(number >> (24 - 8 * i));
    }
  };
  put(16, width);
  put(20, height);
  std::uint32_t checksum = 0xFFFFFFFFU;  // CRC-32 over "IHDR" and its 13 bytes, as the format asks
  for (const char byte : file.substr(12, 17)) {
    checksum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      checksum = (checksum >> 1U) ^ ((checksum & 1U) != 0 ? 0xEDB88320U : 0U);
    }
  }
  put(29, ~checksum);
  test::write_text(path, file);
}

TEST(PictureRead, ReadsColourOfEightAndSixteenBits) {
  const TemporaryFolder folder;
  plain_rgb(5, 3, {255, 51, 0}).write_to_file((folder / "8.png").c_str());
  plain(5, 3, {65535, 13107, 1}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_RGB16)
      .write_to_file((folder / "16.png").c_str());
  const Image eight = read_picture(folder / "8.png");
  EXPECT_EQ(eight.width, 5);
  EXPECT_EQ(eight.height, 3);
  expect_pixel(eight, 4, 2, {1, 0.2, 0});
  expect_pixel(read_picture(folder / "16.png"), 4, 2, {1, 0.2, 1 / 65535.0});
  EXPECT_EQ(inspect_picture(folder / "8.png").bits, 8);
  EXPECT_EQ(inspect_picture(folder / "16.png").bits, 16);
}

TEST(PictureRead, ReadsGreyAsColour) {
  const TemporaryFolder folder;
  plain(4, 4, {51}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_B_W).write_to_file((folder / "8.png").c_str());
  plain(4, 4, {13107}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_GREY16).write_to_file((folder / "16.tif").c_str());
  plain(4, 4, {255}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_B_W)
      .pngsave((folder / "1.png").c_str(), VImage::option()->set("bitdepth", 1));
  expect_pixel(read_picture(folder / "8.png"), 1, 1, {0.2, 0.2, 0.2});
  expect_pixel(read_picture(folder / "16.tif"), 1, 1, {0.2, 0.2, 0.2});
  expect_pixel(read_picture(folder / "1.png"), 1, 1, {1, 1, 1});
}

TEST(PictureRead, ReadsAlphaUnmultiplied) {
  const TemporaryFolder folder;
  plain_rgb(4, 4, {255, 51, 0, 51}).write_to_file((folder / "rgba.png").c_str());
  plain(4, 4, {255, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_B_W).write_to_file((folder / "ga.png").c_str());
  plain(4, 4, {13107, 0, 65535, 13107}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_RGB16)
      .write_to_file((folder / "rgba16.png").c_str());
  expect_pixel(read_picture(folder / "rgba.png"), 2, 2, {1, 0.2, 0, 0.2});
  expect_pixel(read_picture(folder / "ga.png"), 2, 2, {1, 1, 1, 0});
  expect_pixel(read_picture(folder / "rgba16.png"), 2, 2, {0.2, 0, 1, 0.2});
}

TEST(PictureRead, ReadsAPalette) {
  const TemporaryFolder folder;
  plain_rgb(8, 8, {255, 0, 51}).pngsave((folder / "p.png").c_str(), VImage::option()->set("palette", true));
  expect_pixel(read_picture(folder / "p.png"), 3, 3, {1, 0, 0.2}, 0.01);
}

TEST(PictureRead, ReadsFloatsAsLinearLight) {
  const TemporaryFolder folder;
  const double half = 0.2140;  // linear light of R' = 0.5
  plain(4, 4, {1, half, 0}, VIPS_FORMAT_FLOAT, VIPS_INTERPRETATION_scRGB).write_to_file((folder / "c.tif").c_str());
  plain(4, 4, {half}, VIPS_FORMAT_FLOAT, VIPS_INTERPRETATION_B_W).write_to_file((folder / "g.tif").c_str());
  plain(4, 4, {half, 0.2}, VIPS_FORMAT_FLOAT, VIPS_INTERPRETATION_B_W).write_to_file((folder / "ga.tif").c_str());
  expect_pixel(read_picture(folder / "c.tif"), 1, 1, {1, 0.5, 0}, 0.001);
  expect_pixel(read_picture(folder / "g.tif"), 1, 1, {0.5, 0.5, 0.5}, 0.001);
  expect_pixel(read_picture(folder / "ga.tif"), 1, 1, {0.5, 0.5, 0.5, 0.2}, 0.001);
}

TEST(PictureRead, ReadsFloatsByTheirProfile) {
  const TemporaryFolder folder;
  plain_rgb(4, 4, {0, 0, 0}).pngsave((folder / "p.png").c_str(), VImage::option()->set("profile", "srgb"));
  const VImage tagged = VImage::new_from_file((folder / "p.png").c_str());
  std::size_t size = 0;
  const void* profile = tagged.get_blob(VIPS_META_ICC_NAME, &size);
  VImage picture = plain(4, 4, {1, 0.5, 0, 0.2}, VIPS_FORMAT_FLOAT, VIPS_INTERPRETATION_scRGB);
  vips_image_set_blob_copy(picture.get_image(), VIPS_META_ICC_NAME, profile, size);
  picture.tiffsave((folder / "f.tif").c_str());
  expect_pixel(read_picture(folder / "f.tif"), 1, 1, {1, 0.5, 0, 0.2}, 0.004);
}

TEST(PictureRead, ConvertsCmyk) {
  const TemporaryFolder folder;
  const VImage paper = plain(16, 16, {0, 0, 0, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_CMYK);
  const VImage ink = plain(16, 16, {0, 255, 255, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_CMYK);
  paper.write_to_file((folder / "paper.tif").c_str());
  ink.write_to_file((folder / "ink.jpg").c_str());
  expect_pixel(read_picture(folder / "paper.tif"), 8, 8, {1, 1, 1}, 0.03);
  const Image red = read_picture(folder / "ink.jpg");
  EXPECT_EQ(red.channels, 3);
  EXPECT_GT(red.at(8, 8, 0), 0.75F);
  EXPECT_LT(red.at(8, 8, 1), 0.35F);
}

TEST(PictureRead, ConvertsByTheEmbeddedProfile) {
  const TemporaryFolder folder;
  // The same colour in both spaces: computed from their primaries (CIE 1931), white point (D65) and curve.
  const std::vector<double> in_p3{0.4, 0.5, 0.3};
  const std::vector<double> in_srgb{0.37282, 0.50367, 0.27395};
  const VImage picture =
      plain(4, 4, {0.4 * 65535, 0.5 * 65535, 0.3 * 65535, 0.2 * 65535}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_RGB16);
  picture.pngsave((folder / "p3.png").c_str(), VImage::option()->set("profile", "p3"));
  expect_pixel(read_picture(folder / "p3.png"), 1, 1, {in_srgb[0], in_srgb[1], in_srgb[2], 0.2}, 0.004);

  plain_rgb(4, 4, {102, 127.5, 76.5, 51})
      .pngsave((folder / "p3-8.png").c_str(), VImage::option()->set("profile", "p3"));
  expect_pixel(read_picture(folder / "p3-8.png"), 1, 1, {in_srgb[0], in_srgb[1], in_srgb[2], 0.2}, 0.006);
}

TEST(PictureRead, LeavesPixelsAloneWhoseProfileIsSrgb) {
  const TemporaryFolder folder;
  const VImage picture = noise(32, 32);
  picture.pngsave((folder / "tagged.png").c_str(), VImage::option()->set("profile", "srgb"));
  picture.pngsave((folder / "plain.png").c_str());
  EXPECT_EQ(read_picture(folder / "tagged.png"), read_picture(folder / "plain.png"));
}

TEST(PictureRead, IgnoresABrokenProfile) {
  const TemporaryFolder folder;
  VImage picture = plain_rgb(4, 4, {51, 102, 153});
  vips_image_set_blob_copy(picture.get_image(), VIPS_META_ICC_NAME, "not a profile at all", 20);
  picture.tiffsave((folder / "broken.tif").c_str());
  expect_pixel(read_picture(folder / "broken.tif"), 1, 1, {0.2, 0.4, 0.6});
}

TEST(PictureRead, TurnsThePictureUpright) {
  const TemporaryFolder folder;
  // Stored lying on its side: red left, blue right; orientation 6 turns it clockwise: red on top.
  VImage picture = plain_rgb(32, 32, {255, 0, 0}).join(plain_rgb(32, 32, {0, 0, 255}), VIPS_DIRECTION_HORIZONTAL);
  picture = picture.copy();
  picture.set(VIPS_META_ORIENTATION, 6);
  picture.jpegsave((folder / "6.jpg").c_str(), VImage::option()->set("Q", 100));
  EXPECT_EQ(inspect_picture(folder / "6.jpg").size, (PictureSize{32, 64}));
  const Image upright = read_picture(folder / "6.jpg");
  EXPECT_EQ(upright.width, 32);
  EXPECT_EQ(upright.height, 64);
  expect_pixel(upright, 16, 8, {1, 0, 0}, 0.02);
  expect_pixel(upright, 16, 56, {0, 0, 1}, 0.02);
  const Image small = read_picture(folder / "6.jpg", {16, 32});
  expect_pixel(small, 8, 4, {1, 0, 0}, 0.02);
  expect_pixel(small, 8, 28, {0, 0, 1}, 0.02);
}

TEST(PictureRead, ScalesToTheSizeAskedFor) {
  const TemporaryFolder folder;
  noise(97, 61).write_to_file((folder / "n.png").c_str());
  for (const PictureSize size : {PictureSize{31, 20}, PictureSize{193, 122}, PictureSize{1, 1}, PictureSize{97, 60}}) {
    for (const Scaling scaling : {Scaling::sharp, Scaling::linear}) {
      const Image image = read_picture(folder / "n.png", size, scaling);
      EXPECT_EQ((PictureSize{image.width, image.height}), size);
    }
  }
  EXPECT_EQ(read_picture(folder / "n.png", {97, 61}), read_picture(folder / "n.png"));
}

TEST(PictureRead, ScalesWithoutMixingInHiddenColours) {
  const TemporaryFolder folder;
  plain_rgb(32, 32, {255, 0, 0, 255})
      .join(plain_rgb(32, 32, {0, 255, 0, 0}), VIPS_DIRECTION_HORIZONTAL)
      .write_to_file((folder / "a.png").c_str());
  const Image image = read_picture(folder / "a.png", {20, 10});
  for (int x = 0; x < image.width; ++x) {
    if (image.at(x, 5, 3) > 0.02F) {
      EXPECT_NEAR(image.at(x, 5, 0), 1, 0.02) << x;
      EXPECT_NEAR(image.at(x, 5, 1), 0, 0.02) << x;
    }
  }
}

TEST(PictureRead, ScalesMasksWithoutGhosts) {
  const TemporaryFolder folder;
  plain_rgb(32, 8, {0, 0, 0})
      .join(plain_rgb(32, 8, {255, 255, 255}), VIPS_DIRECTION_HORIZONTAL)
      .write_to_file((folder / "m.png").c_str());
  for (const int width : {16, 200}) {
    const Image mask = read_picture(folder / "m.png", {width, 8}, Scaling::linear);
    const int edge = width / 2;
    const int blur = std::max(2, width / 32);
    for (int x = 0; x < edge - blur; ++x) {
      EXPECT_EQ(mask.at(x, 4, 0), 0.0F) << x << " of " << width;
    }
    for (int x = edge + blur; x < width; ++x) {
      EXPECT_EQ(mask.at(x, 4, 0), 1.0F) << x << " of " << width;
    }
  }
}

TEST(PictureRead, SharpScalingKeepsAPlainColour) {
  const TemporaryFolder folder;
  plain_rgb(64, 64, {51, 102, 153, 102}).write_to_file((folder / "a.png").c_str());
  expect_pixel(read_picture(folder / "a.png", {17, 33}), 8, 16, {0.2, 0.4, 0.6, 0.4}, 1e-4);
  expect_pixel(read_picture(folder / "a.png", {170, 33}), 8, 16, {0.2, 0.4, 0.6, 0.4}, 1e-4);
}

TEST(PictureRead, TakesBracketsInANameForLetters) {
  const TemporaryFolder folder;
  plain_rgb(4, 4, {51, 102, 153}).write_to_file((folder / "x.png").c_str());
  std::filesystem::rename(folder / "x.png", folder / "x[page=3].png");
  expect_pixel(read_picture(folder / "x[page=3].png"), 1, 1, {0.2, 0.4, 0.6});
}

TEST(PictureRead, SeesAFileThatWasReplaced) {
  const TemporaryFolder folder;
  plain_rgb(4, 4, {255, 0, 0}).write_to_file((folder / "a.png").c_str());
  expect_pixel(read_picture(folder / "a.png"), 1, 1, {1, 0, 0});
  plain_rgb(4, 4, {0, 255, 0}).write_to_file((folder / "a.png").c_str());
  expect_pixel(read_picture(folder / "a.png"), 1, 1, {0, 1, 0});
}

TEST(PictureRead, RefusesWhatIsNoFile) {
  const TemporaryFolder folder;
  EXPECT_NE(refusal(folder / "none.png").find("none.png"), std::string::npos);
  EXPECT_NE(refusal(folder.path()).find("folder"), std::string::npos);
  EXPECT_NE(refusal("/dev/null"), "");
}

TEST(PictureRead, RefusesWhatIsNoPicture) {
  const TemporaryFolder folder;
  test::write_text(folder / "empty.png", "");
  test::write_text(folder / "text.jpg", "This is a text, although its name says something else.\n");
  test::write_text(folder / "numbers.png", "2 2\n1 2\n3 4\n");
  test::write_text(folder / "table.csv", "1,2\n3,4\n");
  EXPECT_NE(refusal(folder / "empty.png").find("empty"), std::string::npos);
  for (const char* name : {"text.jpg", "numbers.png", "table.csv"}) {
    EXPECT_NE(refusal(folder / name).find("not a picture"), std::string::npos) << name << refusal(folder / name);
  }
}

TEST(PictureRead, RefusesWhatIsCutOff) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif", "a.webp"}) {
    for (const double share : {0.9, 0.5, 0.02}) {
      noise(128, 128).write_to_file((folder / name).c_str());
      cut(folder / name, share);
      const std::string message = refusal(folder / name);
      EXPECT_NE(message.find("damaged"), std::string::npos) << name << " " << share << ": " << message;
      EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    }
  }
}

TEST(PictureRead, LibvipsStaysQuiet) {
  const TemporaryFolder folder;
  noise(128, 128).write_to_file((folder / "a.jpg").c_str());
  cut(folder / "a.jpg", 0.5);
  testing::internal::CaptureStderr();
  refusal(folder / "a.jpg");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(PictureRead, RefusesWhatTheMemoryCannotHold) {
  const TemporaryFolder folder;
  noise(16, 16).write_to_file((folder / "huge.png").c_str());
  claim_size(folder / "huge.png", 500000, 100000);
  EXPECT_EQ(inspect_picture(folder / "huge.png").size, (PictureSize{500000, 100000}));
  EXPECT_NE(refusal(folder / "huge.png").find("GB"), std::string::npos);
}

}  // namespace
}  // namespace nst
