// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/encoder.h"

#include "core/error.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

/// Convolution with one pixel of reflection, and ReLU, in plain loops.
at::Tensor naive_convolution(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  const auto in = x.accessor<float, 4>();
  const auto kernel = weight.accessor<float, 4>();
  const std::int64_t height = x.size(2);
  const std::int64_t width = x.size(3);
  const auto mirrored = [](std::int64_t i, std::int64_t size) { return i < 0 ? -i : i >= size ? 2 * size - 2 - i : i; };
  at::Tensor y = at::zeros({1, weight.size(0), height, width});
  auto out = y.accessor<float, 4>();
  for (std::int64_t o = 0; o < weight.size(0); ++o) {
    for (std::int64_t row = 0; row < height; ++row) {
      for (std::int64_t column = 0; column < width; ++column) {
        double sum = bias[o].item<double>();
        for (std::int64_t i = 0; i < weight.size(1); ++i) {
          for (std::int64_t dy = 0; dy < 3; ++dy) {
            for (std::int64_t dx = 0; dx < 3; ++dx) {
              sum += static_cast<double>(kernel[o][i][dy][dx]) *
                     in[0][i][mirrored(row + dy - 1, height)][mirrored(column + dx - 1, width)];
            }
          }
        }
        out[0][o][row][column] = static_cast<float>(std::max(0.0, sum));
      }
    }
  }
  return y;
}

TEST(Pool, BlurredMaximaAreTheMeanOfTheFourOverlappingOnes) {
  at::manual_seed(2);
  const at::Tensor x = at::rand({1, 2, 6, 8});
  const at::Tensor blurred = pool(x, Pooling::blurred_max);
  ASSERT_EQ(blurred.sizes(), (at::IntArrayRef{1, 2, 3, 4}));
  at::Tensor sum = at::zeros({});
  for (const std::int64_t dy : {0, 1}) {
    for (const std::int64_t dx : {0, 1}) {
      sum = sum + x[0][1].narrow(0, 2 + dy, 2).narrow(1, 4 + dx, 2).max();
    }
  }
  EXPECT_NEAR((blurred[0][1][1][2].item<float>()), (sum / 4).item<float>(), 1e-6);
  EXPECT_TRUE(pool(at::ones({1, 1, 4, 4}), Pooling::blurred_max).equal(at::ones({1, 1, 2, 2})));
}

class EncoderFile : public testing::Test {
 protected:
  std::filesystem::path write(const TensorFile& file) {
    const std::filesystem::path path = folder_.path() / "encoder.safetensors";
    write_safetensors(path, file);
    return path;
  }
  TensorFile random_file() {
    const std::filesystem::path path = folder_.path() / "random.safetensors";
    test::write_random_encoder(path);
    return read_safetensors(path);
  }
  void expect_refused(const TensorFile& file, const std::string& reason) {
    try {
      Encoder::load(write(file));
      ADD_FAILURE() << "accepted: " << reason;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
    }
  }
  test::TemporaryFolder folder_;
};

TEST(Layers, OfVgg19EndWhereAsked) {
  EXPECT_EQ(vgg19_layers("conv2_1"), (std::vector<std::string>{"conv1_1", "conv1_2", "pool", "conv2_1"}));
  EXPECT_EQ(vgg19_layers("conv5_4").size(), 16U + 4U);
  EXPECT_THROW(vgg19_layers("conv1_3"), Error);
  EXPECT_EQ(vgg16_layers("conv5_3").size(), 13U + 4U);
  EXPECT_THROW(vgg16_layers("conv3_4"), Error);
}

TEST(Convolve, AgreesWithPlainLoops) {
  at::manual_seed(1);
  const at::Tensor x = at::rand({1, 3, 6, 5});
  const at::Tensor weight = at::randn({4, 3, 3, 3});
  const at::Tensor bias = at::randn({4});
  const at::Tensor expected = naive_convolution(x, weight, bias);
  EXPECT_TRUE(at::allclose(convolve(x, weight, bias), expected, 1e-5, 1e-5));
  EXPECT_TRUE(at::allclose(convolve(x.contiguous(at::MemoryFormat::ChannelsLast), weight, bias), expected, 1e-5, 1e-5));
}

TEST_F(EncoderFile, FeaturesFollowTheDescription) {
  const TensorFile file = random_file();
  for (const Pooling pooling : {Pooling::max, Pooling::average}) {
    const EncoderDescription description{.name = "test",
                                         .layers = vgg19_layers("conv2_1"),
                                         .pooling = pooling,
                                         .mean = {0.1, 0.2, 0.3},
                                         .deviation = {0.5, 0.25, 2}};
    const Encoder encoder(description, file.tensors);
    const at::Tensor picture = at::rand({1, 3, 8, 6});
    at::Tensor x = picture.clone();
    for (int channel = 0; channel < 3; ++channel) {
      const auto i = static_cast<std::size_t>(channel);
      x.select(1, channel).sub_(description.mean.at(i)).div_(description.deviation.at(i));
    }
    const auto layer = [&](const std::string& name, const at::Tensor& input) {
      return naive_convolution(input, file.tensors.at(name + ".weight"), file.tensors.at(name + ".bias"));
    };
    x = layer("conv1_2", layer("conv1_1", x));
    x = pooling == Pooling::max ? x.unfold(2, 2, 2).unfold(3, 2, 2).amax({4, 5})
                                : x.unfold(2, 2, 2).unfold(3, 2, 2).mean({4, 5});
    x = layer("conv2_1", x.contiguous());
    const std::vector<std::string> wanted{"conv2_1"};
    const Features features = encoder.features(picture, wanted);
    ASSERT_EQ(features.size(), 1U);
    EXPECT_TRUE(at::allclose(features.at("conv2_1"), x, 1e-4, 1e-5));
  }
}

