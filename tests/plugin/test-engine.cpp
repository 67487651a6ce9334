// SPDX-License-Identifier: GPL-3.0-or-later
//
// The border between the plug-in and its module with LibTorch and libvips: what is called, returned and thrown across
// it, and what is said where the module is missing. No GIMP is needed.
#include "plugin/gimp/engine.h"

#include "core/drafter.h"
#include "core/error.h"
#include "core/generator.h"
#include "core/model-import.h"
#include "core/stylist.h"
#include "core/trained-style.h"
#include "plugin/picture-file.h"
#include "plugin/picture-scale.h"
#include "plugin/program-folder.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <stop_token>
#include <string>

namespace nst {
namespace {

const std::filesystem::path models = std::filesystem::path(NST_SOURCE_DIR) / "models";
const std::filesystem::path module_beside = program_folder() / "neural-style-engine.so";

std::filesystem::path weights(std::string_view id) { return models / id / "weights.safetensors"; }

/// Puts the module beside this program, where it is looked for.
void install() {
  std::filesystem::remove(module_beside);
  std::filesystem::create_symlink(NST_ENGINE, module_beside);
}

std::string failure_of_engine() {
  try {
    gimp::engine();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

Request small_request() {
  Request request{
      .content = Image(48, 48, 3, 0.5F), .mask = {}, .regions = {}, .detail = {}, .start = {}, .settings = {}};
  request.regions.push_back({.styles = {{.image = Image(32, 32, 3, 0.25F)}}});
  request.encoder = weights("encoder-vgg19-slim");
  request.decoder = weights("decoder-arbitrary");
  request.settings.steps = 2;
  return request;
}

Progress stopped() {
  std::stop_source stop;
  stop.request_stop();
  return Progress([](double) {}, stop.get_token());
}

/// First, since an engine that is loaded stays so.
TEST(Engine, SaysWhatToInstallUntilItIsThere) {
  std::filesystem::remove(module_beside);
  const std::string missing = failure_of_engine();
  EXPECT_NE(missing.find(module_beside.string()), std::string::npos) << missing;
  EXPECT_NE(missing.find("Install LibTorch"), std::string::npos) << missing;
  EXPECT_THROW(stylise(small_request(), {}), Error);

  std::ofstream(module_beside) << "no module";
  EXPECT_NE(failure_of_engine().find("Install LibTorch"), std::string::npos);
  gimp::preload_engine();  // says nothing

  install();
  EXPECT_EQ(failure_of_engine(), "");
}

class LoadedEngine : public testing::Test {
 protected:
  static void SetUpTestSuite() { install(); }
};

TEST_F(LoadedEngine, PaintsAndReports) {
  double reached = 0;
  const Result result = stylise(small_request(), Progress([&](double share) { reached = share; }));
  EXPECT_EQ(result.picture.width, 48);
  EXPECT_EQ(reached, 1);
}

TEST_F(LoadedEngine, ShowsThePaintingOnItsWay) {
  int shown = 0;
  stylise(small_request(), {}, {.show = [&](const View& view) { shown += view.picture.width == 48; }, .keeps = {}});
  EXPECT_GT(shown, 0);
}

TEST_F(LoadedEngine, PassesErrors) {
  EXPECT_THROW(load_trained_style("nowhere.safetensors"), Error);
  EXPECT_THROW(Generator("nowhere.safetensors"), Error);
  EXPECT_THROW(verify_model("nowhere.safetensors"), Error);
  EXPECT_THROW(inspect_picture("nowhere.png"), Error);
  Request request = small_request();
  request.regions.clear();
  EXPECT_THROW(stylise(request, {}), Error);
}

TEST_F(LoadedEngine, PassesAStop) {
  EXPECT_THROW(stylise(small_request(), stopped()), Cancelled);
  EXPECT_THROW(Drafter().paint(small_request(), stopped()), Cancelled);
}

/// What the caller's own functions throw comes back through the module.
TEST_F(LoadedEngine, PassesTheCallersExceptions) {
  struct Own {};
  EXPECT_THROW(stylise(small_request(), Progress([](double) { throw Own(); })), Own);
}

TEST_F(LoadedEngine, KeepsWhatADrafterKnows) {
  Drafter drafter;
  EXPECT_EQ(drafter.computed(), 0);
  Drafter moved = std::move(drafter);
  moved.paint(small_request(), {});
  const int computed = moved.computed();
  EXPECT_GT(computed, 0);
  moved.paint(small_request(), {});
  EXPECT_EQ(moved.computed(), computed);
}

TEST_F(LoadedEngine, PaintsSwatches) {
  Generator generator(weights("generator-dcgan-abstract"));
  const Generator moved = std::move(generator);
  EXPECT_EQ(moved.info().size, 64);
  const std::array points{SwatchPoint{.seed = 7}};
  EXPECT_EQ(moved.paint(points, {}, {}).at(0).width, 64);
  EXPECT_EQ(moved.scores(points, 1, {}).size(), 1U);
}

TEST_F(LoadedEngine, ReadsPictures) {
  const std::filesystem::path picture = std::filesystem::path(NST_SOURCE_DIR) / "tests/golden/swatch.png";
  const PictureSize size = inspect_picture(picture).size;
  EXPECT_EQ(read_picture(picture).width, size.width);
  EXPECT_EQ(read_picture(picture, {.width = 8, .height = 8}).width, 8);
  EXPECT_EQ(scaled_to_fit(read_picture(picture), 8).width, 8);
}

}  // namespace
}  // namespace nst
