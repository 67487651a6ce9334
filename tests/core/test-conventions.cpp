// SPDX-License-Identifier: GPL-3.0-or-later
//
// The published formulas, written down as they are published, against what the objective makes of their weights.
#include "core/conventions.h"

#include "core/objective.h"
#include "tests/support/scene.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace nst {
namespace {

/// Everything that a formula may want of one layer.
struct Layer {
  at::Tensor feature;  // F, (C, M), differentiable
  at::Tensor target;   // P or S, (C, M)
  double channels;
  double positions;

  at::Tensor content_error() const { return (feature - target).square().sum(); }
  /// Of the raw Gram matrices F F^T.
  at::Tensor gram_error() const { return (feature.matmul(feature.t()) - target.matmul(target.t())).square().sum(); }
};

struct Case {
  Convention convention;
  const char* name;
  double range;  ///< by which the network's pixels are multiplied, whose deviation is 1 here
  std::function<at::Tensor(const Layer&)> content;
  std::function<at::Tensor(const std::vector<Layer>&, double rows, double columns)> style;
};

at::Tensor sum_over(const std::vector<Layer>& layers, const std::function<at::Tensor(const Layer&)>& term) {
  at::Tensor sum = at::zeros({});
  for (const Layer& layer : layers) {
    sum = sum + term(layer);
  }
  return sum;
}

at::Tensor mean_content(const Layer& layer) { return layer.content_error() / (layer.channels * layer.positions); }

/// Programs that divide the matrices by C M and take the mean over their C^2 entries.
at::Tensor mean_style(const std::vector<Layer>& layers, double, double) {
  return sum_over(layers, [](const Layer& l) {
    return l.gram_error() / std::pow(l.channels * l.positions, 2) / (l.channels * l.channels);
  });
}

const std::array cases{
    Case{Convention::gatys, "gatys", 255, [](const Layer& l) { return 0.5 * l.content_error(); },
         [](const std::vector<Layer>& layers, double, double) {
           const double share = 1.0 / static_cast<double>(layers.size());
           return sum_over(layers, [&](const Layer& l) {
             return share * l.gram_error() / (4 * std::pow(l.channels, 2) * std::pow(l.positions, 2));
           });
         }},
    Case{Convention::keras, "keras", 255, [](const Layer& l) { return l.content_error(); },
         [](const std::vector<Layer>& layers, double rows, double columns) {
           const double share = 1.0 / static_cast<double>(layers.size());
           return sum_over(layers, [&](const Layer& l) {
             return share * l.gram_error() / (4 * std::pow(3, 2) * std::pow(rows * columns, 2));
           });
         }},
    Case{Convention::pytorch, "pytorch", 1 / 0.226, mean_content, mean_style},
    Case{Convention::neural_style, "neural-style", 255, mean_content, mean_style},
    Case{Convention::control, "control", 255, mean_content,
         // sw / C^2 in front of the mean over C^2 entries of Gram matrices divided by M alone, with sw / C^2 written
         // out: sum over C^2 entries, once 1 / C^2 for the weight and once for the mean.
         [](const std::vector<Layer>& layers, double, double) {
           return sum_over(layers, [](const Layer& l) {
             const double c2 = l.channels * l.channels;
             return l.gram_error() / std::pow(l.positions, 2) / c2 / c2;
           });
         }},
};

class Conventions : public testing::TestWithParam<int>, protected test::SceneTest {
 protected:
  const Case& published() const { return cases.at(static_cast<std::size_t>(GetParam())); }

