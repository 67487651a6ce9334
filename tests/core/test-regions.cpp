// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests with regions, masked styles, other starts and details, from outside.
#include "core/error.h"
#include "core/stylist.h"
#include "tests/support/pictures.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nst {
namespace {

constexpr int width = 96;
constexpr int height = 64;

/// 1 left of `edge`, falling to 0 over `soft` pixels.
Image left_of(int edge, int soft = 1) {
  Image mask(width, height, 1);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      mask.at(x, y, 0) = std::clamp(static_cast<float>(edge - x) / static_cast<float>(soft) + 0.5F, 0.0F, 1.0F);
    }
  }
  return mask;
}

Image inverse(Image mask) {
  for (float& value : mask.pixels) {
    value = 1 - value;
  }
  return mask;
}

/// Mean absolute difference over columns `from` to `to`.
double difference(const Image& a, const Image& b, int from, int to) {
  double sum = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = from; x < to; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        sum += std::abs(a.at(x, y, channel) - b.at(x, y, channel));
      }
    }
  }
  return sum / (3.0 * height * (to - from));
}

class Regions : public testing::Test {
 protected:
  Regions() {
    request_.encoder = folder_ / "encoder.safetensors";
    test::write_random_encoder(request_.encoder);
    request_.content = test::landscape(width, height);
    request_.settings.steps = 20;
    request_.settings.precision = PrecisionChoice::float32;
  }
  static Style strokes() { return {test::strokes(80, 64), 1}; }
  static Style flat(float value) { return {Image(64, 64, 3, value), 1}; }
  Result run() const { return stylise(request_, {}); }

  test::TemporaryFolder folder_;
  Request request_;
};

TEST_F(Regions, EachHasItsOwnStyle) {
  request_.settings.content_weight = 0.2;
  request_.regions = {{.mask = left_of(48, 8), .styles = {flat(0.1F)}},
                      {.mask = inverse(left_of(48, 8)), .styles = {flat(0.9F)}}};
  const Result two = run();
  EXPECT_TRUE(two.mask.empty() || two.mask.at(0, 0, 0) > 0.999F);
  const Image dark(width, height, 3, 0.1F);
  const Image bright(width, height, 3, 0.9F);
  EXPECT_LT(difference(two.picture, dark, 0, 32), difference(two.picture, bright, 0, 32));
  EXPECT_GT(difference(two.picture, dark, 64, 96), difference(two.picture, bright, 64, 96));
}

TEST_F(Regions, WhatNoneCoversIsKept) {
  request_.regions = {{.mask = left_of(40), .styles = {strokes()}}};
  const Result result = run();
  EXPECT_EQ(difference(result.picture, request_.content, 42, width), 0);
  EXPECT_GT(difference(result.picture, request_.content, 0, 38), 1e-3);
  EXPECT_EQ(result.mask.at(90, 10, 0), 0);
  EXPECT_EQ(result.mask.at(5, 10, 0), 1);
}

TEST_F(Regions, KeepWinsOverAllOthers) {
  request_.regions = {{.styles = {strokes()}}, {.mask = left_of(40), .keep = true}};
  const Result result = run();
  EXPECT_EQ(difference(result.picture, request_.content, 0, 38), 0);
  EXPECT_GT(difference(result.picture, request_.content, 44, width), 1e-3);
}

TEST_F(Regions, TheMaskOfTheRequestLimitsThemAll) {
  request_.mask = left_of(60);
  request_.regions = {{.mask = inverse(left_of(30)), .styles = {strokes()}}};
  const Result result = run();
  EXPECT_EQ(difference(result.picture, request_.content, 0, 28), 0);
  EXPECT_EQ(difference(result.picture, request_.content, 62, width), 0);
  EXPECT_GT(difference(result.picture, request_.content, 33, 57), 1e-3);
}

TEST_F(Regions, ProtectionHoldsOnToThePhotograph) {
  request_.regions = {{.mask = left_of(48), .styles = {strokes()}, .content_weight = 50},
                      {.mask = inverse(left_of(48)), .styles = {strokes()}}};
  const Result result = run();
  EXPECT_LT(difference(result.picture, request_.content, 0, 40),
            0.7 * difference(result.picture, request_.content, 56, width));
}

