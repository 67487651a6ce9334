// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/decoder.h"

#include "core/error.h"
#include "core/safetensors.h"
#include "tests/support/random-decoder.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace nst {
namespace {

using Planes = std::vector<std::vector<std::vector<double>>>;  // channel, row, column

Planes planes_of(const at::Tensor& x) {  // (1, C, H, W)
  Planes planes;
  for (std::int64_t c = 0; c < x.size(1); ++c) {
    planes.emplace_back();
    for (std::int64_t row = 0; row < x.size(2); ++row) {
      planes.back().emplace_back();
      for (std::int64_t column = 0; column < x.size(3); ++column) {
        planes.back().back().push_back(x[0][c][row][column].item<double>());
      }
    }
  }
  return planes;
}

/// 3 x 3 with one pixel of reflection, each channel times `scale` plus `shift`, by plain loops.
Planes convolved(const Planes& x, const Convolution& layer, const std::vector<double>& scale,
                 const std::vector<double>& shift) {
  const auto height = static_cast<int>(x[0].size());
  const auto width = static_cast<int>(x[0][0].size());
  const auto mirrored = [](int i, int length) { return i < 0 ? 1 : i == length ? length - 2 : i; };
  Planes y(static_cast<std::size_t>(layer.outputs()),
           std::vector(x[0].size(), std::vector<double>(x[0][0].size(), 0.0)));
  const auto weight = layer.weight.contiguous();
  for (std::size_t o = 0; o < y.size(); ++o) {
    for (int row = 0; row < height; ++row) {
      for (int column = 0; column < width; ++column) {
        double sum = layer.bias[static_cast<std::int64_t>(o)].item<double>();
        for (std::size_t i = 0; i < x.size(); ++i) {
          for (int dy = 0; dy < 3; ++dy) {
            for (int dx = 0; dx < 3; ++dx) {
              const auto place = [](std::size_t n) { return static_cast<std::int64_t>(n); };
              sum += weight[place(o)][place(i)][dy][dx].item<double>() *
                     x[i][static_cast<std::size_t>(mirrored(row + dy - 1, height))]
                      [static_cast<std::size_t>(mirrored(column + dx - 1, width))];
            }
          }
        }
        y[o][static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = sum * scale[o] + shift[o];
      }
    }
  }
  return y;
}

void each(Planes& x, const std::function<double(double, std::size_t, std::size_t, std::size_t)>& change) {
  for (std::size_t c = 0; c < x.size(); ++c) {
    for (std::size_t row = 0; row < x[c].size(); ++row) {
      for (std::size_t column = 0; column < x[c][row].size(); ++column) {
        x[c][row][column] = change(x[c][row][column], c, row, column);
      }
    }
  }
}

void rectify(Planes& x) {
  each(x, [](double value, auto, auto, auto) { return std::max(0.0, value); });
}

/// The definition in nets/decoder.h, by plain loops in double precision.
Planes naive(const DecoderLayers& layers, const std::vector<at::Tensor>& inputs, const at::Tensor& values) {
  std::int64_t next = 0;
  const auto run = [&](const Planes& x, const Convolution& layer) {
    std::vector<double> scale;
    std::vector<double> shift;
    for (std::int64_t c = 0; c < layer.outputs(); ++c) {
      scale.push_back(1 + values[0][next + c].item<double>());
      shift.push_back(values[0][next + layer.outputs() + c].item<double>());
    }
    next += 2 * layer.outputs();
    return convolved(x, layer, scale, shift);
  };
  Planes x;
  for (std::size_t stage = 0; stage < layers.stages.size(); ++stage) {
    Planes up;
    for (const auto& plane : x) {
      up.emplace_back(2 * plane.size(), std::vector<double>(2 * plane[0].size()));
    }
    each(up, [&](double, std::size_t c, std::size_t row, std::size_t column) { return x[c][row / 2][column / 2]; });
    if (stage < inputs.size()) {
      const Planes joined = planes_of(inputs[stage]);
      up.insert(up.end(), joined.begin(), joined.end());
    }
    x = run(up, layers.stages[stage].merge);
    rectify(x);
    for (const auto& block : layers.stages[stage].blocks) {
      Planes inner = run(x, block[0]);
      rectify(inner);
      const Planes added = run(inner, block[1]);
      each(x, [&](double value, std::size_t c, std::size_t row, std::size_t column) {
        return value + added[c][row][column];
      });
    }
  }
  Planes picture = convolved(x, layers.leave, {1, 1, 1}, {0.5, 0.5, 0.5});
  return picture;
}

class DecoderTest : public testing::Test {
 protected:
  DecoderTest() {
    at::manual_seed(3);
    for (std::size_t i = 0; i < decoded_layers.size(); ++i) {
      const std::int64_t side = std::int64_t{2} << i;
      inputs_.push_back(at::randn({1, channels_[i] + noise_channels[i], side, side + (1 << i)}));
    }
    vector_ = at::randn({1, 64});
  }
  std::array<std::int64_t, 3> channels_{8, 8, 4};
  std::map<std::string, at::Tensor> tensors_ = test::random_decoder();
  std::vector<at::Tensor> inputs_;
  at::Tensor vector_;
};

TEST_F(DecoderTest, AgreesWithPlainLoops) {
  const DecoderLayers layers = decoder_layers(tensors_);
  const at::Tensor values = modulation_values(layers, vector_);
  const Planes expected = naive(layers, inputs_, values);
  const Planes actual = planes_of(decode(layers, inputs_, {values}));
  ASSERT_EQ(actual.size(), 3U);
  ASSERT_EQ(actual[0].size(), 16U);
  ASSERT_EQ(actual[0][0].size(), 24U);
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t row = 0; row < 16; ++row) {
      for (std::size_t column = 0; column < 24; ++column) {
        ASSERT_NEAR(actual[c][row][column], expected[c][row][column], 1e-4);
      }
    }
  }
}

