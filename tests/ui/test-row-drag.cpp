// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows on their way from one place to another, with the real pointer of the screen.
#include "tests/ui/widgets.h"
#include "ui/region-list.h"
#include "ui/style-list.h"

#include <gtest/gtest.h>

#include <string>

namespace nst::ui {
namespace {

constexpr int side = 400;  // of the window

/// Moves the pointer to a place in the window of a widget.
void point_at(GtkWidget* widget, int x, int y) {
  int left = 0;
  int top = 0;
  gdk_window_get_origin(gtk_widget_get_window(gtk_widget_get_toplevel(widget)), &left, &top);
  GdkSeat* seat = gdk_display_get_default_seat(gtk_widget_get_display(widget));
  gdk_device_warp(gdk_seat_get_pointer(seat), gtk_widget_get_screen(widget), left + x, top + y);
  run_main_loop(std::chrono::milliseconds(100));
}

void point_elsewhere(GtkWidget* widget) { point_at(widget, side + 50, side / 2); }

void point_at_lower_half(GtkWidget* row) {
  int x = 0;
  int y = 0;
  gtk_widget_translate_coordinates(row, gtk_widget_get_toplevel(row), gtk_widget_get_allocated_width(row) / 2,
                                   gtk_widget_get_allocated_height(row) * 3 / 4, &x, &y);
  point_at(row, x, y);
}

/// Drags `from` onto the lower half of `to`, and lets it go there.
void drag(GtkWidget* from, GtkWidget* to) {
  GtkWidget* window = gtk_widget_get_toplevel(from);
  point_elsewhere(window);
  GtkWidget* part = find(from, GTK_TYPE_EVENT_BOX);
  GdkDragContext* begun = gtk_drag_begin_with_coordinates(part, gtk_drag_source_get_target_list(part), GDK_ACTION_MOVE,
                                                          GDK_BUTTON_PRIMARY, nullptr, -1, -1);
  ASSERT_NE(begun, nullptr);
  const ObjectPtr<GdkDragContext> context(static_cast<GdkDragContext*>(g_object_ref(begun)));
  bool finished = false;
  g_signal_connect_swapped(begun, "dnd-finished", G_CALLBACK(+[](bool* told) { *told = true; }), &finished);
  point_at_lower_half(to);
  EXPECT_TRUE(run_until([&] { return gdk_drag_context_get_selected_action(begun) == GDK_ACTION_MOVE; }));
  g_signal_emit_by_name(begun, "drop-performed", GDK_CURRENT_TIME);
  EXPECT_TRUE(run_until([&] { return finished; }));
  g_signal_handlers_disconnect_by_data(begun, &finished);
  point_elsewhere(window);
}

/// Both lists, one above the other.
struct Lists {
  OwnedWidget box{gtk_box_new(GTK_ORIENTATION_VERTICAL, 0)};
  Window window{box.get(), side, side};
  std::string told;
  StyleList styles{{.changed = [this] { told += "styles "; }, .dropped = [](const auto&) {}}};
  RegionList regions{{.selected = [](std::size_t) {},
                      .removed = [](std::size_t) {},
                      .moved =
                          [this](std::size_t place, std::size_t before) {
                            told += std::to_string(place) + " before " + std::to_string(before) + " ";
                          }}};

  Lists() {
    styles.show({{.word = "a", .name = "A"}, {.word = "b", .name = "B"}, {.word = "c", .name = "C"}});
    regions.show({{.name = "All"}, {.name = "Sky"}, {.name = "Person"}}, 0);
    gtk_box_pack_start(GTK_BOX(box.get()), styles.widget(), TRUE, TRUE, 0);
    gtk_box_pack_start(GTK_BOX(box.get()), regions.widget(), TRUE, TRUE, 0);
    run_main_loop(std::chrono::milliseconds(100));
  }
  GtkWidget* style(int place) const { return row(styles.widget(), place); }
  GtkWidget* region(int place) const { return row(regions.widget(), place); }
  std::string words() const {
    std::string words;
    for (const ChosenStyle& style : styles.styles()) {
      words += style.word;
    }
    return words;
  }

 private:
  static GtkWidget* row(GtkWidget* list, int place) {
    return GTK_WIDGET(gtk_list_box_get_row_at_index(GTK_LIST_BOX(find(list, GTK_TYPE_LIST_BOX)), place));
  }
};

class RowDragTest : public WidgetTest {};

TEST_F(RowDragTest, ARowMovesInItsList) {
  const Lists lists;
  drag(lists.style(0), lists.style(1));
  EXPECT_EQ(lists.words(), "bac");
  drag(lists.region(1), lists.region(2));
  EXPECT_EQ(lists.told, "styles 1 before 3 ");
}

TEST_F(RowDragTest, ARowIsNothingToAnotherList) {
  const Lists lists;
  drag(lists.style(1), lists.region(2));
  drag(lists.region(2), lists.style(0));
  EXPECT_EQ(lists.told, "");
  EXPECT_EQ(lists.words(), "abc");
}

}  // namespace
}  // namespace nst::ui