TEST_F(Regions, StrengthIsOfEachRegion) {
  request_.regions = {{.mask = left_of(48), .styles = {strokes()}, .strength = 0},
                      {.mask = inverse(left_of(48)), .styles = {strokes()}}};
  const Result result = run();
  EXPECT_LT(difference(result.picture, request_.content, 0, 36),
            0.5 * difference(result.picture, request_.content, 56, width));
}

TEST_F(Regions, EmptyOnesAreLeftOut) {
  request_.regions = {{.styles = {strokes()}}};
  const Image alone = run().picture;
  request_.regions.push_back({.mask = Image(width, height, 1), .styles = {flat(0)}});
  EXPECT_EQ(run().picture, alone);
}

TEST_F(Regions, ManyStylesAreFine) {
  request_.settings.steps = 2;
  request_.regions = {{}};
  for (int i = 0; i < 300; ++i) {
    request_.regions[0].styles.push_back({test::strokes(16 + i % 5, 20), 1});
  }
  EXPECT_NO_THROW(run());
}

TEST_F(Regions, AMaskedPartOfAStyleIsNotLearned) {
  Style style{Image(96, 64, 3, 0.9F), 1};
  style.mask = left_of(48);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 40; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        style.image.at(x, y, channel) = 0.1F;
      }
    }
  }
  request_.settings.content_weight = 0;
  request_.settings.style_layers = "conv1_1 conv1_2";
  request_.regions = {{.styles = {style}}};
  const Image dark = run().picture;
  request_.regions[0].styles[0].mask = inverse(style.mask);
  EXPECT_LT(test::mean_difference(dark, Image(width, height, 3, 0.1F)),
            test::mean_difference(run().picture, Image(width, height, 3, 0.1F)));
}

TEST_F(Regions, EveryStartWorksAndFollowsTheSeed) {
  request_.settings.steps = 1;
  request_.regions = {{.styles = {strokes()}}};
  request_.start = test::strokes(30, 40);
  for (const Start start : {Start::noise, Start::grey, Start::statistics}) {
    request_.settings.start = start;
    request_.settings.seed = 1;
    const Image first = run().picture;
    request_.settings.seed = 2;
    EXPECT_GT(test::mean_difference(first, run().picture), 1e-4);
  }
  request_.settings.start = Start::picture;
  EXPECT_LT(difference(run().picture, run().picture, 0, width), 1e-9);
  request_.settings.strength = 0;
  EXPECT_NE(run().picture, request_.content);  // it starts elsewhere, so it is not simply the content
}

TEST_F(Regions, ADetailStyleChangesTheStrokes) {
  request_.regions = {{.styles = {flat(0.5F)}}};
  const Image coarse = run().picture;
  request_.detail = {strokes()};
  EXPECT_GT(test::mean_difference(coarse, run().picture), 1e-3);
}

TEST_F(Regions, ColoursAreTheOnesAskedFor) {
  request_.content = Image(width, height, 3);
  const Image scene = test::landscape(width, height);
  for (std::size_t i = 0; i < scene.pixels.size(); i += 3) {  // a grey photograph
    const float grey = (scene.pixels[i] + scene.pixels[i + 1] + scene.pixels[i + 2]) / 3;
    std::fill_n(request_.content.pixels.begin() + static_cast<std::ptrdiff_t>(i), 3, grey);
  }
  request_.regions = {{.styles = {strokes()}}};
  const auto colourfulness = [](const Image& image) {
    double sum = 0;
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
      sum += std::abs(image.pixels[i] - image.pixels[i + 1]) + std::abs(image.pixels[i + 1] - image.pixels[i + 2]);
    }
    return sum / static_cast<double>(image.pixels.size());
  };
  request_.settings.strength = 10;
  const double style = colourfulness(run().picture);
  request_.settings.colour = Colour::luminance;
  EXPECT_LT(colourfulness(run().picture), 1e-3);
  request_.settings.colour = Colour::matched;
  EXPECT_LT(colourfulness(run().picture), 0.5 * style);
  request_.settings.colour = Colour::colours_only;
  const Image coloured = run().picture;
  for (std::size_t i = 0; i < coloured.pixels.size(); i += 3) {
    const float luma = 0.299F * coloured.pixels[i] + 0.587F * coloured.pixels[i + 1] + 0.114F * coloured.pixels[i + 2];
    ASSERT_NEAR(luma, request_.content.pixels[i], 2e-3);
  }
}

