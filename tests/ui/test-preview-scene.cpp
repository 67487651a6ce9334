// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview-scene.h"

#include "tests/ui/drawing.h"
#include "ui/gobject.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <initializer_list>

namespace nst::ui {
namespace {

constexpr std::uint32_t red = 0xffff0000;
constexpr std::uint32_t blue = 0xff0000ff;
constexpr std::uint32_t nothing = 0;

Image plain(int width, int height, std::initializer_list<float> colour) {
  Image picture(width, height, static_cast<int>(colour.size()));
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    picture.pixels[i] = std::data(colour)[i % colour.size()];
  }
  return picture;
}

Image red_picture(int width, int height) { return plain(width, height, {1, 0, 0}); }
Image blue_picture(int width, int height) { return plain(width, height, {0, 0, 1}); }

/// The scene as it is drawn into an area of its own size.
Drawing drawn(PreviewScene& scene, bool faint = false, const std::string& note = {}) {
  const ObjectPtr<PangoContext> font(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  Drawing drawing(scene.area().width, scene.area().height, 1);
  scene.draw(drawing.cairo(), font.get(), faint, note);
  return drawing;
}

struct Parted {
  PreviewScene scene;
  Parted(int width, int height, const Extent& area, double device_scale = 1) {
    scene.set_area(area, device_scale);
    scene.set_before(red_picture(width, height));
    scene.set_after(blue_picture(width, height));
  }
};

TEST(PreviewScene, ShowsThePicturesOnBothSidesOfTheDivider) {
  Parted parted(40, 40, {200, 200});
  for (const double share : {0.25, 0.5, 0.8}) {
    parted.scene.set_divider(share);
    Drawing drawing = drawn(parted.scene);
    const int x = static_cast<int>(share * 200);
    EXPECT_DOUBLE_EQ(parted.scene.divider_x(), x);
    EXPECT_EQ(drawing.pixel(x - 5, 190), red) << share;
    EXPECT_EQ(drawing.pixel(x, 190), 0xffffffff) << share;
    EXPECT_EQ(drawing.pixel(x + 5, 190), blue) << share;
  }
}

TEST(PreviewScene, FillsTheViewWithOnePictureAtTheEnds) {
  Parted parted(40, 40, {200, 200});
  parted.scene.set_divider(0);
  EXPECT_EQ(drawn(parted.scene).pixel(5, 190), blue);
  EXPECT_EQ(drawn(parted.scene).pixel(195, 190), blue);
  parted.scene.set_divider(1);
  EXPECT_EQ(drawn(parted.scene).pixel(5, 190), red);
  EXPECT_EQ(drawn(parted.scene).pixel(195, 190), red);
}

TEST(PreviewScene, IsMirroredWhereOneReadsFromTheRight) {
  Parted parted(40, 40, {200, 200});
  parted.scene.set_mirrored(true);
  parted.scene.set_divider(0.25);
  EXPECT_DOUBLE_EQ(parted.scene.divider_x(), 150);
  EXPECT_DOUBLE_EQ(parted.scene.share_at(150), 0.25);
  Drawing drawing = drawn(parted.scene);
  EXPECT_EQ(drawing.pixel(140, 190), blue);
  EXPECT_EQ(drawing.pixel(160, 190), red);
}

TEST(PreviewScene, NamesBothSidesWhereThereIsRoom) {
  Parted parted(40, 40, {200, 200});
  Drawing both = drawn(parted.scene);
  EXPECT_NE(both.pixel(20, 18), red);
  EXPECT_NE(both.pixel(180, 18), blue);
  parted.scene.set_divider(0.05);
  Drawing one = drawn(parted.scene);
  EXPECT_EQ(one.pixel(5, 18), red);
  EXPECT_NE(one.pixel(180, 18), blue);
}

TEST(PreviewScene, ShowsThePhotographWholeWhileThereIsNoPainting) {
  Parted parted(40, 40, {200, 200});
  parted.scene.clear_after();
  Drawing drawing = drawn(parted.scene);
  EXPECT_EQ(drawing.pixel(100, 100), red);
  EXPECT_EQ(drawing.pixel(195, 190), red);
}

TEST(PreviewScene, DrawsNothingWithoutAPicture) {
  PreviewScene scene;
  scene.set_area({50, 50}, 1);
  scene.set_zoom(2, {3, 3});
  scene.pan(7, 7);
  scene.fit();
  scene.set_after(blue_picture(5, 5));
  EXPECT_EQ(drawn(scene).pixel(25, 25), nothing);
}

TEST(PreviewScene, IsFaintBelowAMessage) {
  Parted parted(40, 40, {200, 200});
  const std::uint32_t pixel = drawn(parted.scene, true).pixel(150, 100);
  EXPECT_NEAR(pixel >> 24, 51, 2);
  EXPECT_EQ(pixel & 0xff, 0) << "the painting is shown";
}

TEST(PreviewScene, SaysOnTheSideOfThePaintingThatOneIsOnItsWay) {
  Parted parted(40, 40, {200, 200});
  for (const bool mirrored : {false, true}) {
    parted.scene.set_mirrored(mirrored);
    const int x = mirrored ? 20 : 180;
    EXPECT_EQ(drawn(parted.scene).pixel(x, 184), blue) << mirrored;
    EXPECT_NE(drawn(parted.scene, false, "painting").pixel(x, 184), blue) << mirrored;
  }
}

TEST(PreviewScene, LaysAPaintingOfAnotherSizeOverTheWholePhotograph) {
  Parted parted(40, 20, {200, 200});
  parted.scene.set_after(blue_picture(10, 5));
  parted.scene.set_divider(0);
  Drawing drawing = drawn(parted.scene);
  EXPECT_EQ(drawing.pixel(5, 145), blue);
  EXPECT_EQ(drawing.pixel(195, 145), blue);
  EXPECT_EQ(drawing.pixel(100, 40), nothing);
}

TEST(PreviewScene, KnowsWhichPartIsSeen) {
  PreviewScene scene;
  scene.set_area({100, 100}, 1);
  EXPECT_EQ(scene.visible_part().size, Extent());
  scene.set_before(red_picture(400, 200));
  EXPECT_EQ(scene.visible_part().corner, Point());
  EXPECT_EQ(scene.visible_part().size, Extent(1, 1));
  scene.set_zoom(1, {50, 50});
  const Box part = scene.visible_part();
  EXPECT_DOUBLE_EQ(part.corner.x, 150.0 / 400);
  EXPECT_DOUBLE_EQ(part.corner.y, 50.0 / 200);
  EXPECT_DOUBLE_EQ(part.size.width, 0.25);
  EXPECT_DOUBLE_EQ(part.size.height, 0.5);
}

TEST(PreviewScene, LaysACloseUpOverItsPart) {
  constexpr std::uint32_t green = 0xff00ff00;
  constexpr std::uint32_t white = 0xffffffff;
  Parted parted(40, 40, {200, 200});
  parted.scene.set_close_up({{0.5, 0.25}, {0.5, 0.5}}, plain(80, 80, {0, 1, 0}));
  parted.scene.set_divider(1);
  Drawing before = drawn(parted.scene);
  EXPECT_EQ(before.pixel(150, 100), green);
  EXPECT_EQ(before.pixel(150, 160), red);
  EXPECT_EQ(before.pixel(90, 100), red);
  parted.scene.set_divider(0);
  EXPECT_EQ(drawn(parted.scene).pixel(150, 100), blue);  // the draft, until it is painted
  parted.scene.set_close_up_after(plain(20, 20, {1, 1, 1}));
  Drawing after = drawn(parted.scene);
  EXPECT_EQ(after.pixel(150, 100), white);
  EXPECT_EQ(after.pixel(150, 160), blue);
  parted.scene.clear_close_up();
  EXPECT_EQ(drawn(parted.scene).pixel(150, 100), blue);
}

TEST(PreviewScene, ShowsACloseUpWithoutADraft) {
  PreviewScene scene;
  scene.set_area({200, 200}, 1);
  scene.set_before(red_picture(40, 40));
  scene.set_close_up({{0, 0}, {0.5, 1}}, red_picture(20, 40));
  EXPECT_FALSE(scene.has_after());
  scene.set_close_up_after(blue_picture(20, 40));
  EXPECT_TRUE(scene.has_after());
  scene.set_divider(0);
  Drawing drawing = drawn(scene);
  EXPECT_EQ(drawing.pixel(50, 100), blue);
  EXPECT_EQ(drawing.pixel(150, 100), red);
}

TEST(PreviewScene, ShowsAGroundThroughTransparentParts) {
  PreviewScene scene;
  scene.set_area({80, 80}, 1);
  scene.set_before(plain(80, 80, {1, 0, 0, 0}));
  Drawing drawing = drawn(scene);
  EXPECT_EQ(drawing.pixel(2, 2), 0xff666666);
  EXPECT_EQ(drawing.pixel(10, 2), 0xff999999);
}

TEST(PreviewScene, FitsUntilItIsZoomed) {
  Parted parted(100, 100, {200, 300});
  EXPECT_TRUE(parted.scene.fits());
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 2);
  parted.scene.set_area({50, 300}, 1);
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 0.5);
  parted.scene.set_zoom(1, {25, 150});
  parted.scene.set_area({80, 80}, 1);
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 1);
  parted.scene.set_before(red_picture(100, 100));
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 1) << "a new picture of the same size has changed the view";
  parted.scene.fit();
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 0.8);
}