  std::vector<Layer> layers_of(const at::Tensor& x, const at::Tensor& target, const std::vector<std::string>& names) {
    const Features features = encoder.differentiable_features(x, names);
    const Features targets = encoder.differentiable_features(target, names);
    std::vector<Layer> layers;
    for (const std::string& name : names) {
      const at::Tensor& feature = features.at(name);
      const auto flat = [&](const at::Tensor& f) { return (published().range * f).reshape({f.size(1), -1}); };
      layers.push_back({flat(feature), flat(targets.at(name)), static_cast<double>(feature.size(1)),
                        static_cast<double>(feature.size(2) * feature.size(3))});
    }
    return layers;
  }
  at::Tensor ours(const Settings& settings, const at::Tensor& picture) {
    const Objective objective(encoder, settings, scene, std::numeric_limits<double>::max(), {});
    at::Tensor gradient = at::empty_like(picture);
    objective(picture, gradient);
    return gradient;
  }
  void expect_published(const Settings& settings, const std::function<at::Tensor(const at::Tensor&)>& formula) {
    const at::Tensor picture = test::random_picture(32, 48);
    const at::Tensor x = picture.clone().requires_grad_(true);
    formula(x).backward();
    EXPECT_LT(test::relative_difference(ours(settings, picture), x.grad()), 2e-3) << published().name;
  }
  void SetUp() override {
    scene.content = test::random_picture(32, 48);
    scene.regions[0].styles[0].picture = test::random_picture(32, 48);
  }
};

TEST_P(Conventions, GiveThePublishedGradient) {
  const std::vector<std::string> style_layers{"conv1_1", "conv2_1", "conv3_1", "conv5_1"};
  const auto style = [&](const at::Tensor& x) {
    return published().style(layers_of(x, scene.regions[0].styles[0].picture, style_layers), 32, 48);
  };
  const auto content = [&](const at::Tensor& x) {
    return published().content(layers_of(x, scene.content, {"conv4_2"})[0]);
  };
  Settings settings{.strength = 3,
                    .content_weight = 0,
                    .smoothness = 0,
                    .style_loss = StyleLoss::gram,
                    .style_layers = "conv1_1 conv2_1 conv3_1 conv5_1",
                    .content_layers = "gatys",
                    .convention = published().convention};
  expect_published(settings, [&](const at::Tensor& x) { return 3 * style(x); });
  settings.strength = 0;
  settings.content_weight = 0.7;
  expect_published(settings, [&](const at::Tensor& x) { return 0.7 * content(x); });
  settings.strength = 1;
  expect_published(settings, [&](const at::Tensor& x) { return style(x) + 0.7 * content(x); });
}

INSTANTIATE_TEST_SUITE_P(Published, Conventions, testing::Range(0, static_cast<int>(cases.size())));

TEST(Variations, WeighTheBordersOfAreasTheSameAtEverySize) {
  const auto value = [](std::int64_t side) {
    const test::SceneTest setup;
    at::Tensor picture = at::zeros({1, 3, side, side});
    picture.narrow(3, 0, side / 2).fill_(1);
    const Settings settings{.strength = 0, .content_weight = 0, .variation = Variation::isotropic};
    const Objective objective(setup.encoder, settings, {picture, {{{}, {}, 1, 1}}}, 1e12, {});
    at::Tensor gradient = at::empty_like(picture);
    return objective(picture, gradient).variation;
  };
  EXPECT_NEAR(value(64), value(256), 0.03 * value(64));
}

// Chollet's total variation loss over pixels from 0 to 255, and neural-style's.
TEST(Variations, AreThePublishedOnes) {
  at::manual_seed(5);
  const test::SceneTest setup;
  const at::Tensor picture = test::random_picture(32, 48);
  const at::Tensor x = picture.clone().requires_grad_(true);
  const at::Tensor pixels = 255 * x;
  const auto part = [&](std::int64_t y, std::int64_t c) { return pixels.narrow(2, y, 31).narrow(3, c, 47); };
  const at::Tensor keras = ((part(0, 0) - part(1, 0)).square() + (part(0, 0) - part(0, 1)).square()).pow(1.25).sum();
  const at::Tensor lua = (pixels.narrow(3, 1, 47) - pixels.narrow(3, 0, 47)).abs().sum() +
                         (pixels.narrow(2, 1, 31) - pixels.narrow(2, 0, 31)).abs().sum();
  for (const auto& [formula, convention, kind] :
       {std::tuple(keras, Convention::keras, Variation::keras), {lua, Convention::neural_style, Variation::absolute}}) {
    x.mutable_grad() = at::Tensor();
    (formula * 0.01).backward({}, /*retain_graph=*/true);
    const Settings settings{
        .strength = 0, .content_weight = 0, .smoothness = 0.01, .convention = convention, .variation = kind};
    const Objective objective(setup.encoder, settings, {picture, {{{}, {}, 1, 1}}}, 1e12, {});
    at::Tensor gradient = at::empty_like(picture);
    objective(picture, gradient);
    EXPECT_LT(test::relative_difference(gradient, x.grad()), 1e-4);
  }
}

}  // namespace
}  // namespace nst
