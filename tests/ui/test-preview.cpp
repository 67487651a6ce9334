// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview.h"

#include "tests/ui/drawing.h"
#include "tests/ui/widgets.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace nst::ui {
namespace {

using std::chrono::milliseconds;

constexpr int side = 300;  // of the canvas, about

Image plain(int width, int height, float red, float blue) {
  Image picture(width, height, 3);
  for (std::size_t i = 0; i < picture.pixels.size(); i += 3) {
    picture.pixels[i] = red;
    picture.pixels[i + 2] = blue;
  }
  return picture;
}

/// A preview in a window that no one sees, and a user of it.
struct Shown {
  GtkWidget* window = gtk_offscreen_window_new();
  Preview preview;

  explicit Shown(bool painted = true, GtkTextDirection direction = GTK_TEXT_DIR_LTR) {
    gtk_widget_set_direction(preview.canvas(), direction);
    gtk_widget_set_size_request(preview.canvas(), side, side);
    gtk_container_add(GTK_CONTAINER(window), preview.widget());
    gtk_widget_show(window);
    preview.set_before(plain(1200, 1200, 1, 0));
    if (painted) {
      preview.set_after(plain(1200, 1200, 0, 1));
    }
    run_main_loop(milliseconds(50));
  }
  ~Shown() { gtk_widget_destroy(window); }

  AtkObject* accessible() { return gtk_widget_get_accessible(preview.canvas()); }
  std::string description() { return atk_object_get_description(accessible()); }
  double divider() {
    double value = -1;
    atk_value_get_value_and_text(ATK_VALUE(accessible()), &value, nullptr);
    return value;
  }
  int width() { return gtk_widget_get_allocated_width(preview.canvas()); }
  int height() { return gtk_widget_get_allocated_height(preview.canvas()); }

  void send(GdkEvent* event) {
    GdkWindow* target = gtk_widget_get_window(preview.canvas());
    event->any.window = GDK_WINDOW(g_object_ref(target));
    gdk_event_set_device(event, gdk_seat_get_pointer(gdk_display_get_default_seat(gdk_display_get_default())));
    gtk_widget_event(preview.canvas(), event);
    gdk_event_free(event);
  }
  void press(guint key, guint state = 0) {
    GdkEvent* event = gdk_event_new(GDK_KEY_PRESS);
    event->key.keyval = key;
    event->key.state = state;
    send(event);
  }
  void button(GdkEventType type, double x, double y, guint number = 1) {
    GdkEvent* event = gdk_event_new(type);
    event->button.x = x;
    event->button.y = y;
    event->button.button = number;
    send(event);
  }
  void move(double x, double y) {
    GdkEvent* event = gdk_event_new(GDK_MOTION_NOTIFY);
    event->motion.x = x;
    event->motion.y = y;
    send(event);
  }
  void drag(double from_x, double from_y, double to_x, double to_y, guint number = 1) {
    button(GDK_BUTTON_PRESS, from_x, from_y, number);
    move((from_x + to_x) / 2, (from_y + to_y) / 2);
    move(to_x, to_y);
    button(GDK_BUTTON_RELEASE, to_x, to_y, number);
  }
  void roll(double x, double y, GdkScrollDirection direction) {
    GdkEvent* event = gdk_event_new(GDK_SCROLL);
    event->scroll.x = x;
    event->scroll.y = y;
    event->scroll.direction = direction;
    send(event);
  }

  /// Red and blue of a pixel of the canvas as it is drawn.
  std::pair<int, int> colour(int x, int y) {
    Drawing drawing(width(), height());
    gtk_widget_draw(preview.canvas(), drawing.cairo());
    const std::uint32_t pixel = drawing.pixel(x, y);
    return {(pixel >> 16) & 0xff, pixel & 0xff};
  }
  bool is_before(int x, int y) { return colour(x, y) == std::pair(255, 0); }
  bool is_after(int x, int y) { return colour(x, y) == std::pair(0, 255); }

