// SPDX-License-Identifier: GPL-3.0-or-later
//
// The generators of swatches that are shipped, and the network that enlarges what they paint: usable, small, described,
// and painting what they always have. Their pictures are looked at in their cards.
#include "core/catalogue.h"
#include "core/generator.h"
#include "core/safetensors.h"
#include "tests/support/pictures.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace nst {
namespace {

const std::filesystem::path models = std::filesystem::path(NST_SOURCE_DIR) / "models";

std::filesystem::path weights(std::string_view id) { return models / id / "weights.safetensors"; }

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, IsSmallHalfPrecisionAndHasACard) {
  constexpr std::uintmax_t most_bytes = 15'000'000;
  EXPECT_LT(std::filesystem::file_size(weights(GetParam())), most_bytes);
  EXPECT_TRUE(std::filesystem::is_regular_file(models / GetParam() / "card.md"));
  for (const auto& [name, tensor] : read_safetensors(weights(GetParam())).tensors) {
    EXPECT_EQ(tensor.scalar_type(), at::kHalf) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Models, Shipped,
                         testing::Values("generator-dcgan-abstract", "generator-dcgan-landscape",
                                         "generator-dcgan-strokes", "generator-vae-abstract", "upscaler-paintings"));

class ShippedGenerator : public testing::TestWithParam<std::string> {};

TEST_P(ShippedGenerator, PaintsWhatItAlwaysHas) {
  const std::array points{SwatchPoint{.seed = 7}};
  test::expect_golden(Generator(weights(GetParam())).paint(points, {}, {}).at(0), GetParam());
}

/// Neighbouring seeds have nothing in common.
TEST_P(ShippedGenerator, PaintsManyDifferentSwatches) {
  constexpr double alike = 0.02;
  std::vector<SwatchPoint> points;
  for (std::uint32_t seed = 0; seed < 16; ++seed) {
    points.push_back({.seed = seed});
  }
  const std::vector<Image> swatches = Generator(weights(GetParam())).paint(points, {}, {});
  for (std::size_t i = 0; i < swatches.size(); ++i) {
    for (std::size_t j = i + 1; j < swatches.size(); ++j) {
      EXPECT_GT(test::mean_difference(swatches[i], swatches[j]), alike) << i << " and " << j;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Models, ShippedGenerator,
                         testing::Values("generator-dcgan-abstract", "generator-dcgan-landscape",
                                         "generator-dcgan-strokes", "generator-vae-abstract"));

TEST(ShippedUpscaler, EnlargesAsItAlwaysHas) {
  const std::array points{SwatchPoint{.seed = 7}};
  const Generator generator(weights(default_generator), weights(default_upscaler));
  constexpr int side = 96;
  test::expect_golden(generator.paint(points, {.size = side}, {}).at(0), std::string(default_upscaler));
}

}  // namespace
}  // namespace nst
