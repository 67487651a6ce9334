// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run-state.h"

#include "core/error.h"
#include "core/stylist.h"
#include "tests/support/pictures.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>

namespace nst {
namespace {

/// A run that stops itself after some reports, as a killed one would: nothing is written at that moment but what the
/// state file has.
class LongRun : public testing::TestWithParam<OptimiserKind> {
 protected:
  LongRun() {
    request_.encoder = folder_ / "encoder.safetensors";
    test::write_random_encoder(request_.encoder);
    request_.content = test::landscape(300, 260);  // two sizes
    request_.regions = {{.styles = {{test::strokes(200, 200), 1}}}};
    request_.settings.steps = 7;
    request_.settings.precision = PrecisionChoice::float32;
    request_.settings.optimiser = GetParam();
    request_.settings.averaging = 0.7;
    request_.settings.start = Start::noise;
  }
  Image run() const { return stylise(request_, {}).picture; }

  /// Runs until `share`, and gives whether that was before the end.
  bool run_until(double share) const {
    std::stop_source stop;
    try {
      stylise(request_, Progress(
                            [&](double done) {
                              if (done >= share) {
                                stop.request_stop();
                              }
                            },
                            stop.get_token()));
    } catch (const Cancelled&) {
      return true;
    }
    return false;
  }
  std::filesystem::path state() const { return folder_ / "run.state"; }

  test::TemporaryFolder folder_;
  Request request_;
};

TEST_P(LongRun, GoesOnToTheIdenticalResult) {
  const Result expected = stylise(request_, {});
  request_.settings.state_file = state();
  for (const double share : {0.1, 0.5, 0.8}) {
    ASSERT_TRUE(run_until(share));
    ASSERT_TRUE(std::filesystem::exists(state()));
  }
  const Result result = stylise(request_, {});
  EXPECT_EQ(result.picture, expected.picture);
  EXPECT_EQ(result.steps, expected.steps);
  EXPECT_FALSE(std::filesystem::exists(state()));  // the run is finished
}

TEST_P(LongRun, GoesOnFromWhatWasWrittenLast) {
  const Image expected = run();
  request_.settings.state_file = state();
  request_.settings.state_interval = 0;
  ASSERT_TRUE(run_until(0.6));
  // A stop writes, too; a kill does not. Put back an earlier state, as if the last one had never been written.
  std::filesystem::copy_file(state(), folder_ / "later.state");
  ASSERT_TRUE(run_until(0.9));
  std::filesystem::copy_file(folder_ / "later.state", state(), std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(run(), expected);
}

TEST_P(LongRun, KeepsWhatAStopHasReached) {
  request_.settings.keep_stopped = true;
  std::stop_source stop;
  const Result result = stylise(request_, Progress(
                                              [&](double done) {
                                                if (done > 0.4) {
                                                  stop.request_stop();
                                                }
                                              },
                                              stop.get_token()));
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.picture.width, 300);
  EXPECT_GT(result.steps, 0);
  EXPECT_LT(result.steps, 14);
}

INSTANTIATE_TEST_SUITE_P(All, LongRun,
                         testing::Values(OptimiserKind::l_bfgs, OptimiserKind::adam, OptimiserKind::n_adam));

class StateFile : public LongRun {};

TEST_P(StateFile, OfAnotherRunIsRefused) {
  request_.settings.state_file = state();
  ASSERT_TRUE(run_until(0.3));
  request_.content.at(5, 5, 0) += 0.25F;
  try {
    run();
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("other pictures or settings"), std::string::npos) << error.what();
  }
  EXPECT_TRUE(std::filesystem::exists(state()));
}

TEST_P(StateFile, ThatIsSomethingElseIsRefusedAndLeftAlone) {
  request_.settings.state_file = request_.encoder;
  EXPECT_THROW(run(), Error);
  request_.settings.state_file = folder_ / "notes.txt";
  std::ofstream(request_.settings.state_file) << "not a state";
  EXPECT_THROW(run(), Error);
  EXPECT_EQ(std::filesystem::file_size(request_.settings.state_file), 11U);
}

INSTANTIATE_TEST_SUITE_P(One, StateFile, testing::Values(OptimiserKind::adam));

TEST(StateKeeper, RefusesSizesThatDoNotFit) {
  const test::TemporaryFolder folder;
  const StateKeeper keeper(folder / "state", "run", 0);
  EXPECT_FALSE(keeper.read().has_value());
  keeper.write(
      {.scale = 1, .step = 2, .picture = at::rand({1, 3, 4, 5}), .memory = {{"first", at::rand({1, 3, 4, 5})}}});
  const auto state = keeper.read();
  ASSERT_TRUE(state.has_value());
  EXPECT_EQ(state->scale, 1);
  EXPECT_EQ(state->step, 2);
  EXPECT_TRUE(state->memory.contains("first"));
  EXPECT_THROW(StateKeeper(folder / "state", "another", 0).read(), Error);
}

}  // namespace
}  // namespace nst