// A picture of one colour in the style of that colour has nothing to change: whatever appears at its edges is the
// frame that zeros around the picture would leave.
TEST_F(Regions, NoFrameAppearsAtTheEdges) {
  request_.content = Image(width, height, 3, 0.6F);
  request_.regions = {{.styles = {flat(0.6F)}}};
  EXPECT_LT(test::mean_difference(run().picture, request_.content), 1e-3);
}

// Painted strokes are as lively at the edges as elsewhere.
TEST_F(Regions, StrokesReachTheEdges) {
  request_.content = Image(width, height, 3, 0.5F);
  request_.regions = {{.styles = {strokes()}}};
  request_.settings.start = Start::noise;
  request_.settings.content_weight = 0;
  request_.settings.steps = 40;
  const Image picture = run().picture;
  const auto change = [&](int x) {
    double sum = 0;
    for (int y = 0; y + 1 < height; ++y) {
      sum += std::abs(picture.at(x, y, 1) - picture.at(x, y + 1, 1));
    }
    return sum / height;
  };
  double inside = 0;
  for (int x = 20; x < width - 20; ++x) {
    inside += change(x) / (width - 40);
  }
  for (const int x : {0, 1, 2, width - 3, width - 2, width - 1}) {
    EXPECT_GT(change(x), 0.5 * inside) << x;
    EXPECT_LT(change(x), 2 * inside) << x;
  }
}

TEST_F(Regions, LossesTellHowFarAResultIs) {
  request_.regions = {{.styles = {strokes()}}};
  request_.settings.steps = 1;
  const Losses early = run().losses;
  request_.settings.steps = 60;
  const Losses late = run().losses;
  EXPECT_LT(late.style, early.style);
  EXPECT_GT(late.content, early.content);
  EXPECT_GT(late.variation, 0);
}

TEST_F(Regions, LossesAreThoseOfThePictureThatIsShown) {
  request_.regions = {{.styles = {strokes()}}};
  request_.settings.strength = 10;
  const Losses painted = run().losses;
  request_.settings.colour = Colour::colours_only;
  EXPECT_LT(run().losses.content, 0.9 * painted.content);
}

TEST_F(Regions, TilesGiveTheSamePicture) {
  request_.content = test::landscape(620, 400);
  request_.regions = {{.styles = {strokes()}}};
  request_.settings.steps = 3;
  request_.settings.scales = 1;
  const Image whole = run().picture;
  request_.settings.memory = 1;
  EXPECT_LT(test::mean_difference(run().picture, whole), 1e-4);
}

TEST_F(Regions, TheShareThatIsPaintedIsThatOfTheMaskWithItsMargin) {
  request_.content = test::landscape(400, 200);
  request_.regions = {{.styles = {strokes()}}};
  EXPECT_EQ(painted_share(request_), 1);
  request_.mask = Image(400, 200, 1);
  for (int y = 50; y < 150; ++y) {
    std::fill_n(request_.mask.pixels.begin() + y * 400 + 100, 100, 1.0F);
  }
  EXPECT_NEAR(painted_share(request_), 164.0 * 164.0 / (400.0 * 200.0), 1e-9);  // 32 px around it
  // A third of the work, but whoever computes beside an estimate makes it longer: the least of a few counts.
  const auto least_seconds = [&](double share) {
    double least = std::numeric_limits<double>::max();
    for (int trial = 0; trial < 5; ++trial) {
      least = std::min(least, estimate(400, 200, request_.settings, request_.encoder, share).seconds);
    }
    return least;
  };
  EXPECT_LT(least_seconds(painted_share(request_)), least_seconds(1));
}

TEST_F(Regions, AnEstimateComesWithinReason) {
  const Estimate small = estimate(256, 256, request_.settings, request_.encoder);
  const Estimate large = estimate(1024, 1024, request_.settings, request_.encoder);
  EXPECT_GT(small.seconds, 0);
  EXPECT_GT(large.seconds, small.seconds);
  EXPECT_GT(large.bytes, small.bytes);
  request_.settings.memory = 1;
  EXPECT_GT(estimate(1024, 1024, request_.settings, request_.encoder).tiles, 3);
}

}  // namespace
}  // namespace nst