TEST_F(DecoderTest, StylesOfABatchAreThoseOfSingleRuns) {
  const DecoderLayers layers = decoder_layers(tensors_);
  const at::Tensor vectors = at::cat({vector_, -vector_});
  std::vector<at::Tensor> doubled;
  for (const at::Tensor& input : inputs_) {
    doubled.push_back(at::cat({input, input}));
  }
  const at::Tensor both = decode(layers, doubled, {modulation_values(layers, vectors)});
  for (std::int64_t i = 0; i < 2; ++i) {
    const at::Tensor alone = decode(layers, inputs_, {modulation_values(layers, vectors.narrow(0, i, 1))});
    EXPECT_TRUE(at::allclose(both.narrow(0, i, 1), alone, 1e-4, 1e-5));
  }
  EXPECT_FALSE(at::allclose(both[0], both[1], 1e-2, 1e-2));
}

TEST_F(DecoderTest, MasksOfOneRegionChangeNothing) {
  const DecoderLayers layers = decoder_layers(tensors_);
  const at::Tensor values = modulation_values(layers, at::cat({vector_, -vector_}));
  Modulation modulation{.values = values, .masks = {}};
  for (const auto& [height, width] : {std::pair(2, 3), {4, 6}, {8, 12}, {16, 24}}) {
    at::Tensor mask = at::zeros({1, 2, height, width});
    mask.select(1, 1).fill_(1);
    modulation.masks.push_back(mask);
  }
  EXPECT_TRUE(
      at::allclose(decode(layers, inputs_, modulation), decode(layers, inputs_, {values.narrow(0, 1, 1)}), 1e-4, 1e-5));
}

TEST(StyleVector, HoldsMeansAndDeviationsLayerByLayer) {
  LayerStatistics statistics;
  for (const char* layer : style_vector_layers) {
    statistics[layer] = {at::tensor({1.0F, 2.0F}), at::tensor({1.0F + 9.0F, 2.0F, 2.0F, 4.0F + 16.0F}).view({2, 2})};
  }
  const at::Tensor vector = style_vector(statistics);
  ASSERT_EQ(vector.numel(), 20);
  EXPECT_TRUE(at::allclose(vector.narrow(0, 4, 4), at::tensor({1.0F, 2.0F, 3.0F, 4.0F}), 1e-3, 1e-3));
}

class DecoderFile : public testing::Test {
 protected:
  DecoderFile() {
    test::write_random_decoder(path_);
    good_ = read_safetensors(path_);
  }
  void expect_refused(const std::function<void(TensorFile&)>& spoil, const std::string& part) {
    TensorFile file = good_;
    spoil(file);
    write_safetensors(path_, file);
    try {
      Decoder::load(path_);
      ADD_FAILURE() << "was taken: " << part;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  }
  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "decoder.safetensors";
  TensorFile good_;
};

TEST_F(DecoderFile, IsRead) {
  const Decoder decoder = Decoder::load(path_);
  EXPECT_EQ(decoder.description().name, "Random");
  EXPECT_EQ(decoder.description().encoder, "encoder-random");
  EXPECT_GT(decoder.bytes_per_pixel(true), 0);
  EXPECT_GT(decoder.bytes_per_pixel(false), decoder.bytes_per_pixel(true));
}

TEST_F(DecoderFile, BadOnesAreRefused) {
  expect_refused([](TensorFile& file) { file.metadata["kind"] = "encoder/1"; }, "not a decoder");
  expect_refused([](TensorFile& file) { file.metadata.erase("encoder"); }, "encoder");
  expect_refused([](TensorFile& file) { file.tensors.erase("leave.bias"); }, "leave.bias");
  expect_refused([](TensorFile& file) { file.tensors["stage1.merge.weight"] = at::zeros({8, 3, 3, 3}); },
                 "stage1.merge");
  expect_refused([](TensorFile& file) { file.tensors["style2.weight"] = at::zeros({4, 6}); }, "style2");
  expect_refused([](TensorFile& file) { file.tensors["more"] = at::zeros({2}); }, "more tensors");
  expect_refused(
      [](TensorFile& file) { file.tensors["leave.bias"] = at::full({3}, std::numeric_limits<float>::infinity()); },
      "not finite");
}

TEST_F(DecoderFile, AnotherEncoderIsRefusedWithTheRemedy) {
  const std::filesystem::path weights = folder_ / "encoder.safetensors";
  test::write_random_encoder(weights, {4, 4, 8, 8, 8});
  const Decoder decoder = Decoder::load(path_);
  EXPECT_NO_THROW(decoder.require_fits(Encoder::load(weights)));
  test::write_random_encoder(weights, {4, 4, 8, 16, 8});
  EXPECT_THROW(decoder.require_fits(Encoder::load(weights)), Error);
}

}  // namespace
}  // namespace nst
