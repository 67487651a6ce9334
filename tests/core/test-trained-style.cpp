// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trained-style.h"

#include "core/error.h"
#include "core/safetensors.h"
#include "tests/support/pictures.h"
#include "tests/support/random-decoder.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <stop_token>

namespace nst {
namespace {

namespace fs = std::filesystem;

class TrainedStyleTest : public testing::Test {
 protected:
  TrainedStyleTest() {
    training_.encoder = folder_ / "encoder.safetensors";
    training_.decoder = folder_ / "decoder.safetensors";
    test::write_random_encoder(training_.encoder);
    test::write_random_decoder(training_.decoder);
    training_.styles = {{test::strokes(80, 64), 2}, {test::landscape(64, 48), 1}};
    training_.name = "Strokes";
    training_.encoder_id = "encoder-random";
    training_.folder = folder_ / "style-strokes";
    training_.steps = 6;
    training_.batch = 2;
    training_.crop = 64;
    training_.save_interval = 0;
  }
  fs::path weights() const { return training_.folder / "weights.safetensors"; }
  fs::path state() const { return training_.folder / "training.safetensors"; }
  void train(const Progress& progress = {}, std::vector<double>* losses = nullptr) const {
    train_style(training_, photographs_, progress, [&](const TrainingState& now) {
      if (losses != nullptr) {
        losses->push_back(now.style);
      }
    });
  }
  /// Trains until `steps` are done and stops there.
  void train_until(int steps) const {
    std::stop_source stop;
    const auto watch = [&](const TrainingState& now) {
      if (now.step >= steps) {
        stop.request_stop();
      }
    };
    EXPECT_THROW(train_style(training_, photographs_, Progress({}, stop.get_token()), watch), Cancelled);
  }

  test::TemporaryFolder folder_;
  StyleTraining training_;
  std::vector<Image> photographs_{test::landscape(96, 80), test::landscape(80, 96)};
};

TEST_F(TrainedStyleTest, LearnsItsStyle) {
  training_.steps = 40;
  training_.rate = 3e-3;
  std::vector<double> losses;
  train({}, &losses);
  EXPECT_LT(losses.back(), 0.8 * losses.front());
}

TEST_F(TrainedStyleTest, BecomesAModelWithItsPictures) {
  train();
  EXPECT_FALSE(fs::exists(state()));
  EXPECT_TRUE(fs::exists(training_.folder / "card.md"));
  const TrainedStyle style = load_trained_style(weights());
  EXPECT_EQ(style.name, "Strokes");
  ASSERT_EQ(style.styles.size(), 2U);
  EXPECT_NEAR(style.styles[0].weight, 2.0 / 3, 1e-6);
  EXPECT_EQ(style.styles[1].network, weights());
  EXPECT_LT(test::mean_difference(style.styles[0].image, training_.styles[0].image), 1e-3);
}

TEST_F(TrainedStyleTest, PaintsDraftsByItsOwnNetwork) {
  training_.rate = 3e-3;
  train();
  Request request{.content = test::landscape(96, 72), .encoder = training_.encoder, .decoder = training_.decoder};
  request.regions = {{.styles = load_trained_style(weights()).styles}};
  request.settings.quality = Quality::draft;
  request.settings.precision = PrecisionChoice::float32;
  const Image own = stylise(request, {}).picture;
  for (Style& style : request.regions[0].styles) {
    style.network.clear();
  }
  EXPECT_GT(test::mean_difference(own, stylise(request, {}).picture), 1e-4);
  request.regions[0].styles[0].network = weights();  // a mixture with another style is the general network's
  const Image mixed = stylise(request, {}).picture;
  request.regions[0].styles[0].network.clear();
  EXPECT_EQ(mixed, stylise(request, {}).picture);
  request.settings.quality = Quality::normal;
  request.settings.steps = 2;
  request.regions[0].styles = load_trained_style(weights()).styles;
  EXPECT_NO_THROW(stylise(request, {}));
}

TEST_F(TrainedStyleTest, RegionsOfDifferentNetworksMeetSoftly) {
  train();
  Request request{.content = test::landscape(96, 72), .encoder = training_.encoder, .decoder = training_.decoder};
  Image rest = test::disc(96, 72);
  for (float& value : rest.pixels) {
    value = 1 - value;
  }
  request.regions = {{.mask = test::disc(96, 72), .styles = load_trained_style(weights()).styles},
                     {.mask = rest, .styles = {{test::landscape(64, 64), 1}}}};
  request.settings.quality = Quality::draft;
  const Image picture = stylise(request, {}).picture;
  for (const float value : picture.pixels) {
    ASSERT_TRUE(value >= 0 && value <= 1);
  }
}

TEST_F(TrainedStyleTest, GoesOnAfterAStopAsIfNothingHadHappened) {
  train();
  const TensorFile whole = read_safetensors(weights());
  fs::remove_all(training_.folder);
  train_until(3);
  EXPECT_TRUE(fs::exists(state()));
  EXPECT_FALSE(fs::exists(weights()));
  train();
  const TensorFile resumed = read_safetensors(weights());
  for (const auto& [name, tensor] : whole.tensors) {
    EXPECT_TRUE(at::allclose(tensor.to(at::kFloat), resumed.tensors.at(name).to(at::kFloat), 2e-3, 2e-3)) << name;
  }
}

TEST_F(TrainedStyleTest, AnotherTrainingInItsPlaceIsRefused) {
  train_until(2);
  training_.styles.pop_back();
  EXPECT_THROW(train(), Error);
  EXPECT_TRUE(fs::exists(state()));
}

TEST_F(TrainedStyleTest, BadInputIsRefused) {
  training_.styles.clear();
  EXPECT_THROW(train(), Error);
  training_.styles = {{test::strokes(80, 64), 1}};
  photographs_ = {};
  EXPECT_THROW(train(), Error);
  photographs_ = {test::landscape(60, 200)};
  EXPECT_THROW(train(), Error);
  EXPECT_FALSE(fs::exists(weights()));
}

TEST_F(TrainedStyleTest, DamagedFilesAreRefused) {
  train();
  const TensorFile good = read_safetensors(weights());
  const auto refused = [&](TensorFile file, const std::string& part) {
    write_safetensors(weights(), file);
    try {
      load_trained_style(weights());
      ADD_FAILURE() << "was taken: " << part;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  };
  TensorFile file = good;
  file.metadata.erase("pictures");
  refused(file, "pictures");
  file = good;
  file.tensors.erase("picture1");
  refused(file, "picture");
  file = good;
  file.metadata["weight0"] = "nan";
  refused(file, "weight0");
}

}  // namespace
}  // namespace nst
