// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/painting-loss.h"

#include "core/objective.h"
#include "tests/support/scene.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>

namespace nst {
namespace {

class PaintingLossTest : public testing::Test, protected test::SceneTest {
 protected:
  PaintingLossTest() {
    scene.content = test::random_picture(48, 32);
    picture_ = test::random_picture(48, 32);
    const auto layers = style_loss_layers();
    contents_ = encoder.differentiable_features(scene.content, layers);
    styles_ = batch_statistics(encoder.differentiable_features(style_picture(), layers), layers);
  }
  at::Tensor style_picture() {
    at::Tensor& picture = scene.regions[0].styles[0].picture;
    picture = test::random_picture(48, 48);
    return picture;
  }
  at::Tensor picture_;
  Features contents_;
  std::vector<LayerStatistics> styles_;
};

TEST_F(PaintingLossTest, IsTheObjectiveOfTheOptimisation) {
  at::Tensor x = picture_.clone(at::MemoryFormat::ChannelsLast).requires_grad_(true);
  const PaintingLoss loss = painting_loss(encoder, x, contents_, styles_, {.range = 0});
  loss.total.backward();
  const Objective objective(encoder, Settings(), scene, std::numeric_limits<double>::max(), {});
  at::Tensor gradient = at::empty_like(picture_);
  const Value value = objective(picture_, gradient);
  EXPECT_NEAR(loss.content, value.content, 1e-4 * value.content);
  EXPECT_NEAR(loss.style, value.style, 1e-3 * value.style);
  // The optimisation's smoothness counts diagonals as well; the rest of the gradient is the same.
  at::Tensor y = picture_.clone(at::MemoryFormat::ChannelsLast).requires_grad_(true);
  painting_loss(encoder, y, contents_, styles_, {.variation = 0, .range = 0}).total.backward();
  Settings settings;
  settings.smoothness = 0;
  Objective(encoder, settings, scene, std::numeric_limits<double>::max(), {})(picture_, gradient);
  EXPECT_LT(test::relative_difference(y.grad(), gradient), 2e-3);
}

TEST_F(PaintingLossTest, IsTheMeanOverTheBatch) {
  const at::Tensor other = test::random_picture(48, 32);
  const PaintingLoss one = painting_loss(encoder, picture_, contents_, styles_, {});
  const Features twice = encoder.differentiable_features(at::cat({scene.content, scene.content}), style_loss_layers());
  const std::vector<LayerStatistics> both{styles_[0], styles_[0]};
  const PaintingLoss second = painting_loss(encoder, other, contents_, styles_, {});
  const PaintingLoss mean = painting_loss(encoder, at::cat({picture_, other}), twice, both, {});
  EXPECT_NEAR(mean.style, (one.style + second.style) / 2, 1e-3 * mean.style);
  EXPECT_NEAR(mean.content, (one.content + second.content) / 2, 1e-3 * mean.content);
}

TEST_F(PaintingLossTest, ValuesOutOfRangeCost) {
  const at::Tensor bright = at::full({1, 3, 48, 32}, 1.5);
  const double with = painting_loss(encoder, bright, contents_, styles_, {.range = 10}).total.item<double>();
  const double without = painting_loss(encoder, bright, contents_, styles_, {.range = 0}).total.item<double>();
  EXPECT_NEAR(with - without, 10 * 0.25, 1e-3);
}

}  // namespace
}  // namespace nst