TEST_F(EncoderFile, MetadataRoundTrip) {
  const EncoderDescription description{.name = "A “name”",
                                       .layers = vgg19_layers("conv3_1"),
                                       .pooling = Pooling::max,
                                       .mean = {0.485, 0.456, 0.406},
                                       .deviation = {0.229, 0.224, 0.225}};
  const EncoderDescription copy = description_from(to_metadata(description), "file");
  EXPECT_EQ(copy.name, description.name);
  EXPECT_EQ(copy.layers, description.layers);
  EXPECT_EQ(copy.pooling, description.pooling);
  EXPECT_EQ(copy.mean, description.mean);
  EXPECT_EQ(copy.deviation, description.deviation);
  EXPECT_FALSE(copy.bgr);
}

TEST_F(EncoderFile, TheOrderOfChannelsIsKeptAndNumbersToTheLastDigit) {
  const EncoderDescription description{.name = "test",
                                       .layers = vgg16_layers("conv5_3"),
                                       .mean = {123.68 / 255, 116.779 / 255, 103.939 / 255},
                                       .deviation = {1.0 / 255, 1.0 / 255, 1.0 / 255},
                                       .bgr = true};
  EncoderDescription copy = description_from(to_metadata(description), "file");
  EXPECT_TRUE(copy.bgr);
  EXPECT_EQ(copy.mean, description.mean);
  EXPECT_EQ(copy.deviation, description.deviation);
  auto metadata = to_metadata(description);
  metadata["order"] = "rgb";
  EXPECT_FALSE(description_from(metadata, "file").bgr);
  metadata["order"] = "grb";
  EXPECT_THROW(description_from(metadata, "file"), Error);
}

TEST_F(EncoderFile, ChannelsAreTurnedRoundForANetworkThatWantsThemSo) {
  const TensorFile file = random_file();
  EncoderDescription description{.name = "test", .layers = vgg19_layers("conv1_1"), .mean = {0.1, 0.2, 0.3}};
  const std::vector<std::string> wanted{"conv1_1"};
  const at::Tensor picture = at::rand({1, 3, 8, 6});
  auto turned = file.tensors;
  turned["conv1_1.weight"] = turned["conv1_1.weight"].flip({1});
  const at::Tensor expected = Encoder(description, turned).features(picture, wanted).at("conv1_1");
  description.bgr = true;
  EXPECT_TRUE(
      at::allclose(Encoder(description, file.tensors).features(picture, wanted).at("conv1_1"), expected, 1e-5, 1e-6));
}

TEST_F(EncoderFile, WrongWeightsAreRefused) {
  const TensorFile good = random_file();
  EXPECT_NO_THROW(Encoder::load(write(good)));
  TensorFile file = good;
  file.tensors.erase("conv3_2.bias");
  expect_refused(file, "conv3_2");
  file = good;
  file.tensors["conv2_1.weight"] = at::zeros({4, 5, 3, 3});
  expect_refused(file, "conv2_1");
  file = good;
  file.tensors["conv2_1.weight"] = at::zeros({4, 4, 5, 5});
  expect_refused(file, "conv2_1");
  file = good;
  file.tensors["conv1_1.weight"] = at::zeros({0, 3, 3, 3});
  expect_refused(file, "conv1_1");
  file = good;
  file.tensors["conv1_1.bias"] = at::zeros({4}, at::kLong);
  expect_refused(file, "conv1_1");
  file = good;
  file.tensors["conv4_4.weight"].view({-1})[7] = std::numeric_limits<float>::infinity();
  expect_refused(file, "not finite");
}

TEST_F(EncoderFile, WrongDescriptionsAreRefused) {
  const TensorFile good = random_file();
  const auto with = [&](const std::string& key, const std::string& value) {
    TensorFile file = good;
    file.metadata[key] = value;
    return file;
  };
  for (const char* key : {"kind", "name", "layers", "pooling", "mean", "deviation"}) {
    TensorFile file = good;
    file.metadata.erase(key);
    expect_refused(file, key);
  }
  expect_refused(with("kind", "encoder/2"), "encoder/2");
  expect_refused(with("pooling", "median"), "median");
  expect_refused(with("mean", "1 2"), "three numbers");
  expect_refused(with("mean", "1 2 3 4"), "three numbers");
  expect_refused(with("mean", "1 2 nan"), "three numbers");
  expect_refused(with("deviation", "1 0 1"), "three numbers");
  expect_refused(with("layers", ""), "list of layers");
  expect_refused(with("layers", "pool pool"), "list of layers");
  expect_refused(with("layers", "pool conv1_1"), "list of layers");
  expect_refused(with("layers", "conv1_1 pool pool conv1_2"), "list of layers");
  expect_refused(with("order", "gbr"), "order of channels");
  expect_refused(with("layers", "conv1_1 conv1_1"), "list of layers");
  expect_refused(with("layers", "conv9_9"), "conv9_9");
}

TEST_F(EncoderFile, UnknownLayersAreRefused) {
  const Encoder encoder = Encoder::load(write(random_file()));
  const std::vector<std::string> unknown{"conv6_1"};
  EXPECT_THROW(encoder.features(at::rand({1, 3, 32, 32}), unknown), Error);
  EXPECT_THROW(encoder.channels("pool"), Error);
  EXPECT_EQ(encoder.channels("conv3_1"), 8);
  const std::vector<std::string> deepest{"conv1_1", "conv5_1"};
  EXPECT_EQ(encoder.minimum_side(deepest), 32);
}

}  // namespace
}  // namespace nst
