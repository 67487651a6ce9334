// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/guidance.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

const EncoderDescription encoder{.name = "test", .layers = vgg19_layers("conv5_1")};
const std::vector<std::string> layers{"conv1_1", "conv3_1", "conv5_1"};

TEST(Guidance, KeepsSoftValuesAndAreas) {
  at::manual_seed(1);
  const at::Tensor mask = at::rand({1, 1, 64, 48});
  const Guides guides = propagate(mask, encoder, layers);
  ASSERT_EQ(guides.size(), 3U);
  EXPECT_EQ(guides.at("conv5_1").sizes(), (at::IntArrayRef{1, 1, 4, 3}));
  for (const auto& [layer, guide] : guides) {
    EXPECT_NEAR(guide.mean().item<double>(), mask.mean().item<double>(), 1e-5) << layer;
  }
}

TEST(Guidance, ComplementsStayComplements) {
  at::manual_seed(2);
  const at::Tensor mask = at::rand({1, 1, 32, 32});
  const Guides inside = propagate(mask, encoder, layers);
  const Guides outside = propagate(1 - mask, encoder, layers);
  for (const auto& [layer, guide] : inside) {
    EXPECT_TRUE(at::allclose(guide + outside.at(layer), at::ones_like(guide))) << layer;
  }
}

TEST(Guidance, DropsLayersWithNothingLeft) {
  at::Tensor mask = at::zeros({1, 1, 64, 64});
  mask[0][0][5][5] = 0.05;
  const Guides guides = propagate(mask, encoder, layers);
  EXPECT_TRUE(guides.contains("conv1_1"));
  EXPECT_FALSE(guides.contains("conv5_1"));
}

TEST(Guidance, NoMaskMeansEverywhere) {
  const Guides guides = propagate({}, encoder, layers);
  ASSERT_EQ(guides.size(), 3U);
  EXPECT_FALSE(guides.at("conv3_1").defined());
}

}  // namespace
}  // namespace nst
