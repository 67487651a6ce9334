// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/objective.h"

#include "core/error.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

class ObjectiveTest : public testing::Test {
 protected:
  ObjectiveTest() : encoder_(load()) { at::manual_seed(1); }

  Encoder load() {
    const std::filesystem::path path = folder_.path() / "encoder.safetensors";
    test::write_random_encoder(path);
    return Encoder::load(path);
  }
  Objective objective(const Settings& settings, const at::Tensor& mask = {}) {
    return {encoder_, settings, content_, mask, styles_, {}};
  }
  static double value(const Objective& objective, const at::Tensor& picture) {
    return objective(picture).item<double>();
  }

  test::TemporaryFolder folder_;
  Encoder encoder_;
  at::Tensor content_ = at::rand({1, 3, 40, 36});
  std::vector<StyleSample> styles_{{at::rand({1, 3, 48, 32}), {}, 1.0}};
};

TEST_F(ObjectiveTest, ContentAloneIsZeroAtTheContent) {
  const Objective content_only = objective({.strength = 0, .content_weight = 1, .smoothness = 0});
  EXPECT_NEAR(value(content_only, content_), 0, 1e-6);
  EXPECT_GT(value(content_only, at::rand_like(content_)), 1e-4);
}

TEST_F(ObjectiveTest, StyleAloneIsZeroAtTheStyle) {
  for (const StyleLoss loss : {StyleLoss::gram, StyleLoss::wasserstein}) {
    const Settings settings{.strength = 1, .content_weight = 0, .smoothness = 0, .style_loss = loss};
    content_ = styles_.front().picture;
    EXPECT_NEAR(value(objective(settings), content_), 0, 1e-4);
    EXPECT_GT(value(objective(settings), at::zeros_like(content_)), 1e-2);
  }
}

TEST_F(ObjectiveTest, AllWeightsZeroIsZeroAndRunsNoNetwork) {
  int steps = 0;
  const Objective nothing(encoder_, {.strength = 0, .content_weight = 0, .smoothness = 0}, content_, {}, styles_,
                          [&] { ++steps; });
  EXPECT_EQ(value(nothing, content_), 0);
  EXPECT_EQ(steps, 0);
}

TEST_F(ObjectiveTest, StopsOnTheWayThereAndOnTheWayBack) {
  int steps_left = 1000;
  const Objective total(encoder_, {}, content_, {}, styles_, [&] {
    if (--steps_left == 0) {
      throw Cancelled();
    }
  });
  const at::Tensor x = at::rand_like(content_).requires_grad_(true);
  steps_left = 5;
  EXPECT_THROW(total(x), Cancelled);
  steps_left = 1000;
  const at::Tensor value = total(x);
  const int forward = 1000 - steps_left;
  EXPECT_EQ(forward, 13);
  steps_left = 5;
  EXPECT_THROW(value.backward(), Cancelled);
  steps_left = 1000;
  EXPECT_NO_THROW(total(x).backward());
  EXPECT_EQ(1000 - steps_left, 2 * forward);
}

TEST_F(ObjectiveTest, GradientAgreesWithADifferenceAlongIt) {
  at::Tensor mask = at::zeros({1, 1, 40, 36});
  mask.narrow(3, 0, 20).fill_(0.7);
  for (const at::Tensor& guide : {at::Tensor(), mask}) {
    const Objective total = objective({}, guide);
    const at::Tensor x = at::rand_like(content_).requires_grad_(true);
    total(x).backward();
    const at::Tensor gradient = x.grad();
    const double length = gradient.norm().item<double>();
    constexpr double step = 3e-3;
    const at::Tensor direction = gradient / length * step;
    const double slope = (value(total, x.detach() + direction) - value(total, x.detach() - direction)) / (2 * step);
    EXPECT_NEAR(slope / length, 1, 0.05);
  }
}

TEST_F(ObjectiveTest, StylesOfEqualPicturesAreOneStyle) {
  const double once = value(objective({}), content_);
  styles_ = {{styles_[0].picture, {}, 0.3}, {styles_[0].picture, {}, 0.7}};
  EXPECT_NEAR(value(objective({}), content_), once, 1e-5);
}

TEST_F(ObjectiveTest, MaskedPartOfAStyleDoesNotCount) {
  const at::Tensor wanted = styles_[0].picture;  // 48 x 32
  // The same picture beside another: far from the seam the features agree, so the value nearly does.
  const at::Tensor pair = at::cat({wanted, at::ones_like(wanted)}, 3);
  at::Tensor mask = at::zeros({1, 1, 48, 64});
  mask.narrow(3, 0, 32).fill_(1);
  const double alone = value(objective({}), content_);
  styles_ = {{pair, {}, 1.0}};
  const double both = value(objective({}), content_);
  styles_ = {{pair, mask, 1.0}};
  const double masked = value(objective({}), content_);
  EXPECT_LT(std::abs(masked - alone), 0.5 * std::abs(both - alone));
}

}  // namespace
}  // namespace nst