  std::string zoom() {
    std::string text;
    gtk_container_foreach(
        GTK_CONTAINER(preview.bar()),
        [](GtkWidget* widget, gpointer found) {
          if (GTK_IS_LABEL(widget)) {
            *static_cast<std::string*>(found) = gtk_label_get_text(GTK_LABEL(widget));
          }
        },
        &text);
    return text;
  }
  void click(const char* label) {
    struct Search {
      std::string label;
      int clicked = 0;
    } search{label};
    gtk_container_foreach(
        GTK_CONTAINER(preview.bar()),
        [](GtkWidget* widget, gpointer data) {
          auto& wanted = *static_cast<Search*>(data);
          if (GTK_IS_BUTTON(widget) && gtk_button_get_label(GTK_BUTTON(widget)) == wanted.label) {
            gtk_button_clicked(GTK_BUTTON(widget));
            ++wanted.clicked;
          }
        },
        &search);
    EXPECT_EQ(search.clicked, 1) << label;
  }
};

using PreviewTest = WidgetTest;

TEST_F(PreviewTest, ShowsBeforeAndAfter) {
  Shown shown;
  EXPECT_TRUE(shown.is_before(20, shown.height() - 20));
  EXPECT_TRUE(shown.is_after(shown.width() - 20, shown.height() - 20));
}

TEST_F(PreviewTest, IsASliderForAssistiveTechnologies) {
  Shown shown;
  EXPECT_EQ(atk_object_get_role(shown.accessible()), ATK_ROLE_SLIDER);
  EXPECT_STREQ(atk_object_get_name(shown.accessible()), "Preview");
  EXPECT_DOUBLE_EQ(shown.divider(), 0.5);
  int told = 0;
  g_signal_connect_swapped(shown.accessible(), "notify::accessible-value", G_CALLBACK(+[](int* count) { ++*count; }),
                           &told);
  atk_value_set_value(ATK_VALUE(shown.accessible()), 0.25);
  EXPECT_DOUBLE_EQ(shown.divider(), 0.25);
  EXPECT_EQ(told, 1);
  EXPECT_TRUE(shown.is_after(shown.width() / 2, shown.height() - 20));
}

TEST_F(PreviewTest, KeysMoveTheDivider) {
  Shown shown;
  shown.press(GDK_KEY_Right);
  EXPECT_NEAR(shown.divider(), 0.51, 1e-9);
  shown.press(GDK_KEY_Left, GDK_SHIFT_MASK);
  EXPECT_NEAR(shown.divider(), 0.41, 1e-9);
  shown.press(GDK_KEY_Home);
  EXPECT_DOUBLE_EQ(shown.divider(), 0);
  shown.press(GDK_KEY_Left);
  EXPECT_DOUBLE_EQ(shown.divider(), 0);
  shown.press(GDK_KEY_End);
  EXPECT_DOUBLE_EQ(shown.divider(), 1);
}

TEST_F(PreviewTest, KeysGoTheSameWayFromRightToLeft) {
  Shown shown(true, GTK_TEXT_DIR_RTL);
  EXPECT_TRUE(shown.is_after(20, shown.height() - 20));
  EXPECT_TRUE(shown.is_before(shown.width() - 20, shown.height() - 20));
  shown.press(GDK_KEY_Right, GDK_SHIFT_MASK);
  EXPECT_NEAR(shown.divider(), 0.4, 1e-9);
  EXPECT_TRUE(shown.is_after(shown.width() / 2 + 15, shown.height() - 20));
}

TEST_F(PreviewTest, TheDividerIsDragged) {
  Shown shown;
  const double middle = shown.width() / 2.0;
  shown.drag(middle + 5, 40, middle + 65, 90);
  EXPECT_NEAR(shown.divider(), 0.5 + 60.0 / shown.width(), 0.01);
}

TEST_F(PreviewTest, TheDividerComesToADragWhereThereIsNothingToPan) {
  Shown shown;
  shown.drag(40, 40, 60, 40);
  EXPECT_NEAR(shown.divider(), 60.0 / shown.width(), 0.01);
  shown.drag(200, 40, 201, 40);  // a click with a trembling hand
  EXPECT_NEAR(shown.divider(), 60.0 / shown.width(), 0.01);
}

TEST_F(PreviewTest, ADoubleClickGivesAPictureTheWholeView) {
  Shown shown;
  shown.button(GDK_2BUTTON_PRESS, 30, 100);
  EXPECT_DOUBLE_EQ(shown.divider(), 1);
  shown.button(GDK_2BUTTON_PRESS, 30, 100);
  EXPECT_DOUBLE_EQ(shown.divider(), 0.5);
  shown.button(GDK_2BUTTON_PRESS, shown.width() - 30, 100);
  EXPECT_DOUBLE_EQ(shown.divider(), 0);
}

TEST_F(PreviewTest, ButtonsShowItWholeOrPixelByPixel) {
  Shown shown;
  const std::string fitted = shown.zoom();
  shown.click("_100 %");
  EXPECT_EQ(shown.zoom(), "100 %");
  shown.click("_Fit");
  EXPECT_EQ(shown.zoom(), fitted);
}

TEST_F(PreviewTest, WheelAndKeysZoom) {
  Shown shown;
  shown.click("_100 %");
  shown.roll(10, 10, GDK_SCROLL_UP);
  EXPECT_EQ(shown.zoom(), "141 %");
  shown.roll(10, 10, GDK_SCROLL_DOWN);
  shown.roll(10, 10, GDK_SCROLL_DOWN);
  EXPECT_EQ(shown.zoom(), "71 %");
  shown.press(GDK_KEY_plus);
  shown.press(GDK_KEY_KP_Add);
  EXPECT_EQ(shown.zoom(), "141 %");
  shown.press(GDK_KEY_minus);
  EXPECT_EQ(shown.zoom(), "100 %");
}

/// A picture of 1200 px with a blue square in its middle.
Image marked() {
  Image picture = plain(1200, 1200, 1, 0);
  paste(picture, plain(40, 40, 0, 1), 580, 580);
  return picture;
}

TEST_F(PreviewTest, PansByDraggingAndByKeys) {
  Shown shown(false);
  shown.preview.set_before(marked());
  shown.click("_100 %");
  const int x = shown.width() / 2;
  const int y = shown.height() / 2;
  EXPECT_TRUE(shown.is_after(x, y));  // blue
  shown.drag(x, y, x + 100, y - 50);
  EXPECT_TRUE(shown.is_after(x + 100, y - 50));
  EXPECT_TRUE(shown.is_before(x, y));
  shown.press(GDK_KEY_Right, GDK_CONTROL_MASK);
  EXPECT_TRUE(shown.is_after(x + 60, y - 50));
  shown.press(GDK_KEY_Up, GDK_CONTROL_MASK);
  EXPECT_TRUE(shown.is_after(x + 60, y - 10));
  shown.drag(10, 10, 40, 20, 2);
  EXPECT_TRUE(shown.is_after(x + 90, y));
}

TEST_F(PreviewTest, DraggingBesideTheDividerPansWhereItIsZoomed) {
  Shown shown;
  shown.click("_100 %");
  shown.drag(40, 40, 90, 40);
  EXPECT_DOUBLE_EQ(shown.divider(), 0.5);
}

TEST_F(PreviewTest, SaysWhatIsShown) {
  Shown shown(false);
  const std::string alone = shown.description();
  shown.preview.set_busy(true);
  const std::string busy = shown.description();
  shown.preview.set_after(plain(600, 600, 0, 1));
  shown.preview.set_busy(false);
  const std::string both = shown.description();
  shown.preview.set_message("Choose a style.");
  EXPECT_EQ(shown.description(), "Choose a style.");
  EXPECT_FALSE(shown.is_after(shown.width() - 20, shown.height() - 20));
  shown.preview.set_message({});
  EXPECT_EQ(shown.description(), both);
  EXPECT_TRUE(shown.is_after(shown.width() - 20, shown.height() - 20));
  EXPECT_NE(alone, busy);
  EXPECT_NE(busy, both);
  EXPECT_NE(both, alone);
}

TEST_F(PreviewTest, TellsOnlyOfWorkThatTakesTime) {
  Shown shown;
  const int x = shown.width() - 25;
  const int y = shown.height() - 18;
  shown.preview.set_busy(true);
  run_main_loop(milliseconds(50));
  EXPECT_TRUE(shown.is_after(x, y));
  run_main_loop(milliseconds(400));
  EXPECT_FALSE(shown.is_after(x, y));
  shown.preview.set_busy(false);
  EXPECT_TRUE(shown.is_after(x, y));
}

TEST_F(PreviewTest, GoesAwayWithWorkOnItsWay) {
  {
    Shown shown;
    shown.preview.set_busy(true);
  }
  run_main_loop(milliseconds(400));  // a timer left behind would use what is gone
}

TEST_F(PreviewTest, WorksWithoutAnyPicture) {
  Preview preview;
  GtkWidget* window = gtk_offscreen_window_new();
  gtk_container_add(GTK_CONTAINER(window), preview.widget());
  gtk_widget_show(window);
  run_main_loop(milliseconds(50));
  preview.set_message("No layer.");
  run_main_loop(milliseconds(50));
  gtk_widget_destroy(window);
}

}  // namespace
}  // namespace nst::ui
