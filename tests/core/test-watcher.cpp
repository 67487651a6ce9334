// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looking on while a picture is painted, and what a stop keeps.
#include "core/watcher.h"

#include "core/error.h"
#include "core/stylist.h"
#include "tests/support/pictures.h"
#include "tests/support/random-decoder.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

namespace nst {
namespace {

class Watching : public testing::Test {
 protected:
  Watching() {
    request_.encoder = folder_ / "encoder.safetensors";
    test::write_random_encoder(request_.encoder);
    request_.content = test::landscape(300, 200);
    request_.regions = {{.styles = {{test::strokes(80, 64), 1}}}};
    request_.settings.steps = 6;
    request_.settings.precision = PrecisionChoice::float32;  // the same on processors without bfloat16
    watcher_.interval = std::chrono::milliseconds(0);
    watcher_.show = [this](View view) { views_.push_back(std::move(view)); };
  }
  Result run(const Progress& progress = {}) { return stylise(request_, progress, watcher_); }

  /// Stops after the first step.
  Result stopped() {
    std::stop_source stop;
    watcher_.show = [&](const View& view) {
      if (view.step > 0) {
        stop.request_stop();
      }
    };
    return run(Progress({}, stop.get_token()));
  }

  test::TemporaryFolder folder_;
  Request request_;
  Watcher watcher_;
  std::vector<View> views_;
};

/// The content as the first view shows it, and the share of `view` that differs from it where `where` is.
double changed(const View& content, const View& view, const std::function<bool(int x, int y)>& where) {
  int count = 0;
  int different = 0;
  for (int y = 0; y < view.picture.height; ++y) {
    for (int x = 0; x < view.picture.width; ++x) {
      if (where(x, y)) {
        ++count;
        different += view.picture.at(x, y, 0) != content.picture.at(x, y, 0) ? 1 : 0;
      }
    }
  }
  return 1.0 * different / std::max(1, count);
}

bool everywhere(int, int) { return true; }

TEST_F(Watching, ShowsTheContentFirstAndThenThePaintingUpToTheFinishedOne) {
  const Result result = run();
  ASSERT_GE(views_.size(), 3U);
  EXPECT_EQ(views_.front().picture, request_.content);  // small enough to be shown as it is
  EXPECT_EQ(views_.front().step, 0);
  EXPECT_EQ(views_[1].step, 1);
  EXPECT_LT(views_[1].width, 300);  // the coarse forms
  EXPECT_EQ(views_.back().step, result.steps);
  EXPECT_LT(test::mean_difference(views_.back().picture, result.picture), 1e-6);
  for (std::size_t i = 1; i < views_.size(); ++i) {
    EXPECT_EQ(views_[i].steps, result.steps);
    EXPECT_GE(views_[i].step, views_[i - 1].step);
    EXPECT_EQ(views_[i].part, (Rect{0, 0, 300, 200}));
    EXPECT_GT(changed(views_[0], views_[i], everywhere), 0.9);
  }
}

TEST_F(Watching, PicturesAreAsSmallAsWantedAndInRange) {
  watcher_.longest_side = 90;
  run();
  ASSERT_GE(views_.size(), 3U);
  for (const View& view : views_) {
    EXPECT_EQ(view.picture.width, 90);
    EXPECT_EQ(view.picture.height, 60);
    EXPECT_EQ(view.picture.channels, 3);
    EXPECT_TRUE(std::ranges::all_of(view.picture.pixels, [](float value) { return value >= 0 && value <= 1; }));
  }
}

TEST_F(Watching, ShowsThePartThatIsPaintedAndTheContentAroundTheMask) {
  request_.mask = Image(300, 200, 1);
  for (int y = 80; y < 130; ++y) {
    for (int x = 200; x < 260; ++x) {
      request_.mask.at(x, y, 0) = 1;
    }
  }
  run();
  ASSERT_GE(views_.size(), 3U);
  const View& last = views_.back();
  EXPECT_EQ(last.part, (Rect{168, 48, 124, 114}));  // with a margin of 32 pixels
  EXPECT_EQ(views_.front().picture, crop(request_.content, last.part));
  const auto inside = [](int x, int y) { return x >= 32 && x < 92 && y >= 32 && y < 82; };
  EXPECT_GT(changed(views_.front(), last, inside), 0.9);
  EXPECT_EQ(changed(views_.front(), last, [&](int x, int y) { return !inside(x, y); }), 0);
}

TEST_F(Watching, ASoftMaskLaysThePaintingOverTheContent) {
  const Image content = request_.content;
  request_.mask = Image(300, 200, 1, 0.25F);
  const Result result = run();
  const Image shown = blend(content, result.picture, result.mask);
  EXPECT_LT(test::mean_difference(views_.back().picture, shown), 1e-5);
}

TEST_F(Watching, KeepsTheAlphaOfTheContent) {
  Image content(300, 200, 4, 0.5F);
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 100; ++x) {
      content.at(x, y, 3) = 0;
    }
  }
  request_.content = content;
  watcher_.longest_side = 150;
  run();
  ASSERT_GE(views_.size(), 3U);
  for (const View& view : views_) {
    ASSERT_EQ(view.picture.channels, 4);
    EXPECT_EQ(view.part, (Rect{68, 0, 232, 200}));  // what is seen, with a margin
    EXPECT_EQ(view.picture.at(7, 10, 3), 0);
    EXPECT_NEAR(view.picture.at(view.picture.width - 1, 10, 3), 0.5, 1e-5);
  }
}

