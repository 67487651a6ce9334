// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stylist.h"

#include "core/error.h"
#include "tests/support/pictures.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <thread>

namespace nst {
namespace {

class Stylist : public testing::Test {
 protected:
  Stylist() {
    request_.encoder = folder_.path() / "encoder.safetensors";
    test::write_random_encoder(request_.encoder);
    request_.content = test::landscape(72, 56);
    request_.regions = {{.styles = {{test::strokes(80, 64), 1}}}};
    request_.settings.steps = 6;
    request_.settings.precision = PrecisionChoice::float32;  // the same on processors without bfloat16
  }
  Image run() const { return stylise(request_, {}).picture; }
  std::vector<Style>& styles() { return request_.regions[0].styles; }
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

TEST_F(Stylist, GoldenWassersteinWithLBfgs) { test::expect_golden(run(), "wasserstein-l-bfgs"); }

TEST_F(Stylist, GoldenGramWithAdam) {
  request_.settings.style_loss = StyleLoss::gram;
  request_.settings.optimiser = OptimiserKind::adam;
  request_.settings.steps = 20;
  test::expect_golden(run(), "gram-adam");
}

TEST_F(Stylist, GoldenFromNoise) {
  request_.settings.start = Start::noise;
  request_.settings.seed = 7;
  test::expect_golden(run(), "noise");
}

TEST_F(Stylist, GoldenInADiscBroughtUpFromASmallerSize) {
  request_.content = test::landscape(96, 80);
  request_.mask = test::disc(96, 80);
  request_.settings.working_size = 64;
  test::expect_golden(blend(request_.content, run(), request_.mask), "disc");
}

TEST_F(Stylist, SameRequestSamePixels) {
  request_.settings.start = Start::noise;
  const Image first = run();
  EXPECT_EQ(first, run());
  request_.settings.seed = 1;
  EXPECT_NE(first, run());
}

TEST_F(Stylist, LeavesEverythingOutsideTheMaskToTheBit) {
  request_.mask = Image(72, 56, 1);
  for (int y = 20; y < 40; ++y) {
    for (int x = 30; x < 50; ++x) {
      request_.mask.at(x, y, 0) = 0.5F;
    }
  }
  for (const int working_size : {1536, 64}) {
    request_.settings.working_size = working_size;
    const Image result = run();
    int changed = 0;
    for (int y = 0; y < 56; ++y) {
      for (int x = 0; x < 72; ++x) {
        for (int channel = 0; channel < 3; ++channel) {
          const bool same = result.at(x, y, channel) == request_.content.at(x, y, channel);
          EXPECT_TRUE(same || request_.mask.at(x, y, 0) > 0) << x << ' ' << y;
          changed += same ? 0 : 1;
        }
      }
    }
    EXPECT_GT(changed, 400 * 3 / 2);
  }
}

TEST_F(Stylist, LeavesTransparentPixelsAndTheAlphaChannelToTheBit) {
  Image content(72, 56, 4, 0.25F);
  for (int y = 0; y < 56; ++y) {
    for (int x = 0; x < 72; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        content.at(x, y, channel) = request_.content.at(x, y, channel);
      }
      content.at(x, y, 3) = x < 36 ? 0.0F : 0.75F;
    }
  }
  request_.content = content;
  const Image result = run();
  ASSERT_EQ(result.channels, 4);
  for (int y = 0; y < 56; ++y) {
    for (int x = 0; x < 72; ++x) {
      EXPECT_EQ(result.at(x, y, 3), content.at(x, y, 3));
      if (x < 36) {
        EXPECT_EQ(result.at(x, y, 0), content.at(x, y, 0));
      }
    }
  }
  EXPECT_GT(test::mean_difference(result, content), 1e-3);
}

TEST_F(Stylist, TamesPixelsThatAreNoColours) {
  request_.content.at(3, 3, 0) = std::numeric_limits<float>::quiet_NaN();
  request_.content.at(4, 3, 1) = std::numeric_limits<float>::infinity();
  request_.content.at(5, 3, 2) = -40;
  styles()[0].image.at(2, 2, 0) = std::numeric_limits<float>::quiet_NaN();
  for (const float value : run().pixels) {
    ASSERT_TRUE(value >= 0 && value <= 1);
  }
}

TEST_F(Stylist, NoStrengthLeavesThePictureAsItIs) {
  request_.settings.strength = 0;
  EXPECT_EQ(run(), request_.content);
}

TEST_F(Stylist, ContentOnlyReconstructsThePictureFromNoise) {
  request_.settings.strength = 0;
  request_.settings.smoothness = 0;
  request_.settings.start = Start::noise;
  request_.settings.steps = 60;
  const double reconstructed = test::mean_difference(run(), request_.content);
  request_.settings.steps = 1;
  EXPECT_LT(reconstructed, 0.9 * test::mean_difference(run(), request_.content));
}

TEST_F(Stylist, LargeBrushesAndNarrowPicturesNeedNoMoreMemoryThanSaid) {
  request_.settings.steps = 1;
  request_.settings.brush_size = 8;
  request_.content = test::landscape(3000, 16);
  EXPECT_EQ(run().width, 3000);
  EXPECT_GT(memory_needed(3000, 16, {}), memory_needed(1500, 32, {}));
}

TEST_F(Stylist, WeightsOfStylesAreRelative) {
  styles().push_back({test::landscape(64, 64), 1});
  const Image one_to_one = run();
  styles()[0].weight = 5;
  styles()[1].weight = 5;
  EXPECT_LT(test::mean_difference(one_to_one, run()), 1e-3);
  styles()[1].weight = 0.01;
  EXPECT_GT(test::mean_difference(one_to_one, run()), 1e-3);
}

TEST_F(Stylist, TheBrushSizeOfAStyleIsThatOfAllTimesItsOwn) {
  request_.settings.brush_size = 0.5;
  const Image all = run();
  request_.settings.brush_size = 1;
  styles()[0].brush_size = 0.5;
  EXPECT_EQ(run().pixels, all.pixels);
}

TEST_F(Stylist, TakesPicturesOfAwkwardShapes) {
  request_.settings.steps = 2;
  for (const auto& [width, height] : {std::pair{16, 16}, {17, 300}, {301, 19}, {33, 47}}) {
    request_.content = test::landscape(width, height);
    styles()[0].image = test::strokes(height, width);
    const Image result = run();
    EXPECT_EQ(result.width, width);
    EXPECT_EQ(result.height, height);
  }
}

TEST_F(Stylist, RefusesWhatItCannotPaint) {
  const Request good = request_;
  const auto with = [&](const std::function<void(Request&)>& change, const std::string& part) {
    request_ = good;
    change(request_);
    expect_error(part);
  };
  with([](Request& r) { r.content = Image(1, 1, 3); }, "1 × 1");
  with([](Request& r) { r.regions.clear(); }, "No style");
  with([](Request& r) { r.regions[0].mask = Image(10, 10, 1, 1); }, "region");
  with([](Request& r) { r.regions[0].mask = Image(72, 56, 1); }, "selection");
  with([](Request& r) { r.regions[0].strength = std::numeric_limits<double>::quiet_NaN(); }, "strength");
  with([](Request& r) { r.regions[0].keep = true; }, "No style");
  with([](Request& r) { r.regions[0].styles[0].mask = Image(3, 3, 1, 1); }, "mask of a style");
  with([](Request& r) { r.regions[0].styles[0].mask = Image(80, 64, 1); }, "fully transparent");
  with([](Request& r) { r.settings.start = Start::picture; }, "start");
  with([](Request& r) { r.settings.style_layers = "conv9_9"; }, "conv9_9");
  with([](Request& r) { r.settings.content_layers = "nonsense"; }, "content-layers");
  with([](Request& r) { r.content = Image(15, 3, 3); }, "15 × 3");
  with([](Request& r) { r.mask = Image(10, 10, 1, 1); }, "10 × 10");
  with([](Request& r) { r.mask = Image(72, 56, 1); }, "selection");
  with([](Request& r) { r.content = Image(72, 56, 4); }, "fully transparent");
  with([](Request& r) { r.regions[0].styles.clear(); }, "No style");
  with([](Request& r) { r.regions[0].styles[0].image = Image(8, 8, 3); }, "8 × 8");
  with([](Request& r) { r.regions[0].styles[0].image = Image(40, 40, 4); }, "fully transparent");
  with([](Request& r) { r.regions[0].styles[0].weight = -1; }, "weight of a style");
  with([](Request& r) { r.regions[0].styles[0].brush_size = 2; }, "brush size of a style");
  with([](Request& r) { r.settings.steps = 0; }, "steps");
  with([](Request& r) { r.encoder = "none.safetensors"; }, "none.safetensors");
}

TEST_F(Stylist, RefusesWhatDoesNotFitIntoTheMemory) {
  constexpr std::uint64_t gigabyte = 1'000'000'000;
  EXPECT_GT(memory_needed(30000, 20000, {}), 24 * gigabyte);
  EXPECT_LT(memory_needed(6000, 4000, {}), 8 * gigabyte);
  EXPECT_NO_THROW(require_memory(1000, 1000, {}, 8 * gigabyte));
  try {
    require_memory(30000, 20000, {}, 16 * gigabyte);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("16.0 GB"), std::string::npos) << error.what();
  }
}

TEST_F(Stylist, ProgressRisesToOne) {
  double last = 0;
  stylise(request_, Progress([&](double share) {
            EXPECT_GE(share, last);
            last = share;
          }));
  EXPECT_EQ(last, 1);
}

TEST_F(Stylist, StopsAndIsUsableAgain) {
  request_.settings.steps = 5000;
  std::stop_source stop;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop.request_stop();
  });
  EXPECT_THROW(stylise(request_, Progress({}, stop.get_token())), Cancelled);
  request_.settings.steps = 1;
  EXPECT_NO_THROW(run());
}

}  // namespace
}  // namespace nst
