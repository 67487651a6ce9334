// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drafts: requests painted in one pass.
#include "core/drafter.h"
#include "core/error.h"
#include "core/one-pass.h"
#include "core/stylist.h"
#include "tests/support/pictures.h"
#include "tests/support/random-decoder.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>

namespace nst {
namespace {

class Draft : public testing::Test {
 protected:
  Draft() {
    request_.encoder = folder_ / "encoder.safetensors";
    request_.decoder = folder_ / "decoder.safetensors";
    test::write_random_encoder(request_.encoder);
    test::write_random_decoder(request_.decoder);
    request_.content = test::landscape(96, 72);
    request_.regions = {{.styles = {{test::strokes(80, 64), 1}}}};
    request_.settings.quality = Quality::draft;
    request_.settings.precision = PrecisionChoice::float32;  // the same on processors without bfloat16
  }
  Image run() const { return stylise(request_, {}).picture; }
  static double largest_difference(const Image& a, const Image& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
      largest = std::max(largest, std::abs(static_cast<double>(a.pixels[i]) - b.pixels[i]));
    }
    return largest;
  }
  void expect_error(const std::string& part) const {
    try {
      run();
      ADD_FAILURE() << "no error: " << part;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  }
  test::TemporaryFolder folder_;
  Request request_;
};

TEST_F(Draft, Golden) { test::expect_golden(run(), "draft"); }

TEST_F(Draft, PaintsAndMeasures) {
  const Result result = stylise(request_, {});
  EXPECT_EQ(result.picture.width, 96);
  EXPECT_EQ(result.picture.height, 72);
  EXPECT_EQ(result.steps, 0);
  EXPECT_GT(result.losses.style, 0);
  EXPECT_GT(test::mean_difference(result.picture, request_.content), 0.01);
}

TEST_F(Draft, SameRequestSamePixelsAndTheSeedIsTheNoise) {
  const Image first = run();
  EXPECT_EQ(first, run());
  request_.settings.seed = 1;
  EXPECT_NE(first, run());
}

TEST_F(Draft, EverySettingThatCountsChangesThePicture) {
  const Image first = run();
  const auto changes = [&](const auto& change) {
    Request other = request_;
    change(other);
    return largest_difference(first, stylise(other, {}).picture) > 1e-3;
  };
  EXPECT_TRUE(changes([](Request& r) { r.settings.strength = 0.5; }));
  EXPECT_TRUE(changes([](Request& r) { r.settings.content_weight = 3; }));
  EXPECT_TRUE(changes([](Request& r) { r.settings.brush_size = 0.5; }));
  EXPECT_TRUE(changes([](Request& r) { r.settings.colour = Colour::luminance; }));
  EXPECT_TRUE(changes([](Request& r) { r.settings.feature_transfer = FeatureTransfer::moments; }));
  EXPECT_TRUE(changes([](Request& r) { r.regions[0].styles.push_back({test::landscape(70, 60), 1}); }));
  EXPECT_TRUE(changes([](Request& r) { r.regions[0].strength = 0.3; }));
}

TEST_F(Draft, SeveralStylesAreMixedByTheirWeights) {
  request_.regions[0].styles.push_back({test::landscape(70, 60), 1});
  const Image even = run();
  request_.regions[0].styles[0].weight = 1e6;
  const Image first = run();
  request_.regions[0].styles.pop_back();
  EXPECT_LT(largest_difference(first, run()), 1e-3);
  EXPECT_GT(largest_difference(first, even), 1e-2);
}

TEST_F(Draft, NothingOfTheStyleLeavesThePhotographToTheBit) {
  request_.settings.strength = 0;
  EXPECT_EQ(run(), request_.content);
}

TEST_F(Draft, LeavesEverythingOutsideTheMaskToTheBit) {
  request_.mask = Image(96, 72, 1);
  for (int y = 20; y < 40; ++y) {
    for (int x = 30; x < 50; ++x) {
      request_.mask.at(x, y, 0) = 0.5F;
    }
  }
  const Image picture = run();
  for (int y = 0; y < 72; ++y) {
    for (int x = 0; x < 96; ++x) {
      if (request_.mask.at(x, y, 0) <= 0) {
        ASSERT_EQ(picture.at(x, y, 1), request_.content.at(x, y, 1));
      }
    }
  }
  EXPECT_NE(picture.at(40, 30, 0), request_.content.at(40, 30, 0));
}

TEST_F(Draft, KeptAndTransparentPartsStay) {
  request_.content = Image(96, 72, 4, 1.0F);
  const Image colours = test::landscape(96, 72);
  for (int y = 0; y < 72; ++y) {
    for (int x = 0; x < 96; ++x) {
      for (int c = 0; c < 3; ++c) {
        request_.content.at(x, y, c) = colours.at(x, y, c);
      }
      request_.content.at(x, y, 3) = x < 10 ? 0.0F : 1.0F;
    }
  }
  const Image picture = run();
  for (int y = 0; y < 72; ++y) {
    ASSERT_EQ(picture.at(5, y, 0), request_.content.at(5, y, 0));
    ASSERT_EQ(picture.at(50, y, 3), 1.0F);
  }
}

TEST_F(Draft, TheSmallestAndTheNarrowestPicturesArePainted) {
  for (const auto& [width, height] : {std::pair(16, 16), {16, 200}, {300, 17}}) {
    request_.content = test::landscape(width, height);
    const Image picture = run();
    EXPECT_EQ(picture.width, width);
    for (const float value : picture.pixels) {
      ASSERT_TRUE(value >= 0 && value <= 1);
    }
  }
  request_.content = test::landscape(1, 1);
  expect_error("too small");
}

TEST_F(Draft, AnEvenPictureStaysFinite) {
  request_.content = Image(64, 64, 3, 0.5F);
  for (const float value : run().pixels) {
    ASSERT_TRUE(std::isfinite(value));
  }
}

TEST_F(Draft, WithoutItsNetworkSaysSoAndTheOthersWork) {
  request_.decoder.clear();
  expect_error("decoder-arbitrary");
  request_.settings.quality = Quality::normal;
  request_.settings.steps = 2;
  EXPECT_NO_THROW(run());
}

TEST_F(Draft, IsWhatAnOptimisationMayBeginWith) {
  request_.settings.quality = Quality::normal;
  request_.settings.steps = 1;
  const Image from_content = run();
  request_.settings.start = Start::draft;
  const Image from_draft = run();
  EXPECT_GT(test::mean_difference(from_content, from_draft), 1e-3);
  request_.decoder.clear();  // missing, or made for another encoder: the content takes its place
  EXPECT_EQ(run(), from_content);
  request_.decoder = folder_ / "other.safetensors";
  test::write_random_decoder(request_.decoder, {4, 4, 8, 16, 8});
  EXPECT_EQ(run(), from_content);
}

TEST_F(Draft, IsWhatBestBeginsWithInHalfOfItsSteps) {
  request_.settings.steps = 2;
  const auto painted_from = [&](Start start) {
    request_.settings.start = start;
    return stylise(request_, {});
  };
  request_.settings.quality = Quality::normal;
  EXPECT_EQ(painted_from(Start::automatic).picture, painted_from(Start::content).picture);
  request_.settings.quality = Quality::best;
  const Result best = painted_from(Start::automatic);
  EXPECT_EQ(best.picture, painted_from(Start::draft).picture);
  EXPECT_LE(2 * best.steps, painted_from(Start::content).steps);
  request_.decoder.clear();
  EXPECT_EQ(painted_from(Start::automatic).picture, painted_from(Start::content).picture);
}

TEST_F(Draft, ADrafterGivesTheSameAndComputesOnlyWhatIsNew) {
  Drafter drafter;
  int computed = 0;
  const auto expect_new = [&](int things) {
    EXPECT_EQ(drafter.paint(request_, {}).picture, run());
    EXPECT_EQ(drafter.computed(), computed + things);
    computed = drafter.computed();
  };
  expect_new(2);  // the content and the style
  expect_new(0);
  request_.settings.strength = 0.6;
  expect_new(0);
  request_.regions[0].mask = test::disc(96, 72);
  expect_new(0);
  request_.regions[0].styles[0].image = test::landscape(66, 70);
  expect_new(1);
  request_.content.at(3, 3, 0) = 0.9F;
  expect_new(1);
}

TEST_F(Draft, IsADraftForADrafterWhateverTheQuality) {
  const Image draft = run();
  request_.settings.quality = Quality::best;
  EXPECT_EQ(Drafter().paint(request_, {}).picture, draft);
}

TEST_F(Draft, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(stylise(request_, Progress({}, stop.get_token())), Cancelled);
}

class OnePassTest : public testing::Test {
 protected:
  OnePassTest() {
    test::write_random_encoder(folder_ / "encoder.safetensors");
    test::write_random_decoder(folder_ / "decoder.safetensors");
    encoder_ = Encoder::load(folder_ / "encoder.safetensors");
    decoder_ = Decoder::load(folder_ / "decoder.safetensors");
    at::manual_seed(1);
  }
  static at::Tensor smooth(std::int64_t height, std::int64_t width) {
    return at::upsample_bicubic2d(at::rand({1, 3, height / 8, width / 8}), {height, width}, false)
        .clamp(0, 1)
        .contiguous(at::MemoryFormat::ChannelsLast);
  }
  static SceneRegion region(const at::Tensor& mask) { return {mask, {{smooth(256, 200), {}, 1}}, 1, 1}; }
  at::Tensor paint(const Painting& painting, double budget) const {
    OnePassMemory memory;
    return OnePass(*encoder_, *decoder_, {}, budget, memory).paint(painting, {});
  }
  static constexpr double all = std::numeric_limits<double>::max();
  test::TemporaryFolder folder_;
  std::optional<Encoder> encoder_;
  std::optional<Decoder> decoder_;
};

TEST_F(OnePassTest, TilesGiveTheSameAsTheWhole) {
  Painting painting{.scene = {smooth(640, 720), {region({})}}, .style_side = 256, .start = {}};
  const at::Tensor whole = paint(painting, all);
  EXPECT_LT((whole - paint(painting, 1)).abs().max().item<double>(), 2e-3);
  EXPECT_GT((whole - painting.scene.content).abs().mean().item<double>(), 0.01);
}

TEST_F(OnePassTest, TilesOfSoftRegionsGiveTheSameAsTheWhole) {
  const at::Tensor ramp = at::linspace(0, 1, 720).view({1, 1, 1, 720}).expand({1, 1, 640, 720}).contiguous();
  const Painting painting{
      .scene = {smooth(640, 720), {region(ramp), region(1 - ramp)}}, .style_side = 256, .start = {}};
  EXPECT_LT((paint(painting, all) - paint(painting, 1)).abs().max().item<double>(), 2e-3);
}

TEST_F(OnePassTest, FarFromItsBordersARegionIsWhatItIsByItself) {
  constexpr std::int64_t width = 640;
  at::Tensor left = at::zeros({1, 1, 64, width});
  left.narrow(3, 0, width / 2).fill_(1);
  const SceneRegion first = region(left);
  const SceneRegion second = region(1 - left);
  Painting painting{.scene = {smooth(64, width), {first, second}}, .style_side = 96, .start = {}};
  const at::Tensor both = paint(painting, all);
  painting.scene.regions = {first};
  const at::Tensor alone = paint(painting, all);
  constexpr std::int64_t far = 120;  // from the border and what the networks reach beyond it
  EXPECT_LT((both - alone).narrow(3, 0, far).abs().max().item<double>(), 1e-4);
  EXPECT_GT((both - alone).narrow(3, width - far, far).abs().max().item<double>(), 1e-2);
}

TEST(OnePassSizes, BeginAtTheSideThatTheNetworkKnows) {
  EXPECT_EQ(one_pass_sizes({300, 500}), (std::vector<Size>{{300, 500}}));
  EXPECT_EQ(one_pass_sizes({700, 1000}), (std::vector<Size>{{350, 500}, {700, 1000}}));
  EXPECT_EQ(one_pass_sizes({40, 4000}).front(), (Size{40, 4000}));  // no side may become too small
}

}  // namespace
}  // namespace nst