TEST_F(Watching, ShowsFinalColours) {
  request_.settings.colour = Colour::luminance;
  const Result result = run();
  EXPECT_LT(test::mean_difference(views_.back().picture, result.picture), 1e-5);
}

TEST_F(Watching, ChangesNothing) {
  for (const OptimiserKind kind : {OptimiserKind::l_bfgs, OptimiserKind::adam}) {
    request_.settings.optimiser = kind;
    views_.clear();
    const Image watched = run().picture;
    EXPECT_GE(views_.size(), 3U);
    EXPECT_EQ(stylise(request_, {}).picture, watched);
  }
}

TEST_F(Watching, KeepsToTheInterval) {
  watcher_.interval = std::chrono::hours(1);
  run();
  EXPECT_EQ(views_.size(), 3U);  // the content, the first step, the end
}

TEST_F(Watching, ADraftIsNotShown) {
  request_.decoder = folder_ / "decoder.safetensors";
  test::write_random_decoder(request_.decoder);
  request_.settings.quality = Quality::draft;
  run();
  EXPECT_TRUE(views_.empty());
}

TEST_F(Watching, WhatItThrowsEndsTheRun) {
  watcher_.show = [](const View& view) {
    if (view.step > 0) {
      throw std::runtime_error("enough seen");
    }
  };
  EXPECT_THROW(run(), std::runtime_error);
  watcher_.show = {};
  EXPECT_NO_THROW(run());
}

TEST_F(Watching, AStopFromWithinIsHeeded) { EXPECT_THROW(stopped(), Cancelled); }

TEST_F(Watching, DecidesWhatAStopKeepsWhateverTheOptionSays) {
  for (const bool option : {false, true}) {
    request_.settings.keep_stopped = option;
    watcher_.keeps = [] { return true; };
    const Result result = stopped();
    EXPECT_TRUE(result.stopped);
    EXPECT_EQ(result.picture.width, 300);
    EXPECT_GE(result.steps, 1);
    watcher_.keeps = [] { return false; };
    EXPECT_THROW(stopped(), Cancelled);
  }
}

TEST_F(Watching, AStopInTheVeryEndKeepsTheFinishedPicture) {
  const Image expected = stylise(request_, {}).picture;
  std::stop_source stop;
  watcher_.show = [&](const View& view) {
    if (view.step > 0 && view.step == view.steps) {
      stop.request_stop();
    }
  };
  watcher_.keeps = [] { return true; };
  const Result result = run(Progress({}, stop.get_token()));
  EXPECT_FALSE(result.stopped);
  EXPECT_EQ(result.picture, expected);
}

}  // namespace
}  // namespace nst
