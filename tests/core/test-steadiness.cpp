// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/steadiness.h"

#include "tests/support/pictures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace nst {
namespace {

constexpr float level = 1.0F / 255;

/// Mid gray with a white square of 12 px, whose left edge is at `x`.
Image with_square(int x) {
  Image picture(64, 48, 3, 0.5F);
  paste(picture, Image(12, 12, 3, 1.0F), x, 18);
  return picture;
}

Image noisy(Image picture, unsigned seed, float deviation) {
  std::mt19937 random(seed);
  std::normal_distribution<float> noise(0, deviation);
  for (float& value : picture.pixels) {
    value = std::clamp(value + noise(random), 0.0F, 1.0F);
  }
  return picture;
}

Image with_alpha(const Image& picture, float alpha) {
  Image result(picture.width, picture.height, 4, alpha);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        result.at(x, y, channel) = picture.at(x, y, channel);
      }
    }
  }
  return result;
}

/// The next frame as it is shown.
Image add(SteadyFrames& frames, const Image& photograph, const Image& painting, const Image& mask = {}) {
  frames.begin(photograph);
  const Image shown = frames.steadied(painting);
  frames.end(shown, mask);
  return shown;
}

TEST(StillParts, AreAllOfTheSamePicture) {
  const Image picture = test::landscape(40, 30);
  EXPECT_EQ(still_parts(picture, picture), Image(40, 30, 1, 1.0F));
}

TEST(StillParts, OfPicturesOfOtherSizesAreNone) {
  EXPECT_TRUE(still_parts(Image(40, 30, 3), Image(30, 40, 3)).empty());
  EXPECT_TRUE(still_parts(Image(), Image(30, 40, 3)).empty());
}

TEST(StillParts, LeaveOutWhatMovedAndEndSoftly) {
  const Image still = still_parts(with_square(8), with_square(32));
  for (int y = 18; y < 30; ++y) {
    for (int x = 8; x < 20; ++x) {
      EXPECT_EQ(still.at(x, y, 0), 0) << x << " " << y;       // where it was
      EXPECT_EQ(still.at(x + 24, y, 0), 0) << x << " " << y;  // where it is
    }
  }
  for (int x = 0; x < 64; ++x) {
    EXPECT_EQ(still.at(x, 2, 0), 1);
    EXPECT_EQ(still.at(x, 45, 0), 1);
  }
  int between = 0;
  for (int x = 44; x + 1 < 64; ++x) {
    EXPECT_GE(still.at(x + 1, 24, 0), still.at(x, 24, 0)) << x;
    between += still.at(x, 24, 0) > 0 && still.at(x, 24, 0) < 1 ? 1 : 0;
  }
  EXPECT_GE(between, 3);
  EXPECT_EQ(still.at(63, 24, 0), 1);
}

TEST(StillParts, TakeNoNoticeOfNoise) {
  const Image picture = test::landscape(64, 48);
  const Image still = still_parts(noisy(picture, 1, 3 * level), noisy(picture, 2, 3 * level));
  EXPECT_GT(*std::ranges::min_element(still.pixels), 0.95F);
}

TEST(StillParts, CompareWhatIsSeenOfTransparentPictures) {
  const Image dark(40, 30, 3, 0.2F);
  const Image light(40, 30, 3, 0.8F);
  EXPECT_EQ(still_parts(with_alpha(dark, 0), with_alpha(light, 0)), Image(40, 30, 1, 1.0F));
  EXPECT_EQ(still_parts(dark, with_alpha(dark, 1)), Image(40, 30, 1, 1.0F));
  EXPECT_EQ(still_parts(with_alpha(Image(40, 30, 3), 0), Image(40, 30, 3)), Image(40, 30, 1, 0.0F));
}

TEST(SteadyFrames, KeepTheLastPaintingWhereThePhotographStandsStill) {
  SteadyFrames frames(1);
  const Image first(64, 48, 3, 0.25F);
  const Image second(64, 48, 3, 0.75F);
  frames.begin(with_square(8));
  EXPECT_TRUE(frames.start().empty());
  EXPECT_EQ(add(frames, with_square(8), first), first);

  const Image shown = add(frames, with_square(32), second);
  EXPECT_EQ(shown.at(2, 2, 0), 0.25F);
  EXPECT_EQ(shown.at(14, 24, 0), 0.75F);
  EXPECT_EQ(shown.at(36, 24, 0), 0.75F);
}

TEST(SteadyFrames, BeginWithTheLastPaintingAndItsColours) {
  SteadyFrames frames(1);
  const auto painted = [](Image picture) {
    for (float& value : picture.pixels) {
      value = 0.1F + value / 2;
    }
    return picture;
  };
  Image photograph = test::landscape(64, 48);
  frames.begin(photograph);
  frames.end(painted(photograph));
  paste(photograph, Image(12, 12, 3, 0.9F), 30, 18);
  frames.begin(photograph);
  EXPECT_LT(test::mean_difference(frames.start(), painted(photograph)), 1e-5);

  frames.begin(Image(64, 48, 3, 0.0F));
  EXPECT_EQ(frames.start(), Image(64, 48, 3, 0.0F)) << "all has changed";
}

