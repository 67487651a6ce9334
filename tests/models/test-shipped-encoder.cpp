// SPDX-License-Identifier: GPL-3.0-or-later
//
// The encoder that is shipped: usable, small, described, and giving the numbers that it should.
#include "core/nets/encoder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cstdio>

namespace nst {
namespace {

const std::filesystem::path folder = std::filesystem::path(NST_SOURCE_DIR) / "models/encoder-vgg19-slim";

/// Must be the same as in tests/reference/make-encoder-reference.py.
at::Tensor picture() {
  constexpr int side = 32;
  at::Tensor values = at::empty({1, 3, side, side});
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        values[0][channel][y][x] = static_cast<float>((x * (3 + 2 * channel) + y * (7 - channel)) % 32) / 31.0F;
      }
    }
  }
  return values;
}

TEST(ShippedEncoder, IsSmallAndHasACard) {
  EXPECT_LT(std::filesystem::file_size(folder / "weights.safetensors"), 3'000'000U);
  EXPECT_TRUE(std::filesystem::is_regular_file(folder / "card.md"));
}

TEST(ShippedEncoder, HasTheSlimShape) {
  const Encoder encoder = Encoder::load(folder / "weights.safetensors");
  EXPECT_EQ(encoder.channels("conv1_1"), 16);
  EXPECT_EQ(encoder.channels("conv2_2"), 32);
  EXPECT_EQ(encoder.channels("conv3_4"), 64);
  EXPECT_EQ(encoder.channels("conv4_4"), 128);
  EXPECT_EQ(encoder.channels("conv5_1"), 128);
}

TEST(ShippedEncoder, GivesTheReferenceNumbers) {
  const Encoder encoder = Encoder::load(folder / "weights.safetensors");
  const TensorFile reference =
      read_safetensors(std::filesystem::path(NST_SOURCE_DIR) / "tests/reference/encoder-vgg19-slim.safetensors");
  ASSERT_EQ(reference.tensors.size(), 5U);
  std::vector<std::string> layers;
  for (const auto& [layer, expected] : reference.tensors) {
    layers.push_back(layer);
  }
  const Features features = encoder.features(picture(), layers);
  for (const auto& [layer, expected] : reference.tensors) {
    const at::Tensor actual = features.at(layer).slice(1, 0, std::nullopt, 4);
    const double difference = (actual - expected).abs().max().item<double>();
    std::printf("%s: largest difference %.2g\n", layer.c_str(), difference);
    EXPECT_LT(difference, 1e-3) << layer;
  }
}

}  // namespace
}  // namespace nst
