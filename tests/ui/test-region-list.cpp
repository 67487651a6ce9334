// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/region-list.h"

#include "tests/ui/widgets.h"

#include <gdk/gdkkeysyms.h>
#include <gtest/gtest.h>

#include <string>

namespace nst::ui {
namespace {

class RegionListTest : public WidgetTest {
 protected:
  void TearDown() override { gtk_widget_set_default_direction(GTK_TEXT_DIR_LTR); }
};

std::string accessible_name(GtkWidget* widget) { return atk_object_get_name(gtk_widget_get_accessible(widget)); }

/// A list that tells what the user does, in a word each.
struct Shown {
  std::string told;
  RegionList list{
      {.selected = [this](std::size_t place) { told += "s" + std::to_string(place); },
       .removed = [this](std::size_t place) { told += "r" + std::to_string(place); },
       .moved = [this](std::size_t place,
                       std::size_t before) { told += "m" + std::to_string(place) + std::to_string(before); }}};
  Window window{list.widget(), 400, 240};

  explicit Shown(std::size_t selected = 0) {
    list.show({{.name = "The whole picture"},
               {.name = "Sky", .note = "feather 8 px", .thumbnail = Image(20, 10, 1, 0.5F)},
               {.name = "Person"}},
              selected);
    run_main_loop(std::chrono::milliseconds(50));
  }
  GtkListBox* box() { return GTK_LIST_BOX(find(list.widget(), GTK_TYPE_LIST_BOX)); }
  GtkWidget* row(int place) { return GTK_WIDGET(gtk_list_box_get_row_at_index(box(), place)); }
  void press(int place, unsigned key, unsigned modifiers = 0) {
    gtk_widget_grab_focus(row(place));
    press_key(GTK_WIDGET(box()), key, modifiers);
    run_main_loop(std::chrono::milliseconds(20));
  }
};

TEST_F(RegionListTest, SaysWhatScreenReadersNeed) {
  Shown shown;
  EXPECT_EQ(accessible_name(GTK_WIDGET(shown.box())), "Regions");
  EXPECT_EQ(accessible_name(shown.row(0)), "The whole picture");
  EXPECT_EQ(accessible_name(shown.row(1)), "Sky: feather 8 px");
  EXPECT_EQ(accessible_name(find(shown.row(1), GTK_TYPE_BUTTON)), "Remove Sky");
  EXPECT_EQ(shown.told, "");
}

TEST_F(RegionListTest, OneIsAlwaysSelected) {
  Shown shown(2);
  EXPECT_EQ(gtk_list_box_get_selected_row(shown.box()), GTK_LIST_BOX_ROW(shown.row(2)));
  gtk_list_box_select_row(shown.box(), GTK_LIST_BOX_ROW(shown.row(1)));
  EXPECT_EQ(shown.told, "s1");
  shown.list.show({{.name = "The whole picture"}}, 5);
  EXPECT_EQ(gtk_list_box_get_selected_row(shown.box()), GTK_LIST_BOX_ROW(shown.row(0)));
  EXPECT_EQ(shown.told, "s1");
}

TEST_F(RegionListTest, KeysMoveAndRemove) {
  Shown shown;
  shown.press(1, GDK_KEY_Down, GDK_MOD1_MASK);
  EXPECT_EQ(shown.told, "m13");
  shown.told.clear();
  shown.press(2, GDK_KEY_Up, GDK_MOD1_MASK);
  EXPECT_EQ(shown.told, "m21");
  shown.told.clear();
  shown.press(2, GDK_KEY_Delete);
  EXPECT_EQ(shown.told, "r2");
}

/// A key with the code that it has on the keyboard, which GTK's own bindings look at. Returns whether it was taken.
bool press_on_keyboard(GtkWidget* widget, unsigned key, GdkModifierType modifiers) {
  GdkKeymap* keymap = gdk_keymap_get_for_display(gtk_widget_get_display(widget));
  GdkKeymapKey* keys = nullptr;
  int count = 0;
  if (gdk_keymap_get_entries_for_keyval(keymap, key, &keys, &count) == FALSE) {
    return false;
  }
  GdkEvent* event = gdk_event_new(GDK_KEY_PRESS);
  event->key.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
  event->key.keyval = key;
  event->key.hardware_keycode = static_cast<guint16>(keys[0].keycode);
  event->key.state = modifiers;
  gdk_event_set_device(event, gdk_seat_get_keyboard(gdk_display_get_default_seat(gtk_widget_get_display(widget))));
  const bool taken = gtk_widget_event(widget, event) != FALSE;
  gdk_event_free(event);
  g_free(keys);
  return taken;
}

TEST_F(RegionListTest, KeysThatTurnPagesAreLeftToTheNotebook) {
  Shown shown;
  gtk_widget_grab_focus(shown.row(1));
  for (const unsigned key : {GDK_KEY_Page_Down, GDK_KEY_Page_Up}) {
    EXPECT_FALSE(press_on_keyboard(GTK_WIDGET(shown.box()), key, GDK_CONTROL_MASK));
    EXPECT_TRUE(press_on_keyboard(GTK_WIDGET(shown.box()), key, static_cast<GdkModifierType>(0)));
  }
}

TEST_F(RegionListTest, TheFirstOneStays) {
  Shown shown;
  EXPECT_EQ(find(shown.row(0), GTK_TYPE_BUTTON), nullptr);
  shown.press(0, GDK_KEY_Delete);
  shown.press(0, GDK_KEY_Down, GDK_MOD1_MASK);
  shown.press(1, GDK_KEY_Up, GDK_MOD1_MASK);    // not above it
  shown.press(2, GDK_KEY_Down, GDK_MOD1_MASK);  // nothing below
  EXPECT_EQ(shown.told, "");
}

TEST_F(RegionListTest, AButtonRemoves) {
  Shown shown;
  gtk_button_clicked(GTK_BUTTON(find(shown.row(1), GTK_TYPE_BUTTON)));
  EXPECT_EQ(shown.told, "r1");
}

TEST_F(RegionListTest, NotesChange) {
  Shown shown;
  shown.list.set_note(2, "kept as it is");
  shown.list.set_note(1, "");
  EXPECT_EQ(accessible_name(shown.row(2)), "Person: kept as it is");
  EXPECT_EQ(accessible_name(shown.row(1)), "Sky");
}

TEST_F(RegionListTest, KeepsTheKeyboardWhenItIsShownAnew) {
  Shown shown(1);
  gtk_widget_grab_focus(shown.row(1));
  shown.list.show({{.name = "The whole picture"}, {.name = "Person"}, {.name = "Sky"}}, 2);
  EXPECT_EQ(gtk_container_get_focus_child(GTK_CONTAINER(shown.box())), shown.row(2));
}

/// Where the middle of a widget lies in the row.
int place_in(GtkWidget* row, GtkWidget* widget) {
  int x = 0;
  gtk_widget_translate_coordinates(widget, row, gtk_widget_get_allocated_width(widget) / 2, 0, &x, nullptr);
  return x;
}

TEST_F(RegionListTest, IsMirroredFromRightToLeft) {
  for (const bool mirrored : {false, true}) {
    gtk_widget_set_default_direction(mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
    Shown shown;
    GtkWidget* row = shown.row(1);
    const int middle = gtk_widget_get_allocated_width(row) / 2;
    EXPECT_EQ(place_in(row, find(row, GTK_TYPE_BUTTON)) < middle, mirrored);
    EXPECT_EQ(place_in(row, find(row, GTK_TYPE_DRAWING_AREA)) > middle, mirrored);
  }
}

}  // namespace
}  // namespace nst::ui
