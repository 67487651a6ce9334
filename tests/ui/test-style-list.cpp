// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style-list.h"

#include "tests/ui/widgets.h"

#include <gdk/gdkkeysyms.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nst::ui {
namespace {

class StyleListTest : public WidgetTest {};

struct Shown {
  int changes = 0;
  StyleList list{{.changed = [this] { ++changes; }, .dropped = [](const auto&) {}}};
  Window window{list.widget(), 400, 240};

  explicit Shown(std::vector<std::string> words) {
    std::vector<ChosenStyle> styles;
    for (const std::string& word : words) {
      styles.push_back({.word = word, .name = "Style " + word});
    }
    list.show(std::move(styles));
    run_main_loop(std::chrono::milliseconds(50));
  }
  std::string words() const {
    std::string words;
    for (const ChosenStyle& style : list.styles()) {
      words += style.word;
    }
    return words;
  }
  GtkListBox* box() { return GTK_LIST_BOX(find(list.widget(), GTK_TYPE_LIST_BOX)); }
  GtkWidget* row(int place) { return GTK_WIDGET(gtk_list_box_get_row_at_index(box(), place)); }
  /// What `type` of the row is called by screen readers.
  std::string called(int place, GType type) {
    return atk_object_get_name(gtk_widget_get_accessible(find(row(place), type)));
  }
  void press(int place, unsigned key, unsigned modifiers = 0) {
    gtk_widget_grab_focus(row(place));
    press_key(GTK_WIDGET(box()), key, modifiers);
    run_main_loop(std::chrono::milliseconds(20));
  }
  int row_with_keys() {
    GtkWidget* child = gtk_container_get_focus_child(GTK_CONTAINER(box()));
    return child == nullptr ? -1 : gtk_list_box_row_get_index(GTK_LIST_BOX_ROW(child));
  }
};

TEST_F(StyleListTest, ShowsNamesThatScreenReadersSay) {
  Shown shown({"a", "b"});
  EXPECT_STREQ(gtk_label_get_text(GTK_LABEL(find(shown.row(1), GTK_TYPE_LABEL))), "Style b");
  EXPECT_STREQ(atk_object_get_name(gtk_widget_get_accessible(shown.row(1))), "Style b");
  EXPECT_EQ(shown.called(1, GTK_TYPE_BUTTON), "Remove Style b");
  EXPECT_EQ(shown.called(1, GTK_TYPE_SPIN_BUTTON), "Weight of Style b");
}

TEST_F(StyleListTest, OneAloneHasNoWeight) {
  Shown shown({"a"});
  EXPECT_EQ(find(shown.row(0), GTK_TYPE_SPIN_BUTTON), nullptr);
  shown.list.add({.word = "b", .name = "Style b"});
  EXPECT_NE(find(shown.row(0), GTK_TYPE_SPIN_BUTTON), nullptr);
  EXPECT_EQ(shown.changes, 0) << "the owner did that";
}

TEST_F(StyleListTest, TellsWeightsAndRemovals) {
  Shown shown({"a", "b"});
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(find(shown.row(1), GTK_TYPE_SPIN_BUTTON)), 2.5);
  EXPECT_EQ(shown.list.styles()[1].weight, 2.5);
  EXPECT_EQ(shown.changes, 1);
  gtk_button_clicked(GTK_BUTTON(find(shown.row(0), GTK_TYPE_BUTTON)));
  EXPECT_EQ(shown.words(), "b");
  EXPECT_EQ(shown.changes, 2);
  EXPECT_TRUE(shown.list.has("b") && !shown.list.has("a"));
}

TEST_F(StyleListTest, AltAndArrowsMoveARowThatKeepsTheKeyboard) {
  Shown shown({"a", "b", "c"});
  shown.press(0, GDK_KEY_Down, GDK_MOD1_MASK);
  EXPECT_EQ(shown.words(), "bac");
  EXPECT_EQ(shown.row_with_keys(), 1);
  shown.press(2, GDK_KEY_Up, GDK_MOD1_MASK);
  EXPECT_EQ(shown.words(), "bca");
  EXPECT_EQ(shown.changes, 2);
  shown.press(0, GDK_KEY_Up, GDK_MOD1_MASK);
  shown.press(2, GDK_KEY_Down, GDK_MOD1_MASK);
  EXPECT_EQ(shown.words(), "bca") << "the ends";
  EXPECT_EQ(shown.changes, 2);
}

TEST_F(StyleListTest, MovesAnywhere) {
  Shown shown({"a", "b", "c", "d"});
  shown.list.move(0, 4);
  EXPECT_EQ(shown.words(), "bcda");
  shown.list.move(3, 0);
  EXPECT_EQ(shown.words(), "abcd");
  shown.list.move(1, 3);
  EXPECT_EQ(shown.words(), "acbd");
  shown.list.move(1, 2);
  EXPECT_EQ(shown.words(), "acbd") << "its own place";
}

TEST_F(StyleListTest, DeleteRemovesAndLeavesTheKeyboardInTheList) {
  Shown shown({"a", "b", "c"});
  shown.press(2, GDK_KEY_Delete);
  EXPECT_EQ(shown.words(), "ab");
  EXPECT_EQ(shown.row_with_keys(), 1);
  shown.press(0, GDK_KEY_Delete);
  EXPECT_EQ(shown.words(), "b");
  shown.press(0, GDK_KEY_Delete);
  EXPECT_TRUE(shown.list.styles().empty());
}

TEST_F(StyleListTest, ANewRowComesIntoView) {
  Shown shown({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
  GtkAdjustment* scrolling = gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(shown.list.widget()));
  EXPECT_EQ(gtk_adjustment_get_value(scrolling), 0);
  shown.list.add({.word = "k", .name = "Style k"});
  EXPECT_TRUE(run_until([&] {
    return gtk_adjustment_get_value(scrolling) ==
           gtk_adjustment_get_upper(scrolling) - gtk_adjustment_get_page_size(scrolling);
  }));
}

TEST_F(StyleListTest, TakesThumbnailsLater) {
  Shown shown({"a", "b"});
  shown.list.set_thumbnail("b", Image(40, 30, 3, 0.5F));
  EXPECT_EQ(shown.list.styles()[1].thumbnail.width, 40);
  shown.list.set_thumbnail("gone", Image(40, 30, 3, 0.5F));
}

}  // namespace
}  // namespace nst::ui
