// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pictures.h"

#include "plugin/picture-file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace nst::test {
namespace {

void paint_pixel(Image& image, int x, int y, float red, float green, float blue) {
  image.at(x, y, 0) = red;
  image.at(x, y, 1) = green;
  image.at(x, y, 2) = blue;
}

}  // namespace

Image landscape(int width, int height) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float u = static_cast<float>(x) / static_cast<float>(width);
      const float v = static_cast<float>(y) / static_cast<float>(height);
      paint_pixel(image, x, y, 0.4F - 0.2F * v, 0.6F - 0.3F * v, 0.9F - 0.3F * v);
      if (std::hypot(u - 0.75F, v - 0.25F) < 0.12F) {
        paint_pixel(image, x, y, 1.0F, 0.9F, 0.5F);
      }
      if (u > 0.15F && u < 0.5F && v > 0.5F) {
        paint_pixel(image, x, y, 0.7F, 0.3F + 0.2F * u, 0.2F);
      }
    }
  }
  return image;
}

Image strokes(int width, int height) {
  constexpr float colours[4][3] = {{0.1F, 0.1F, 0.4F}, {0.9F, 0.8F, 0.2F}, {0.2F, 0.5F, 0.7F}, {0.95F, 0.95F, 0.9F}};
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float* colour = colours[(x + 2 * y) / 5 % 4];
      paint_pixel(image, x, y, colour[0], colour[1], colour[2]);
    }
  }
  return image;
}

Image disc(int width, int height) {
  Image mask(width, height, 1);
  const float radius = 0.35F * static_cast<float>(std::min(width, height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float distance = std::hypot(static_cast<float>(x) - static_cast<float>(width) / 2,
                                        static_cast<float>(y) - static_cast<float>(height) / 2);
      mask.at(x, y, 0) = std::clamp((radius - distance) / 4 + 0.5F, 0.0F, 1.0F);
    }
  }
  return mask;
}

double mean_difference(const Image& a, const Image& b) {
  EXPECT_EQ(a.pixels.size(), b.pixels.size());
  double sum = 0;
  for (std::size_t i = 0; i < std::min(a.pixels.size(), b.pixels.size()); ++i) {
    sum += std::abs(static_cast<double>(a.pixels[i]) - b.pixels[i]);
  }
  return sum / static_cast<double>(std::max<std::size_t>(1, a.pixels.size()));
}

void expect_golden(const Image& picture, const std::string& name) {
  constexpr double mean_tolerance = 0.01;
  constexpr double largest_tolerance = 0.15;
  const std::filesystem::path reference = std::filesystem::path(NST_GOLDEN_DIR) / (name + ".png");
  if (const char* update = std::getenv("NST_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    write_picture(reference, picture);
    return;
  }
  ASSERT_TRUE(std::filesystem::exists(reference)) << reference << " is missing; see tests/README.md";
  const Image expected = read_picture(reference);
  ASSERT_EQ(expected.pixels.size(), picture.pixels.size());
  double largest = 0;
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(picture.pixels[i]) - expected.pixels[i]));
  }
  const double mean = mean_difference(picture, expected);
  if (mean > mean_tolerance || largest > largest_tolerance) {
    const std::filesystem::path actual = std::filesystem::temp_directory_path() / (name + "-actual.png");
    write_picture(actual, picture);
    ADD_FAILURE() << name << " differs by " << mean << " on average, " << largest << " at most; see " << actual;
  }
}

}  // namespace nst::test
