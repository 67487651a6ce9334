// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator.h"

#include "core/error.h"
#include "core/latent.h"
#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "core/safetensors.h"
#include "core/tensors.h"
#include "tests/support/pictures.h"
#include "tests/support/random-generator.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stop_token>

namespace nst {
namespace {

namespace fs = std::filesystem;

class Swatches : public testing::Test {
 protected:
  Swatches() {
    test::write_random_generator(plain_);
    test::write_random_grid_generator(grid_);
    test::write_random_upscaler(upscaler_);
  }
  static std::vector<SwatchPoint> seeds(std::uint32_t first, std::uint32_t count) {
    std::vector<SwatchPoint> points;
    for (std::uint32_t seed = first; seed < first + count; ++seed) {
      points.push_back({.seed = seed});
    }
    return points;
  }
  static Image paint(const Generator& generator, const SwatchPoint& point, const SwatchOptions& options = {}) {
    return generator.paint(std::vector{point}, options, {}).at(0);
  }
  static void expect_refused(const std::function<void()>& work, const std::string& reason) {
    try {
      work();
      ADD_FAILURE() << "accepted: " << reason;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
    }
  }
  test::TemporaryFolder folder_;
  fs::path plain_ = folder_ / "plain.safetensors";
  fs::path grid_ = folder_ / "grid.safetensors";
  fs::path upscaler_ = folder_ / "upscaler.safetensors";
};

/// The kernel of a transposed convolution of 4 x 4 with stride 2 that makes four pixels of each.
at::Tensor doubling() {
  const at::Tensor row = at::tensor({0.0F, 1.0F, 1.0F, 0.0F});
  return at::outer(row, row).view({1, 1, 4, 4});
}

// Each of the 4 x 4 fields of such a swatch has the colour (1 + tanh(b_c + max(0, w z_0 + 0.5 z_1))) / 2, w being the
// number of the field over ten.
TEST_F(Swatches, AreThoseOfHandMadeWeights) {
  const GeneratorDescription description{
      .name = "By hand", .latent = 2, .global = 2, .grid = 1, .size = 16, .strides = {1, 2, 2}};
  const at::Tensor first = at::stack({at::arange(16).div(10).view({1, 4, 4}), at::full({1, 4, 4}, 0.5)}).to(at::kFloat);
  const std::vector<float> biases{-0.5F, 0.0F, 0.5F};
  TensorFile file{.metadata = to_metadata(description), .tensors = {}};
  file.tensors = {{"up0.weight", first},
                  {"up0.bias", at::zeros({1})},
                  {"up1.weight", doubling()},
                  {"up1.bias", at::zeros({1})},
                  {"up2.weight", doubling().expand({1, 3, 4, 4}).contiguous()},
                  {"up2.bias", at::tensor(biases)}};
  write_safetensors(folder_ / "hand.safetensors", file);
  const Generator generator(folder_ / "hand.safetensors");
  EXPECT_EQ(generator.info().name, "By hand");
  EXPECT_EQ(generator.info().size, 16);
  EXPECT_FALSE(generator.info().any_size);
  EXPECT_FALSE(generator.info().scores);
  for (const double truncation : {1.0, 0.5}) {
    const at::Tensor z = truncation * latent_of({.seed = 3}, 2, 0, {}).view({2});
    const Image swatch = paint(generator, {.seed = 3}, {.truncation = truncation});
    ASSERT_EQ(swatch.width, 16);
    ASSERT_EQ(swatch.height, 16);
    for (const auto& [x, y] : std::vector<std::pair<int, int>>{{0, 0}, {3, 3}, {4, 3}, {9, 6}, {15, 15}}) {
      const double w = (y / 4 * 4 + x / 4) / 10.0;
      const double field = std::max(0.0, w * z[0].item<double>() + 0.5 * z[1].item<double>());
      for (int channel = 0; channel < 3; ++channel) {
        const double expected = (1 + std::tanh(biases[static_cast<std::size_t>(channel)] + field)) / 2;
        EXPECT_NEAR(swatch.at(x, y, channel), expected, 1e-6) << x << " " << y;
      }
    }
  }
}

TEST_F(Swatches, GoldenOfASeed) { test::expect_golden(paint(Generator(plain_), {.seed = 7}), "swatch"); }

TEST_F(Swatches, GoldenOfAGridBetweenSeeds) {
  test::expect_golden(paint(Generator(grid_), blend_of({.seed = 1}, {.seed = 2}), {.size = 80}), "swatch-grid");
}

TEST_F(Swatches, SameSeedSamePixels) {
  const Generator generator(plain_);
  const std::vector<Image> batch = generator.paint(seeds(0, 40), {}, {});
  ASSERT_EQ(batch.size(), 40U);
  EXPECT_EQ(Generator(plain_).paint(seeds(0, 40), {}, {}), batch);
  for (const std::uint32_t seed : {0U, 17U, 39U}) {
    EXPECT_LT(test::mean_difference(paint(generator, {.seed = seed}), batch[seed]), 1e-6);
    EXPECT_GT(test::mean_difference(batch[seed], batch[(seed + 1) % 40]), 0.01);
  }
}

TEST_F(Swatches, OfNoPointsAreNone) { EXPECT_TRUE(Generator(plain_).paint({}, {}, {}).empty()); }

TEST_F(Swatches, AtNoDistanceAreThePointItself) {
  const Generator generator(plain_);
  const Image swatch = paint(generator, {.seed = 12});
  EXPECT_EQ(paint(generator, variation_of({.seed = 12}, 5, 0)), swatch);
  const double near = test::mean_difference(paint(generator, variation_of({.seed = 12}, 5, 0.1)), swatch);
  const double far = test::mean_difference(paint(generator, variation_of({.seed = 12}, 5, 0.8)), swatch);
  EXPECT_GT(near, 0);
  EXPECT_GT(far, 2 * near);
}

TEST_F(Swatches, OfTheEndsOfAMixtureAreThoseOfItsSeeds) {
  const Generator generator(plain_);
  EXPECT_EQ(paint(generator, blend_of({.seed = 1}, {.seed = 2}, 0)), paint(generator, {.seed = 1}));
  EXPECT_EQ(paint(generator, blend_of({.seed = 1}, {.seed = 2}, 1)), paint(generator, {.seed = 2}));
}

TEST_F(Swatches, WithLessTruncationAreMoreAlike) {
  const Generator generator(plain_);
  const auto difference = [&](double truncation) {
    return test::mean_difference(paint(generator, {.seed = 1}, {.truncation = truncation}),
                                 paint(generator, {.seed = 2}, {.truncation = truncation}));
  };
  EXPECT_LT(difference(0.3), 0.7 * difference(1));
  EXPECT_LT(difference(0.01), 0.01);
}

TEST_F(Swatches, LargerOnesOfAGridContinueSmallerOnes) {
  const Generator generator(grid_);
  EXPECT_TRUE(generator.info().any_size);
  const Image large = paint(generator, {.seed = 4}, {.size = 200});
  for (const int size : {16, 50, 64, 97}) {
    const Image small = paint(generator, {.seed = 4}, {.size = size});
    ASSERT_EQ(small.width, size);
    ASSERT_EQ(small.height, size);
    EXPECT_LT(test::mean_difference(small, crop(large, {0, 0, size, size})), 1e-6) << size;
  }
}

/// A grid generator of global channels alone, which therefore repeats what it paints in every cell.
fs::path write_tiles(const fs::path& grid, const fs::path& path, const std::vector<int>& strides) {
  const TensorFile source = read_safetensors(grid);
  GeneratorDescription description = generator_description_from(source.metadata, grid);
  description.global = description.latent;
  description.strides = strides;
  description.slope.reset();
  TensorFile file{.metadata = to_metadata(description), .tensors = {}};
  std::size_t doublings = 0;
  for (std::size_t i = 0; i < strides.size(); ++i) {
    const std::string layer = "up" + std::to_string(i);
    if (strides[i] == 1) {
      const std::int64_t width = source.tensors.at("up" + std::to_string(doublings) + ".weight").size(0);
      file.tensors[layer + ".weight"] = at::rand({width, width, 3, 3}) / 9;
      file.tensors[layer + ".bias"] = at::full({width}, -0.5);
      continue;
    }
    for (const char* part : {".weight", ".bias"}) {
      file.tensors[layer + part] = source.tensors.at("up" + std::to_string(doublings) + part);
    }
    ++doublings;
  }
  write_safetensors(path, file);
  return path;
}

// No pixel may know where the picture ends: neither a frame nor a seam breaks the repetition.
TEST_F(Swatches, OfGlobalChannelsRepeatUpToTheEdges) {
  at::manual_seed(1);
  for (const std::vector<int>& strides : {std::vector{2, 2, 2, 2}, {1, 2, 2, 2, 2}, {1, 1, 1, 2, 1, 2, 1, 2, 1, 2}}) {
    const Image swatch =
        paint(Generator(write_tiles(grid_, folder_ / "tiles.safetensors", strides)), {.seed = 9}, {.size = 96});
    const Image cell = crop(swatch, {32, 32, 16, 16});
    EXPECT_GT(*std::ranges::max_element(cell.pixels) - *std::ranges::min_element(cell.pixels), 0.05);
    for (int y = 0; y < 96; y += 16) {
      for (int x = 0; x < 96; x += 16) {
        EXPECT_LT(test::mean_difference(crop(swatch, {x, y, 16, 16}), cell), 1e-6) << x << " " << y;
      }
    }
  }
}

TEST_F(Swatches, OfOtherSizesAreResampledWhereTheGeneratorHasOnlyOne) {
  const Generator generator(plain_);
  const at::Tensor own = to_tensor(paint(generator, {.seed = 1}), 0, 3);
  for (const int size : {16, 40, 256}) {
    Image expected(size, size, 3);
    to_image(resize_picture(own, {size, size}), expected);
    EXPECT_LT(test::mean_difference(paint(generator, {.seed = 1}, {.size = size}), expected), 1e-6) << size;
  }
}

TEST_F(Swatches, AreEnlargedByTheUpscaler) {
  const Generator plain(plain_);
  const Generator with_detail(plain_, upscaler_);
  Image expected(150, 150, 3);
  const at::Tensor enlarged = resize_picture(to_tensor(paint(plain, {.seed = 1}), 0, 3), {150, 150});
  to_image(Upscaler::load(upscaler_)(enlarged), expected);
  const Image swatch = paint(with_detail, {.seed = 1}, {.size = 150});
  EXPECT_LT(test::mean_difference(swatch, expected), 1e-6);
  EXPECT_GT(test::mean_difference(swatch, paint(plain, {.seed = 1}, {.size = 150})), 0.01);
  for (const int size : {0, 32, 64}) {  // nothing is enlarged
    EXPECT_EQ(paint(with_detail, {.seed = 1}, {.size = size}), paint(plain, {.seed = 1}, {.size = size}));
  }
  EXPECT_EQ(paint(Generator(grid_, upscaler_), {.seed = 1}, {.size = 150}),
            paint(Generator(grid_), {.seed = 1}, {.size = 150}));  // paints that size itself
}

TEST_F(Swatches, ScoresAreTheDiscriminators) {
  for (const fs::path& path : {plain_, grid_}) {
    const Generator generator(path);
    EXPECT_TRUE(generator.info().scores);
    const GeneratorModel model = load_generator(path);
    const std::vector<double> scores = generator.scores(seeds(0, 20), 0.8, {});
    ASSERT_EQ(scores.size(), 20U);
    for (const std::uint32_t seed : {0U, 11U, 19U}) {
      const Image swatch = paint(generator, {.seed = seed}, {.truncation = 0.8});
      const double logit = (*model.discriminator)(to_tensor(swatch, 0, 3)).item<double>();
      EXPECT_NEAR(scores[seed], 1 / (1 + std::exp(-logit)), 1e-6);
    }
    EXPECT_GT(*std::ranges::max_element(scores), *std::ranges::min_element(scores));
  }
}

TEST_F(Swatches, CannotBeRankedWithoutADiscriminator) {
  TensorFile file = read_safetensors(plain_);
  std::erase_if(file.tensors, [](const auto& tensor) { return tensor.first.starts_with("down"); });
  write_safetensors(plain_, file);
  const Generator generator(plain_);
  EXPECT_FALSE(generator.info().scores);
  expect_refused([&] { generator.scores(seeds(0, 1), 1, {}); }, "discriminator");
}

TEST_F(Swatches, ThatCannotBeAreRefused) {
  const Generator generator(plain_);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto refused = [&](const SwatchPoint& point, const SwatchOptions& options, const char* reason) {
    expect_refused([&] { paint(generator, point, options); }, reason);
  };
  refused({.of = {{.seed = 1}, {.seed = 2}, {.seed = 3}}}, {}, "not 3");
  refused({.seed = 1'000'000'000}, {}, "1000000000");
  EXPECT_NO_THROW(paint(generator, {.seed = largest_swatch_seed}));
  refused(blend_of({.seed = 1}, {.seed = 2}, 1.1), {}, "between");
  refused(blend_of({.seed = 1}, {.seed = 2}, nan), {}, "between");
  refused(blend_of({.seed = 1}, variation_of({.seed = 1'000'000'000}, 1)), {}, "1000000000");
  refused(variation_of({.seed = 1}, 1, -0.1), {}, "distance");
  refused(variation_of({.seed = 1}, 1, nan), {}, "distance");
  SwatchPoint large{.seed = 1};
  for (std::size_t parts = 1; parts < most_swatch_parts; ++parts) {
    large = variation_of(large, 1);
  }
  EXPECT_NO_THROW(paint(generator, large));
  refused(variation_of(large, 1), {}, "64");
  for (const double truncation : {0.0, -1.0, 2.1, nan}) {
    refused({.seed = 1}, {.truncation = truncation}, "truncation");
    expect_refused([&] { generator.scores(seeds(0, 1), truncation, {}); }, "truncation");
  }
  for (const int size : {15, 2049, -1, std::numeric_limits<int>::min()}) {
    refused({.seed = 1}, {.size = size}, "from 16 to 2048");
  }
  expect_refused([&] { generator.paint(std::vector<SwatchPoint>(most_swatches + 1, {.seed = 1}), {}, {}); },
                 "at most 10000");
}

TEST_F(Swatches, MayBeTenThousand) {
  const Generator generator(plain_);
  double last = -1;
  bool rises = true;
  const std::vector<Image> swatches =
      generator.paint(seeds(0, most_swatches), {.size = 16}, Progress([&](double share) {
                        rises = rises && share >= last;
                        last = share;
                      }));
  EXPECT_EQ(swatches.size(), most_swatches);
  EXPECT_TRUE(rises);
  EXPECT_EQ(last, 1);
  EXPECT_LT(test::mean_difference(swatches.back(), paint(generator, {.seed = most_swatches - 1}, {.size = 16})), 1e-6);
  expect_refused([&] { generator.paint(seeds(0, most_swatches), {.size = 2048}, {}); }, "not enough memory");  // 503 GB
}

TEST_F(Swatches, StopBetweenTwo) {
  const Generator generator(plain_);
  std::stop_source stop;
  int reports = 0;
  const Progress progress([&](double) { stop.request_stop(), ++reports; }, stop.get_token());
  EXPECT_THROW(generator.paint(seeds(0, 1000), {}, progress), Cancelled);
  EXPECT_LE(reports, 2);
  EXPECT_THROW(generator.scores(seeds(0, 1000), 1, progress), Cancelled);
}

}  // namespace
}  // namespace nst
