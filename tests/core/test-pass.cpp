// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/pass.h"

#include "core/error.h"
#include "core/nets/encoder.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace nst {
namespace {

using Layers = std::vector<std::string>;
constexpr std::array poolings{Pooling::max, Pooling::average, Pooling::blurred_max, Pooling::l2};

Encoder random_encoder(const std::array<int, 5>& widths = {4, 4, 8, 8, 8}) {
  const test::TemporaryFolder folder;
  test::write_random_encoder(folder.path() / "encoder.safetensors", widths);
  const TensorFile file = read_safetensors(folder.path() / "encoder.safetensors");
  return {{.name = "random",
           .layers = vgg19_layers("conv5_1"),
           .pooling = Pooling::max,
           .mean = {0.48, 0.45, 0.4},
           .deviation = {0.22, 0.23, 0.25}},
          file.tensors};
}

at::Tensor random_picture(std::int64_t height, std::int64_t width) {
  at::manual_seed(3);
  return at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast);
}

double relative_error(const at::Tensor& a, const at::Tensor& b) {
  return ((a.to(at::kDouble) - b.to(at::kDouble)).norm() / b.to(at::kDouble).norm()).item<double>();
}

/// Gradients to inject at `layers` of `features`.
std::map<std::string, at::Tensor> random_gradients(const Features& features) {
  std::map<std::string, at::Tensor> gradients;
  for (const auto& [layer, feature] : features) {
    gradients[layer] = at::randn(feature.sizes()).to(feature.scalar_type()) / feature.numel();
  }
  return gradients;
}

struct Tolerance {
  double features = 1e-5;
  double gradient = 1e-5;
};

/// The pass against autograd through convolve() and pool(), in relative errors.
void expect_autograd(const Encoder& encoder, const at::Tensor& picture, const Layers& layers,
                     const Tolerance& tolerance = {}) {
  Pass pass = encoder.look(picture, layers);
  const std::map<std::string, at::Tensor> gradients = random_gradients(pass.features());
  const at::Tensor x = picture.clone().requires_grad_(true);
  const Features expected = encoder.differentiable_features(x, layers);
  at::Tensor inner = at::zeros({});
  for (const auto& [layer, feature] : expected) {
    EXPECT_LE(relative_error(pass.features().at(layer), feature.detach()), tolerance.features) << layer;
    EXPECT_TRUE(pass.features().at(layer).is_contiguous(at::MemoryFormat::ChannelsLast)) << layer;
    inner = inner + (feature * gradients.at(layer).to(at::kFloat)).sum();
  }
  inner.backward();
  const at::Tensor gradient = std::move(pass).backward(gradients);
  EXPECT_EQ(gradient.scalar_type(), at::kFloat);
  EXPECT_EQ(gradient.sizes(), picture.sizes());
  EXPECT_LE(relative_error(gradient, x.grad()), tolerance.gradient);
  const Features forward = encoder.features(picture, layers);
  for (const auto& [layer, feature] : forward) {
    EXPECT_TRUE(feature.equal(encoder.look(picture, layers).features().at(layer))) << layer;
  }
}

const std::vector<Layers> tap_sets{{"conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv5_1"},
                                   {"conv1_1"},
                                   {"conv1_2"},
                                   {"conv2_2", "conv1_2", "conv3_1"},
                                   {"conv4_2", "conv3_4", "conv4_4"},
                                   {"conv5_1", "conv4_4", "conv4_3"}};

TEST(Pass, AgreesWithAutogradForEveryPoolingAndEveryTap) {
  Encoder encoder = random_encoder();
  for (const Pooling pooling : poolings) {
    encoder.prepare(at::kCPU, Precision::float32, pooling);
    for (const Layers& layers : tap_sets) {
      SCOPED_TRACE("pooling " + std::to_string(static_cast<int>(pooling)) + ", first tap " + layers.front());
      expect_autograd(encoder, random_picture(48, 80), layers);
    }
  }
}

TEST(Pass, WorksOnTheSmallestPictureAndOddWidths) {
  const std::array<int, 5> widths{3, 5, 16, 7, 33};
  Encoder encoder = random_encoder(widths);
  for (const Pooling pooling : poolings) {
    encoder.prepare(at::kCPU, Precision::float32, pooling);
    for (const Layers& layers : tap_sets) {
      SCOPED_TRACE("pooling " + std::to_string(static_cast<int>(pooling)) + ", first tap " + layers.front());
      expect_autograd(encoder, random_picture(32, 32), layers);
    }
  }
}

TEST(Pass, InBfloat16StaysCloseToFloat32) {
  // 2^-9 at each of up to 13 roundings on the way there. Back, gradients without any structure change wherever a ReLU
  // or a maximum chose otherwise: a wrong one would have a relative error of 1.4.
  const Tolerance tolerance{.features = 0.03, .gradient = 0.4};
  Encoder encoder = random_encoder({16, 16, 32, 32, 32});
  for (const Pooling pooling : poolings) {
    encoder.prepare(at::kCPU, Precision::bfloat16, pooling);
    for (const Layers& layers : tap_sets) {
      SCOPED_TRACE("pooling " + std::to_string(static_cast<int>(pooling)) + ", first tap " + layers.front());
      expect_autograd(encoder, random_picture(64, 96), layers, tolerance);
    }
  }
}

