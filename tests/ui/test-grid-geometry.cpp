// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/choice.h"
#include "ui/grid-geometry.h"

#include <gtest/gtest.h>

namespace nst::ui {
namespace {

using Items = std::set<std::size_t>;
using Way = GridGeometry::Way;

TEST(GridGeometry, FillsTheWidthWithColumns) {
  const GridGeometry grid{.count = 10, .width = 300};
  EXPECT_EQ(grid.columns(), 4);
  EXPECT_EQ(grid.side(), 75);
  EXPECT_EQ(grid.height(), 3 * 75);
  EXPECT_EQ(grid.cell(5), (Rect{75, 75, 75, 75}));
}

TEST(GridGeometry, HasOneColumnWhereThereIsNoRoom) {
  const GridGeometry grid{.count = 3, .width = 10};
  EXPECT_EQ(grid.columns(), 1);
  EXPECT_EQ(grid.height(), 3 * 72);
  EXPECT_EQ(grid.cell(0).x, 0);
}

TEST(GridGeometry, RunsFromTheRightWhereTextDoes) {
  const GridGeometry grid{.count = 10, .width = 300, .right_to_left = true};
  EXPECT_EQ(grid.cell(0), (Rect{225, 0, 75, 75}));
  EXPECT_EQ(grid.cell(3), (Rect{0, 0, 75, 75}));
}

TEST(GridGeometry, FindsEachItemInItsCellAndNothingBeside) {
  for (const bool right_to_left : {false, true}) {
    const GridGeometry grid{.count = 10, .width = 302, .right_to_left = right_to_left};
    for (std::size_t item = 0; item < grid.count; ++item) {
      const Rect cell = grid.cell(item);
      EXPECT_EQ(grid.item_at(cell.x, cell.y), item);
      EXPECT_EQ(grid.item_at(cell.x + cell.width - 0.5, cell.y + cell.height - 0.5), item);
    }
    EXPECT_EQ(grid.item_at(0, 75), std::nullopt) << "the margin";
    EXPECT_EQ(grid.item_at(right_to_left ? 10 : 290, 160), std::nullopt) << "behind the last";
    EXPECT_EQ(grid.item_at(150, -1), std::nullopt);
  }
}

TEST(GridGeometry, KnowsWhatLiesBetweenTwoHeights) {
  const GridGeometry grid{.count = 10, .width = 300};
  EXPECT_EQ(grid.items_between(0, 75), (ItemRange{0, 4}));
  EXPECT_EQ(grid.items_between(74, 76), (ItemRange{0, 8}));
  EXPECT_EQ(grid.items_between(150, 1000), (ItemRange{8, 10}));
  EXPECT_EQ(grid.items_between(400, 500), (ItemRange{10, 10}));
  EXPECT_EQ(GridGeometry{}.items_between(0, 100), (ItemRange{0, 0}));
}

TEST(GridGeometry, MovesByKeysAndStaysInside) {
  const GridGeometry grid{.count = 10, .width = 300};
  EXPECT_EQ(grid.moved(1, Way::right, 0), 2);
  EXPECT_EQ(grid.moved(3, Way::right, 0), 4) << "on to the next row";
  EXPECT_EQ(grid.moved(0, Way::left, 0), 0);
  EXPECT_EQ(grid.moved(1, Way::down, 0), 5);
  EXPECT_EQ(grid.moved(7, Way::down, 0), 7) << "nothing is below";
  EXPECT_EQ(grid.moved(1, Way::up, 0), 1);
  EXPECT_EQ(grid.moved(9, Way::first, 0), 0);
  EXPECT_EQ(grid.moved(0, Way::last, 0), 9);
  EXPECT_EQ(grid.moved(1, Way::page_down, 160), 9) << "two rows";
  EXPECT_EQ(grid.moved(3, Way::page_down, 1000), 7) << "as far as the column goes";
  EXPECT_EQ(grid.moved(9, Way::page_up, 1000), 1);
}

TEST(GridGeometry, LeftIsForwardsWhereTextRunsFromTheRight) {
  const GridGeometry grid{.count = 10, .width = 300, .right_to_left = true};
  EXPECT_EQ(grid.moved(1, Way::left, 0), 2);
  EXPECT_EQ(grid.moved(1, Way::right, 0), 0);
}

TEST(Choice, AClickChoosesOneAndAnotherClickNone) {
  Choice choice(10);
  choice.only(3);
  choice.only(5);
  EXPECT_EQ(choice.items(), Items{5});
  choice.only(5);
  EXPECT_EQ(choice.items(), Items{});
}

TEST(Choice, TogglingAddsAndTakesAway) {
  Choice choice(10);
  choice.only(3);
  choice.toggle(5);
  EXPECT_EQ(choice.items(), (Items{3, 5}));
  choice.toggle(3);
  EXPECT_EQ(choice.items(), Items{5});
}

TEST(Choice, ARangeRunsFromTheLastOneInBothDirections) {
  Choice choice(10);
  choice.only(5);
  choice.extend_to(7);
  EXPECT_EQ(choice.items(), (Items{5, 6, 7}));
  choice.extend_to(4);
  EXPECT_EQ(choice.items(), (Items{4, 5}));
}

TEST(Choice, NeverHoldsMoreThanItsMost) {
  Choice choice(3);
  choice.all(100);
  EXPECT_EQ(choice.items(), (Items{0, 1, 2}));
  choice.toggle(9);
  EXPECT_EQ(choice.items(), (Items{0, 1, 2}));
  choice.only(50);
  choice.extend_to(10);
  EXPECT_EQ(choice.items(), (Items{48, 49, 50}));
}

}  // namespace
}  // namespace nst::ui
