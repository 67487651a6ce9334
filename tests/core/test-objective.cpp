// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/objective.h"

#include "core/error.h"
#include "core/style-targets.h"
#include "tests/support/scene.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>

namespace nst {
namespace {

constexpr double plenty = std::numeric_limits<double>::max();
constexpr std::array all_losses{StyleLoss::wasserstein, StyleLoss::gram, StyleLoss::covariance, StyleLoss::moments};

class ObjectiveTest : public testing::Test, protected test::SceneTest {
 protected:
  Objective objective(const Settings& settings, double memory = plenty, const std::function<void()>& step = {}) {
    return {encoder, settings, scene, memory, step};
  }
  static Value value(const Objective& objective, const at::Tensor& picture) {
    at::Tensor gradient = at::empty_like(picture);
    return objective(picture, gradient);
  }
  static at::Tensor gradient(const Objective& objective, const at::Tensor& picture) {
    at::Tensor gradient = at::empty_like(picture);
    objective(picture, gradient);
    return gradient;
  }
  std::vector<StyleSample>& styles() { return scene.regions[0].styles; }
};

TEST_F(ObjectiveTest, ContentAloneIsZeroAtTheContent) {
  const Objective content_only = objective({.strength = 0, .content_weight = 1, .smoothness = 0});
  EXPECT_NEAR(value(content_only, scene.content).total, 0, 1e-6);
  EXPECT_GT(value(content_only, test::random_picture(40, 36)).total, 1e-4);
}

TEST_F(ObjectiveTest, StyleAloneIsZeroAtTheStyle) {
  for (const StyleLoss loss : all_losses) {
    const Settings settings{.strength = 1, .content_weight = 0, .smoothness = 0, .style_loss = loss};
    scene.content = styles().front().picture;
    EXPECT_NEAR(value(objective(settings), scene.content).total, 0, 1e-4);
    EXPECT_GT(value(objective(settings), at::zeros_like(scene.content)).total, 1e-2);
  }
}

TEST_F(ObjectiveTest, AllWeightsZeroIsZeroAndRunsNoNetwork) {
  int steps = 0;
  const Objective nothing = objective({.strength = 0, .content_weight = 0, .smoothness = 0}, plenty, [&] { ++steps; });
  EXPECT_EQ(value(nothing, scene.content).total, 0);
  EXPECT_TRUE(gradient(nothing, scene.content).equal(at::zeros_like(scene.content)));
  EXPECT_EQ(steps, 0);
}

TEST_F(ObjectiveTest, AWeightOfZeroSavesItsLayers) {
  int steps = 0;
  const Settings shallow{.strength = 0, .content_layers = "conv2_1"};
  const Objective content_only = objective(shallow, plenty, [&] { ++steps; });
  steps = 0;
  value(content_only, scene.content);
  EXPECT_EQ(steps, 2 * 3);  // conv1_1, conv1_2, conv2_1, there and back
}

TEST_F(ObjectiveTest, StopsOnTheWayThereAndOnTheWayBack) {
  int steps_left = 1000;
  const Objective total = objective({}, plenty, [&] {
    if (--steps_left == 0) {
      throw Cancelled();
    }
  });
  for (const int at : {5, 20}) {  // of 13 there and 13 back
    steps_left = at;
    EXPECT_THROW(value(total, scene.content), Cancelled);
  }
  steps_left = 1000;
  EXPECT_NO_THROW(value(total, scene.content));
  EXPECT_EQ(1000 - steps_left, 26);
}

TEST_F(ObjectiveTest, TakesSmallerTilesWhereTheMemoryEnds) {
  scene.content = test::random_picture(512, 512);
  const at::Tensor expected = gradient(objective({}), scene.content);
  int refusals = 0;
  bool ready = false;
  const Objective total = objective({}, plenty, [&] {
    if (ready && refusals < 1) {
      ++refusals;
      throw c10::OutOfMemoryError({__func__, __FILE__, __LINE__}, "no memory is left");
    }
  });
  ready = true;
  EXPECT_LT(test::relative_difference(gradient(total, scene.content), expected), 1e-4);
  EXPECT_EQ(refusals, 1);
  EXPECT_GT(total.tiles(), 1U);
  ready = false;
  const Objective never = objective({}, plenty, [&] {
    if (ready) {
      throw c10::OutOfMemoryError({__func__, __FILE__, __LINE__}, "no memory is left");
    }
  });
  ready = true;
  EXPECT_THROW(gradient(never, scene.content), Error);
}

TEST_F(ObjectiveTest, GradientAgreesWithADifferenceAlongIt) {
  at::Tensor mask = at::zeros({1, 1, 40, 36});
  mask.narrow(3, 0, 20).fill_(0.7);
  for (const StyleLoss loss : all_losses) {
    for (const at::Tensor& guide : {at::Tensor(), mask}) {
      scene.regions[0].mask = guide;
      const Objective total = objective({.style_loss = loss});
      const at::Tensor x = test::random_picture(40, 36);
      const at::Tensor slope = gradient(total, x);
      const double length = slope.norm().item<double>();
      constexpr double step = 3e-3;
      const at::Tensor direction = slope / length * step;
      const double difference = value(total, x + direction).total - value(total, x - direction).total;
      EXPECT_NEAR(difference / (2 * step) / length, 1, 0.05) << static_cast<int>(loss);
    }
  }
}

TEST_F(ObjectiveTest, StylesOfEqualPicturesAreOneStyle) {
  const double once = value(objective({}), scene.content).total;
  styles() = {{styles()[0].picture, {}, 0.3}, {styles()[0].picture, {}, 0.7}};
  EXPECT_NEAR(value(objective({}), scene.content).total, once, 1e-5);
}

// With that, StyleTerm.ABatchOfGramTargetsIsOneTarget says that a batch of styles is painted as their mean loss would
// be.
TEST_F(ObjectiveTest, ABatchOfStylesIsTheMeanOfTheirMoments) {
  constexpr int count = 5;
  const std::vector<std::string> layers{"conv1_1", "conv3_1"};
  const auto targets = [&](const std::vector<StyleSample>& of) {
    const auto whole = [](const at::Tensor& picture) {
      const Box all{0, 0, picture.size(2), picture.size(3)};
      return std::vector<Tile>{{all, all}};
    };
    return style_targets(encoder, of, layers, Propagation::simple, whole, {});
  };
  std::vector<StyleSample> batch;
  std::map<std::string, Statistics> mean;
  for (int i = 0; i < count; ++i) {
    batch.push_back({test::random_picture(32, 32 + 16 * i), {}, 1.0 / count});
    for (const auto& [layer, moments] : targets({{batch.back().picture, {}, 1}})) {
      blend(mean[layer], moments, 1.0 / (i + 1));
    }
  }
  const std::map<std::string, Statistics> together = targets(batch);
  for (const std::string& layer : layers) {
    EXPECT_LT(test::relative_difference(together.at(layer).mean, mean.at(layer).mean), 1e-5);
    EXPECT_LT(test::relative_difference(together.at(layer).moment, mean.at(layer).moment), 1e-5);
  }
}

TEST_F(ObjectiveTest, MaskedPartOfAStyleDoesNotCount) {
  const at::Tensor wanted = styles()[0].picture;  // 48 x 32
  // The same picture beside another: far from the seam the features agree, so the value nearly does.
  const at::Tensor pair = at::cat({wanted, at::ones_like(wanted)}, 3);
  at::Tensor mask = at::zeros({1, 1, 48, 64});
  mask.narrow(3, 0, 32).fill_(1);
  const double alone = value(objective({}), scene.content).total;
  styles() = {{pair, {}, 1.0}};
  const double both = value(objective({}), scene.content).total;
  styles() = {{pair, mask, 1.0}};
  const double masked = value(objective({}), scene.content).total;
  EXPECT_LT(std::abs(masked - alone), 0.5 * std::abs(both - alone));
}

TEST_F(ObjectiveTest, ARegionEverywhereIsNoRegion) {
  const double without = value(objective({}), scene.content).total;
  scene.regions[0].mask = at::ones({1, 1, 40, 36});
  EXPECT_NEAR(value(objective({}), scene.content).total, without, 1e-5);
}

// Two regions with the same style far apart are like two pictures: each gets its share of the area.
TEST_F(ObjectiveTest, RegionsShareByTheirArea) {
  const at::Tensor left = test::random_picture(64, 64);
  const at::Tensor right = test::random_picture(64, 64);
  const std::vector<StyleSample> kept = styles();
  // Shallow layers, so that few positions see both.
  const Settings settings{
      .content_weight = 0, .smoothness = 0, .style_loss = StyleLoss::gram, .style_layers = "conv1_1"};
  const auto alone = [&](const at::Tensor& picture) {
    scene = {picture, {{{}, kept, 1, 1}}};
    return value(objective(settings), picture).style;
  };
  const double mean = (alone(left) + alone(right)) / 2;
  at::Tensor mask = at::zeros({1, 1, 64, 128});
  mask.narrow(3, 0, 64).fill_(1);
  scene = {at::cat({left, right}, 3), {{mask, kept, 1, 1}, {1 - mask, kept, 1, 1}}};
  EXPECT_NEAR(value(objective(settings), scene.content).style, mean, 0.03 * mean);
}

TEST_F(ObjectiveTest, ARegionsStrengthAndProtectionCountThereAlone) {
  at::Tensor mask = at::zeros({1, 1, 40, 36});
  mask.narrow(3, 0, 18).fill_(1);
  scene.regions = {{mask, styles(), 0, 1}, {1 - mask, styles(), 1, 0}};
  const at::Tensor x = test::random_picture(40, 36);
  const Value both = value(objective({.smoothness = 0}), x);
  scene.regions[0].content_weight = 0;
  EXPECT_EQ(value(objective({.smoothness = 0}), x).content, 0);
  EXPECT_NEAR(value(objective({.smoothness = 0}), x).style, both.style, 1e-6);
  EXPECT_GT(both.content, 0);
}

// With `inside`, a narrow region has no positions at deep layers: their weight goes to those that are left.
TEST_F(ObjectiveTest, EmptyGuidesGiveTheirWeightToTheOthers) {
  at::Tensor mask = at::zeros({1, 1, 40, 36});
  mask.narrow(3, 0, 12).fill_(1);
  scene.regions[0].mask = mask;
  Settings settings{.content_weight = 0, .smoothness = 0, .propagation = Propagation::inside};
  const double all = value(objective(settings), scene.content).style;
  settings.style_layers = "conv1_1 conv2_1";  // what is left
  EXPECT_NEAR(value(objective(settings), scene.content).style, all, 1e-5 * all);
}

TEST_F(ObjectiveTest, SumsPlaceColoursByRegionWithOneTexture) {
  at::Tensor mask = at::zeros({1, 1, 40, 36});
  mask.narrow(3, 0, 18).fill_(1);
  const std::vector<StyleSample> dark{{at::full({1, 3, 48, 48}, 0.1), {}, 1}};
  const std::vector<StyleSample> bright{{at::full({1, 3, 48, 48}, 0.9), {}, 1}};
  scene.regions = {{mask, dark, 1, 1}, {1 - mask, bright, 1, 1}};
  const Settings settings{.content_weight = 0,
                          .smoothness = 0,
                          .style_layers = "conv1_1 conv2_1",
                          .region_statistics = RegionStatistics::sums};
  const at::Tensor placed =
      (0.1 * mask + 0.9 * (1 - mask)).expand({1, 3, 40, 36}).contiguous(at::MemoryFormat::ChannelsLast);
  const Objective sums = objective(settings);
  EXPECT_LT(value(sums, placed).style,
            0.5 * value(sums, placed.flip({3}).contiguous(at::MemoryFormat::ChannelsLast)).style);
}

/// Tiled and whole, for one pooling.
class Tiled : public testing::TestWithParam<Pooling> {
 protected:
  void expect_equal(const Settings& settings, const Scene& scene) {
    const double tile = bytes_for_tiles_;
    const Objective whole(setup_.encoder, settings, scene, plenty, {});
    const Objective tiled(setup_.encoder, settings, scene, tile, {});
    ASSERT_EQ(whole.tiles(), 1U);
    ASSERT_GT(tiled.tiles(), 3U);
    const at::Tensor picture = test::random_picture(scene.content.size(2), scene.content.size(3));
    at::Tensor expected = at::empty_like(picture);
    at::Tensor gradient = at::empty_like(picture);
    const Value value = whole(picture, expected);
    const Value in_tiles = tiled(picture, gradient);
    EXPECT_NEAR(in_tiles.total / value.total, 1, 1e-5);
    EXPECT_NEAR(in_tiles.content, value.content, 1e-4 * std::abs(value.content));
    EXPECT_LT(test::relative_difference(gradient, expected), 1e-4) << static_cast<int>(settings.style_loss);
  }