TEST(SteadyFrames, MixByTheAmount) {
  SteadyFrames half(0.5);
  add(half, with_square(8), Image(64, 48, 3, 0.25F));
  EXPECT_FLOAT_EQ(add(half, with_square(8), Image(64, 48, 3, 0.75F)).at(2, 2, 1), 0.5F);

  SteadyFrames none(0);
  add(none, with_square(8), Image(64, 48, 3, 0.25F));
  none.begin(with_square(8));
  EXPECT_TRUE(none.start().empty());
  EXPECT_EQ(add(none, with_square(8), Image(64, 48, 3, 0.75F)), Image(64, 48, 3, 0.75F));
}

TEST(SteadyFrames, GoOnWithAPaintingThatIsThereAlready) {
  SteadyFrames frames(0.5);
  frames.begin(with_square(8));
  frames.end(Image(64, 48, 3, 0.25F));
  frames.begin(with_square(8));
  frames.end(Image(64, 48, 3, 1.0F));  // as it is
  EXPECT_FLOAT_EQ(add(frames, with_square(8), Image(64, 48, 3, 0.5F)).at(2, 2, 1), 0.75F);
}

TEST(SteadyFrames, TellARequestWhatToBeginWith) {
  SteadyFrames frames(1);
  Request request;
  request.content = with_square(8);
  begin_frame(frames, request);
  EXPECT_EQ(request.settings.start, Start::automatic);
  frames.end(Image(64, 48, 3, 0.25F));

  begin_frame(frames, request);
  EXPECT_EQ(request.settings.start, Start::picture);
  EXPECT_EQ(request.start, Image(64, 48, 3, 0.25F));

  Request draft;
  draft.content = with_square(8);
  draft.settings.quality = Quality::draft;
  begin_frame(frames, draft);
  EXPECT_EQ(draft.settings.start, Start::automatic);
  EXPECT_EQ(frames.steadied(with_square(8)), request.start) << "it is steadied all the same";
}

TEST(SteadyFrames, BeginAnewWithAnotherSize) {
  SteadyFrames frames(1);
  add(frames, Image(64, 48, 3, 0.5F), Image(64, 48, 3, 0.25F));
  frames.begin(Image(48, 64, 3, 0.5F));
  EXPECT_TRUE(frames.start().empty());
  EXPECT_EQ(add(frames, Image(48, 64, 3, 0.5F), Image(48, 64, 3, 0.75F)), Image(48, 64, 3, 0.75F));
  EXPECT_FALSE(frames.flicker());
  EXPECT_EQ(add(frames, Image(48, 64, 3, 0.5F), Image(48, 64, 3, 0.25F)), Image(48, 64, 3, 0.75F));
}

TEST(SteadyFrames, FollowSlowChanges) {
  SteadyFrames frames(1);
  Image shown;
  for (int i = 0; i <= 20; ++i) {  // too little from frame to frame to count
    shown = add(frames, Image(40, 30, 3, 0.5F + static_cast<float>(i) * level),
                Image(40, 30, 3, static_cast<float>(i) / 20));
  }
  EXPECT_GT(shown.at(20, 15, 0), 0.5F);
}

TEST(SteadyFrames, KeepTheAlphaOfEachFrame) {
  SteadyFrames frames(1);
  add(frames, Image(40, 30, 3, 0.5F), Image(40, 30, 3, 0.25F));
  Image photograph = with_alpha(Image(40, 30, 3, 0.5F), 1);
  photograph.at(20, 15, 3) = 0;
  Image painting = with_alpha(Image(40, 30, 3, 0.75F), 1);
  painting.at(20, 15, 3) = 0;
  const Image shown = add(frames, photograph, painting);
  EXPECT_EQ(shown.at(20, 15, 3), 0);
  EXPECT_EQ(shown.at(2, 2, 3), 1);
  EXPECT_EQ(shown.at(2, 2, 0), 0.25F);
}

TEST(SteadyFrames, MeasureFlickerWhereThePhotographsStandStill) {
  SteadyFrames plain(0);
  SteadyFrames steady(1);
  for (int i = 0; i < 5; ++i) {
    const float now = static_cast<float>(i % 2);
    const Image photograph(40, 30, 3, 0.5F + now * level);
    const Image painting(40, 30, 3, 0.25F + now * 10 * level);
    EXPECT_FALSE(plain.flicker() && i < 2);
    add(plain, photograph, painting);
    add(steady, photograph, painting);
  }
  EXPECT_NEAR(plain.flicker()->paintings, 10, 1e-3);
  EXPECT_NEAR(plain.flicker()->photographs, 1, 1e-3);
  EXPECT_NEAR(steady.flicker()->paintings, 0, 1e-6);
  EXPECT_NEAR(steady.flicker()->photographs, 1, 1e-3);
}

TEST(SteadyFrames, MeasureNothingThatWasNotPainted) {
  SteadyFrames frames(0);
  Image mask(40, 30, 1);
  paste(mask, Image(20, 30, 1, 1.0F), 0, 0);
  Image painting(40, 30, 3, 0.25F);
  add(frames, Image(40, 30, 3, 0.5F), painting, mask);
  paste(painting, Image(20, 30, 3, 0.25F + 8 * level), 0, 0);
  add(frames, Image(40, 30, 3, 0.5F), painting, mask);
  EXPECT_NEAR(frames.flicker()->paintings, 8, 1e-3);

  SteadyFrames changed(0);
  add(changed, Image(40, 30, 3, 0.2F), painting);
  add(changed, Image(40, 30, 3, 0.8F), painting);
  EXPECT_FALSE(changed.flicker()) << "all has changed";
}

}  // namespace
}  // namespace nst