TEST(PreviewScene, ZoomKeepsThePictureUnderThePointer) {
  PreviewScene scene;
  scene.set_area({100, 100}, 1);
  Image picture(1000, 1000, 3);
  paste(picture, plain(40, 40, {0, 1, 0}), 300, 600);
  scene.set_before(picture);
  const Point pointer{32, 62};
  for (const double zoom : {0.5, 1.0, 4.0}) {
    scene.set_zoom(zoom, pointer);
    EXPECT_EQ(drawn(scene).pixel(32, 62), 0xff00ff00) << zoom;
  }
}

TEST(PreviewScene, PansAsFarAsThereIsPicture) {
  PreviewScene scene;
  scene.set_area({100, 100}, 1);
  Image picture = red_picture(300, 100);
  paste(picture, blue_picture(10, 100), 290, 0);
  scene.set_before(picture);
  EXPECT_FALSE(scene.can_pan());
  scene.set_zoom(1, {50, 50});
  EXPECT_TRUE(scene.can_pan());
  scene.pan(-1000, -1000);
  EXPECT_EQ(drawn(scene).pixel(99, 50), blue);
  EXPECT_EQ(drawn(scene).pixel(89, 50), red);
}

TEST(PreviewScene, CountsPixelsOfTheTruePictureAndOfTheScreen) {
  PreviewScene scene;
  scene.set_area({100, 100}, 2);
  scene.set_before(red_picture(100, 100), 10);  // stands for 1000 px
  EXPECT_DOUBLE_EQ(scene.zoom(), 0.2);
  scene.set_zoom(1, {50, 50});
  EXPECT_DOUBLE_EQ(scene.visible().size.width, 100);
  EXPECT_DOUBLE_EQ(scene.zoom(), 1);
}