  test::SceneTest setup_{GetParam()};
  const double bytes_for_tiles_ = 1;  // the smallest tiles there are
};

TEST_P(Tiled, EqualsUntiledForEveryLoss) {
  // Another contrast than the picture's: the difference of nearly equal moments would be rounding.
  const at::Tensor style = test::random_picture(200, 260).square_();
  const Scene scene{test::random_picture(500, 540), {{{}, {{style, {}, 1}}, 1, 1}}};
  for (const StyleLoss loss : all_losses) {
    expect_equal({.style_loss = loss}, scene);
  }
}

TEST_P(Tiled, EqualsUntiledWithRegions) {
  const at::Tensor mask = at::linspace(0, 1, 540).view({1, 1, 1, 540}).expand({1, 1, 500, 540}).contiguous();
  at::Tensor style_mask = at::zeros({1, 1, 200, 260});
  style_mask.narrow(2, 0, 90).fill_(1);
  const at::Tensor style = test::random_picture(200, 260).square_();
  const Scene scene{
      test::random_picture(500, 540),
      {{mask, {{style, style_mask, 1}}, 1, 2}, {1 - mask, {{style, {}, 0.5}, {style.flip({3}), {}, 0.5}}, 0.5, 1}}};
  for (const RegionStatistics kind : {RegionStatistics::full, RegionStatistics::sums}) {
    expect_equal({.region_statistics = kind}, scene);
  }
  expect_equal({.propagation = Propagation::inside}, scene);
}

INSTANTIATE_TEST_SUITE_P(Poolings, Tiled,
                         testing::Values(Pooling::max, Pooling::average, Pooling::blurred_max, Pooling::l2));

}  // namespace
}  // namespace nst
