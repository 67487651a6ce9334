// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/contact-sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace nst {
namespace {

constexpr int cell = 96;

SheetCell red(int width, int height, const std::string& caption = "") {
  Image picture(width, height, 3);
  for (std::size_t i = 0; i < picture.pixels.size(); i += 3) {
    picture.pixels[i] = 1;
  }
  return {.picture = picture, .caption = caption, .message = {}};
}

/// Where the pixels are that are red, or those that are neither red nor white.
template <typename Wanted>
Rect where(const Image& page, Wanted wanted) {
  Image mask(page.width, page.height, 1);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      mask.at(x, y, 0) = wanted(&page.pixels[page.index(x, y, 0)]) ? 1.0F : 0.0F;
    }
  }
  return bounds(mask);
}

Rect red_part(const Image& page) {
  return where(page, [](const float* p) { return p[0] > 0.9F && p[1] < 0.1F; });
}
Rect ink_part(const Image& page) {
  return where(page, [](const float* p) { return p[0] < 0.5F; });
}

TEST(ContactSheet, ScalesEachPictureToItsCellAndLeavesAMargin) {
  for (const auto& [width, height] : {std::pair{30, 15}, {200, 100}, {96, 48}}) {
    const Image page = contact_sheet({.cells = {red(width, height)}, .cell = cell});
    const Rect picture = red_part(page);
    EXPECT_EQ(picture.width, cell);
    EXPECT_EQ(picture.height, cell / 2);
    EXPECT_GE(picture.x, 8);
    EXPECT_EQ(page.width, 2 * picture.x + cell);
    EXPECT_TRUE(ink_part(page).empty());
  }
}

TEST(ContactSheet, PutsTheCaptionBelowThePicture) {
  const Image page = contact_sheet({.cells = {red(40, 40, "strength 2")}, .cell = cell});
  const Rect picture = red_part(page);
  const Rect caption = ink_part(page);
  EXPECT_GT(caption.y, picture.y + picture.height);
  EXPECT_NEAR(caption.x, picture.x, 3);
  EXPECT_GE(caption.height, 8);
  EXPECT_GE(page.height - caption.y - caption.height, 8);
}

TEST(ContactSheet, BreaksLongCaptionsAndCutsEndlessOnes) {
  const Image page = contact_sheet({.cells = {red(40, 40, std::string(100000, 'W'))}, .cell = cell});
  const Rect caption = ink_part(page);
  EXPECT_LE(caption.width, cell);
  EXPECT_LE(caption.height, cell);
  EXPECT_GT(caption.height, cell / 2);
}

TEST(ContactSheet, TakesAnyTextLiterally) {
  for (const std::string text : {"<b>&</i>", "a\x01z", "not \xFF UTF-8", " \n "}) {
    EXPECT_NO_THROW(contact_sheet({.cells = {red(40, 40, text)}, .cell = cell})) << text;
  }
  EXPECT_NE(contact_sheet({.cells = {red(40, 40, "<b>x</b>")}, .cell = cell}),
            contact_sheet({.cells = {red(40, 40, "x")}, .cell = cell}));
}

TEST(ContactSheet, LaysATableOutInLinesAndColumns) {
  const Image page = contact_sheet({.originals = {},
                                    .columns = 2,
                                    .column_headings = {"a", "b"},
                                    .row_headings = {"c", "d"},
                                    .cells = {red(40, 40), red(40, 40), red(40, 40), red(40, 40)},
                                    .cell = cell});
  const Rect table = red_part(page);
  const int step = table.width - cell;  // from one column to the next
  EXPECT_GT(step, cell);
  EXPECT_GT(table.x, cell / 2);  // row headings stand on the left
  for (const int x : {0, step}) {
    for (const int y : {0, table.height - cell}) {
      EXPECT_EQ(red_part(crop(page, {table.x + x, table.y + y, cell, cell})), (Rect{0, 0, cell, cell}));
    }
  }
  EXPECT_FALSE(ink_part(crop(page, {table.x, 0, cell, table.y})).empty());                        // a
  EXPECT_FALSE(ink_part(crop(page, {table.x + step, 0, cell, table.y})).empty());                 // b
  EXPECT_FALSE(ink_part(crop(page, {0, table.y, table.x, cell})).empty());                        // c
  EXPECT_FALSE(ink_part(crop(page, {0, table.y + table.height - cell, table.x, cell})).empty());  // d
}

TEST(ContactSheet, SetsHeadingsOnOneBaseLine) {
  // The ink of "x" begins lower than that of "X": libvips gives both without what is empty above.
  const Image page =
      contact_sheet({.columns = 2, .column_headings = {"X", "x"}, .cells = {red(40, 40), red(40, 40)}, .cell = cell});
  const Rect table = red_part(page);
  const int second = table.x + table.width - cell;
  const Rect large = ink_part(crop(page, {table.x, 0, cell, table.y}));
  const Rect small = ink_part(crop(page, {second, 0, cell, table.y}));
  EXPECT_GT(large.height, small.height);
  EXPECT_NEAR(large.y + large.height, small.y + small.height, 1);
}

TEST(ContactSheet, OriginalsStandAboveAndCellsWrap) {
  const Image page = contact_sheet(
      {.originals = {red(10, 10)}, .columns = 2, .cells = {red(10, 10), red(10, 10), red(10, 10)}, .cell = cell});
  const Rect all = red_part(page);
  EXPECT_GT(all.height, 3 * cell);
  EXPECT_LT(all.height, 4 * cell);
}

TEST(ContactSheet, TellsWhyThereIsNoPicture) {
  const Image page =
      contact_sheet({.cells = {{.picture = {}, .caption = {}, .message = "There is no file."}}, .cell = cell});
  const Rect words = where(page, [](const float* p) { return p[0] < 0.8F && p[1] < 0.4F; });
  EXPECT_FALSE(words.empty());
  EXPECT_NO_THROW(contact_sheet({.cells = {{}}, .cell = cell}));
}

TEST(ContactSheet, ShowsTransparentPartsAsPaper) {
  const Image page =
      contact_sheet({.cells = {{.picture = Image(20, 20, 4), .caption = {}, .message = {}}}, .cell = cell});
  EXPECT_TRUE(ink_part(page).empty());
}

TEST(ContactSheet, IsNeverLargerThanItSays) {
  for (const int count : {1, 3, 7}) {
    for (const std::string& caption : {std::string(), std::string(600, 'W')}) {
      ContactSheet sheet{.originals = {red(10, 90, caption)},
                         .columns = 3,
                         .column_headings = {caption, "b", "c"},
                         .row_headings = {caption},
                         .cells = {},
                         .cell = cell};
      sheet.cells.assign(static_cast<std::size_t>(count), red(50, 50, caption));
      const Image page = contact_sheet(sheet);
      EXPECT_LE(page.width, largest_size(sheet).width);
      EXPECT_LE(page.height, largest_size(sheet).height);
    }
  }
}

}  // namespace
}  // namespace nst