TEST(PreviewScene, HasBoundsForTheZoom) {
  Parted parted(100, 100, {200, 200});
  parted.scene.set_zoom(1e9, {100, 100});
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 32);
  parted.scene.set_zoom(1e-9, {100, 100});
  EXPECT_DOUBLE_EQ(parted.scene.zoom(), 1.0 / 64);
  drawn(parted.scene);
}

TEST(PreviewScene, TakesPicturesOfAnySize) {
  Parted dot(1, 1, {200, 100});
  dot.scene.set_divider(0.25);
  EXPECT_EQ(dot.scene.visible().size, (Extent{32, 32}));  // no larger than the zoom goes
  EXPECT_EQ(drawn(dot.scene).pixel(115, 65), blue);
  Parted line(30'000, 1, {200, 100});
  EXPECT_EQ(drawn(line.scene).pixel(5, 10), nothing);
  line.scene.set_zoom(8, {0, 50});
  EXPECT_EQ(drawn(line.scene).pixel(5, 50), red);
  Parted empty_area(10, 10, {0, 0});
  drawn(empty_area.scene);
}

TEST(PreviewScene, DrawsTheOutlinesOfRegions) {
  PreviewScene scene;
  scene.set_area({100, 100}, 1);
  scene.set_before(red_picture(50, 50));
  Image mask(50, 50, 1);
  paste(mask, Image(20, 20, 1, 1), 15, 15);
  scene.set_outlines({{}, mask});
  Drawing drawing = drawn(scene);
  EXPECT_NE(drawing.pixel(30, 50), red);
  EXPECT_EQ(drawing.pixel(20, 50), red);
  EXPECT_EQ(drawing.pixel(50, 50), red);
  const std::uint32_t of_region = drawing.pixel(30, 50);
  scene.set_outlines({mask});
  EXPECT_NE(drawn(scene).pixel(30, 50), of_region) << "the selection looks like a region";
  scene.set_outlines({});
  EXPECT_EQ(drawn(scene).pixel(30, 50), red);
}

/// Milliseconds that this thread has worked: other work on the machine does not count.
double worked() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The best of five.
template <typename Work>
double milliseconds(Work work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const double start = worked();
    work();
    best = std::min(best, worked() - start);
  }
  return best;
}

TEST(PreviewScene, HoldsUpNoEventForLong) {
  constexpr double longest = 50;
  PreviewScene scene;
  scene.set_area({700, 600}, 2);
  const Image picture = red_picture(2000, 2000);
  Image mask(2000, 2000, 1);
  paste(mask, Image(1000, 1000, 1, 1), 500, 500);
  const ObjectPtr<PangoContext> font(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  Drawing drawing(700, 600, 2);
  const auto draw = [&] { scene.draw(drawing.cairo(), font.get(), false, {}); };
  const auto within = [&](const char* what, double time) {
    std::printf("%s: %.1f ms\n", what, time);
    EXPECT_LT(time, longest) << what;
  };
  within("the picture before", milliseconds([&] { scene.set_before(picture); }));
  within("the picture after", milliseconds([&] { scene.set_after(picture); }));
  within("an outline", milliseconds([&] { scene.set_outlines({mask}); }));
  within("a new view", milliseconds([&] {
           scene.set_zoom(scene.zoom() * 1.1, {350, 300});
           draw();
         }));
  double share = 0;
  within("another divider", milliseconds([&] {
           scene.set_divider(share += 0.1);
           draw();
         }));
}

}  // namespace
}  // namespace nst::ui
