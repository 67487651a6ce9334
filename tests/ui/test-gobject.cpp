// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gobject.h"

#include "tests/ui/widgets.h"

#include <gtest/gtest.h>

#include <memory>

namespace nst::ui {
namespace {

class ConnectTest : public WidgetTest {};

TEST_F(ConnectTest, TheFunctionIsCalledEachTimeAndGoesAwayWithItsWidget) {
  const auto calls = std::make_shared<int>(0);
  {
    const OwnedWidget button(gtk_button_new());
    connect(button.get(), "clicked", [calls] { ++*calls; });
    for (int i = 0; i < 2; ++i) {
      gtk_button_clicked(GTK_BUTTON(button.get()));
    }
    EXPECT_EQ(calls.use_count(), 2);
  }
  EXPECT_EQ(*calls, 2);
  EXPECT_EQ(calls.use_count(), 1);
}

TEST_F(ConnectTest, TheFunctionMayTakeItsWidgetAway) {
  const auto held = std::make_shared<int>(0);
  long during = 0;
  GtkWidget* window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  GtkWidget* button = gtk_button_new();
  gtk_container_add(GTK_CONTAINER(window), button);
  connect(button, "clicked", [&during, held, window] {
    gtk_widget_destroy(window);
    during = held.use_count();
  });
  gtk_button_clicked(GTK_BUTTON(button));
  EXPECT_EQ(during, 2) << "it is there until it has ended";
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace nst::ui
