// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run-window.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

namespace nst::ui {
namespace {

using std::chrono::milliseconds;

/// Lets GTK work for some time.
void run_main_loop(milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    if (g_main_context_iteration(nullptr, FALSE) == FALSE) {
      std::this_thread::sleep_for(milliseconds(5));
    }
  }
}

/// The first widget of a type below `widget`, or null.
GtkWidget* find(GtkWidget* widget, GType type) {
  if (G_TYPE_CHECK_INSTANCE_TYPE(widget, type)) {
    return widget;
  }
  GtkWidget* found = nullptr;
  if (GTK_IS_CONTAINER(widget)) {
    GList* children = gtk_container_get_children(GTK_CONTAINER(widget));
    for (GList* child = children; child != nullptr && found == nullptr; child = child->next) {
      found = find(GTK_WIDGET(child->data), type);
    }
    g_list_free(children);
  }
  return found;
}

class RunWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    if (gtk_init_check(nullptr, nullptr) == FALSE) {
      GTEST_SKIP() << "no screen";
    }
  }
};

struct Shown {
  int stops = 0;
  RunWindow window{"Title", [this] { ++stops; }};

  GtkWidget* dialog() { return GTK_WIDGET(window.window()); }
  GtkWidget* content() { return gtk_dialog_get_content_area(GTK_DIALOG(dialog())); }
  GtkWidget* button() { return gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog()), GTK_RESPONSE_CANCEL); }
  std::string text() { return gtk_label_get_text(GTK_LABEL(find(content(), GTK_TYPE_LABEL))); }
  double share() { return gtk_progress_bar_get_fraction(GTK_PROGRESS_BAR(find(content(), GTK_TYPE_PROGRESS_BAR))); }
};

TEST_F(RunWindowTest, AppearsOnlyForWorkThatTakesTime) {
  Shown shown;
  run_main_loop(milliseconds(50));
  EXPECT_FALSE(gtk_widget_get_visible(shown.dialog()));
  run_main_loop(milliseconds(600));
  EXPECT_TRUE(gtk_widget_get_visible(shown.dialog()));
}

TEST_F(RunWindowTest, GoesAwayBeforeItAppeared) {
  {
    const Shown shown;
  }
  run_main_loop(milliseconds(700));  // a timer left behind would use what is gone
}

TEST_F(RunWindowTest, SaysHowFarTheWorkIs) {
  Shown shown;
  shown.window.update(0.4, "40 %, about 12 seconds left");
  EXPECT_DOUBLE_EQ(shown.share(), 0.4);
  EXPECT_EQ(shown.text(), "40 %, about 12 seconds left");
  shown.window.update(1.5, "done");
  EXPECT_DOUBLE_EQ(shown.share(), 1);
}

TEST_F(RunWindowTest, StopCallsBackOnceAndSaysSo) {
  Shown shown;
  run_main_loop(milliseconds(600));
  gtk_button_clicked(GTK_BUTTON(shown.button()));
  EXPECT_EQ(shown.stops, 1);
  EXPECT_FALSE(gtk_widget_is_sensitive(shown.button()));
  const std::string stopping = shown.text();
  shown.window.update(0.5, "50 %");
  EXPECT_EQ(shown.text(), stopping);
  gtk_window_close(shown.window.window());
  run_main_loop(milliseconds(50));
  EXPECT_EQ(shown.stops, 1);
}

TEST_F(RunWindowTest, ClosingStopsAndLeavesTheWindow) {
  Shown shown;
  run_main_loop(milliseconds(600));
  gtk_window_close(shown.window.window());
  run_main_loop(milliseconds(50));
  EXPECT_EQ(shown.stops, 1);
  EXPECT_TRUE(gtk_widget_get_visible(shown.dialog()));
}

TEST_F(RunWindowTest, EscapeStops) {
  Shown shown;
  run_main_loop(milliseconds(600));
  g_signal_emit_by_name(shown.dialog(), "close");  // what GTK binds to Escape
  run_main_loop(milliseconds(50));
  EXPECT_EQ(shown.stops, 1);
}

}  // namespace
}  // namespace nst::ui
