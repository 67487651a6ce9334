// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/guidance.h"

#include "tests/support/scene.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

const std::vector<std::string> layers{"conv1_1", "conv3_1", "conv5_1"};
const Encoder encoder = test::SceneTest().encoder;

/// A network of ones: a feature of it is above zero exactly where it sees something above zero.
Encoder seeing(Pooling pooling) {
  const EncoderDescription description{.name = "Ones", .layers = vgg19_layers("conv5_1"), .pooling = Pooling::max};
  std::map<std::string, at::Tensor> weights;
  for (const std::string& layer : description.layers) {
    weights[layer + ".weight"] = at::full({1, layer == "conv1_1" ? 3 : 1, 3, 3}, 1.0 / 9);
    weights[layer + ".bias"] = at::zeros({1});
  }
  Encoder encoder(description, weights);
  encoder.prepare(at::kCPU, Precision::float32, pooling);
  return encoder;
}

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

class Windows : public testing::TestWithParam<Pooling> {};

TEST_P(Windows, AreThoseOfTheNetwork) {
  const Encoder network = seeing(GetParam());
  at::Tensor mask = at::zeros({1, 1, 320, 256});
  mask.narrow(2, 150, 90).narrow(3, 0, 160).fill_(1);
  const auto seen = [&](const at::Tensor& x, const std::string& layer) {
    return network.features(x.expand({1, 3, 320, 256}).contiguous(), layers).at(layer) > 0;
  };
  const Guides all = propagate(mask, network, layers, Propagation::all);
  const Guides inside = propagate(mask, network, layers, Propagation::inside);
  for (const std::string& layer : layers) {
    EXPECT_TRUE((all.at(layer) > 0.5).equal(seen(mask, layer))) << layer;
    const at::Tensor sees_nothing_else = seen(1 - mask, layer).logical_not();
    EXPECT_EQ(inside.contains(layer), sees_nothing_else.any().item<bool>()) << layer;
    if (inside.contains(layer)) {
      EXPECT_TRUE((inside.at(layer) > 0.5).equal(sees_nothing_else)) << layer;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Poolings, Windows, testing::Values(Pooling::max, Pooling::average, Pooling::blurred_max));

TEST(Guidance, StaysSoftInEveryMode) {
  const at::Tensor mask = at::full({1, 1, 64, 64}, 0.3);
  for (const Propagation mode : {Propagation::simple, Propagation::inside, Propagation::all}) {
    for (const auto& [layer, guide] : propagate(mask, encoder, layers, mode)) {
      EXPECT_TRUE(at::allclose(guide, at::full_like(guide, 0.3))) << layer;
    }
  }
}

TEST(Guidance, NoMaskMeansEverywhere) {
  const Guides guides = propagate({}, encoder, layers);
  ASSERT_EQ(guides.size(), 3U);
  EXPECT_FALSE(guides.at("conv3_1").defined());
}

}  // namespace
}  // namespace nst