TEST(Pass, TakesGradientsAtSomeOfItsLayers) {
  const Encoder encoder = random_encoder();
  const Layers layers{"conv2_1", "conv4_1", "conv5_1"};
  const at::Tensor picture = random_picture(32, 48);
  auto gradients = random_gradients(encoder.features(picture, layers));
  gradients.erase("conv5_1");
  const at::Tensor partial = encoder.look(picture, layers).backward(gradients);
  gradients["conv5_1"] = at::zeros_like(encoder.features(picture, layers).at("conv5_1"));
  EXPECT_LE(relative_error(partial, encoder.look(picture, layers).backward(gradients)), 1e-6);
  EXPECT_TRUE(encoder.look(picture, layers).backward({}).equal(at::zeros_like(picture)));
}

TEST(Pass, IsDeterministic) {
  const Encoder encoder = random_encoder();
  const Layers layers = tap_sets.front();
  const at::Tensor picture = random_picture(64, 64);
  const auto gradients = random_gradients(encoder.features(picture, layers));
  const at::Tensor first = encoder.look(picture, layers).backward(gradients);
  EXPECT_TRUE(first.equal(encoder.look(picture, layers).backward(gradients)));
}

TEST(Pass, StepsBothWaysAndMayBeStopped) {
  const Encoder encoder = random_encoder();
  const Layers layers{"conv2_1"};  // three convolutions
  const at::Tensor picture = random_picture(32, 32);
  int steps = 0;
  int stop_at = 1000;
  const auto step = [&] {
    if (++steps == stop_at) {
      throw Error("stopped");
    }
  };
  Pass pass = encoder.look(picture, layers, step);
  EXPECT_EQ(steps, 3);
  const auto gradients = random_gradients(pass.features());
  std::move(pass).backward(gradients);
  EXPECT_EQ(steps, 6);
  steps = 0;
  stop_at = 5;
  EXPECT_THROW(encoder.look(picture, layers, step).backward(gradients), Error);
  EXPECT_EQ(steps, 5);
}

TEST(Between, AgreesWithAtensFunctions) {
  at::manual_seed(4);
  for (const Pooling pooling : poolings) {
    for (const bool tapped : {false, true}) {
      const Stage stage{ScaledPooling{pooling, 1.5F}, tapped, false};
      const at::Tensor y = at::randn({1, 5, 8, 12}).contiguous(at::MemoryFormat::ChannelsLast);
      Trace ours;
      Trace atens;
      const at::Tensor next = advance(y.clone(), stage, &ours);
      EXPECT_LE(relative_error(next, generic::advance(y.clone(), stage, &atens)), 1e-6);
      const at::Tensor g = at::randn_like(next);
      const at::Tensor inject = tapped ? at::randn_like(y) : at::Tensor();
      const at::Tensor expected = generic::retreat(g, inject, stage, atens);
      EXPECT_LE(relative_error(retreat(g.clone(), inject, stage, ours), expected), 1e-6);
    }
  }
  const std::array<double, 3> mean{0.1, 0.2, 0.3};
  const std::array<double, 3> deviation{0.5, 1, 2};
  const at::Tensor picture = random_picture(6, 10);
  const at::Tensor input = enter(picture, mean, deviation, at::kFloat);
  EXPECT_LE(relative_error(input, generic::enter(picture, mean, deviation, at::kFloat)), 1e-6);
  const at::Tensor expected = generic::leave(input, deviation);
  EXPECT_LE(relative_error(leave(input.clone(), deviation), expected), 1e-6);
}

TEST(Reach, OfTheDeepestLayerIsItsFieldOfView) {
  Encoder encoder = random_encoder();
  EXPECT_EQ(encoder.reach(Layers{"conv1_1"}), 2);
  EXPECT_EQ(encoder.reach(Layers{"conv1_1", "conv2_1"}), 9);
  EXPECT_EQ(encoder.reach(Layers{"conv5_1"}), 155);
  encoder.prepare(at::kCPU, Precision::float32, Pooling::blurred_max);
  EXPECT_EQ(encoder.reach(Layers{"conv5_1"}), 155 + 15);
}

TEST(Precision, IsThatOfTheProcessor) {
  std::ifstream info("/proc/cpuinfo");
  const std::string text((std::istreambuf_iterator<char>(info)), {});
  EXPECT_EQ(bfloat16_is_faster(), text.find("avx512_bf16") != std::string::npos);
}

TEST(Order, BlueFirstIsTheSameNetworkWithItsInputReversed) {
  const test::TemporaryFolder folder;
  test::write_random_encoder(folder.path() / "encoder.safetensors");
  TensorFile file = read_safetensors(folder.path() / "encoder.safetensors");
  const EncoderDescription description{.name = "x", .layers = vgg19_layers("conv2_1")};
  EncoderDescription reversed = description;
  reversed.bgr = true;
  EXPECT_TRUE(description_from(to_metadata(reversed), "file").bgr);
  const Layers layers{"conv2_1"};
  const at::Tensor picture = random_picture(16, 16);
  const at::Tensor expected = Encoder(description, file.tensors).features(picture.flip(1), layers).at("conv2_1");
  EXPECT_LE(relative_error(Encoder(reversed, file.tensors).features(picture, layers).at("conv2_1"), expected), 1e-6);
}

}  // namespace
}  // namespace nst
