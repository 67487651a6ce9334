// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/late-widget.h"

#include "tests/ui/widgets.h"

#include <gtest/gtest.h>

#include <memory>

namespace nst::ui {
namespace {

class LateWidget : public WidgetTest {};

void let_it_draw() { run_main_loop(std::chrono::milliseconds(50)); }

TEST_F(LateWidget, IsMadeOnceAndWhenItIsSeen) {
  int made = 0;
  GtkWidget* window = gtk_offscreen_window_new();
  GtkWidget* pages = gtk_notebook_new();
  gtk_container_add(GTK_CONTAINER(window), pages);
  gtk_notebook_append_page(GTK_NOTEBOOK(pages), gtk_label_new("first"), nullptr);
  GtkWidget* late = make_late([&] {
    ++made;
    return gtk_label_new("late");
  });
  gtk_notebook_append_page(GTK_NOTEBOOK(pages), late, nullptr);
  gtk_widget_show_all(window);
  let_it_draw();
  EXPECT_EQ(made, 0);

  gtk_notebook_set_current_page(GTK_NOTEBOOK(pages), 1);
  let_it_draw();
  EXPECT_EQ(made, 1);
  ASSERT_EQ(children(late).size(), 1U);
  EXPECT_TRUE(gtk_widget_get_mapped(children(late).front()));

  gtk_notebook_set_current_page(GTK_NOTEBOOK(pages), 0);
  gtk_notebook_set_current_page(GTK_NOTEBOOK(pages), 1);
  let_it_draw();
  EXPECT_EQ(made, 1);
  gtk_widget_destroy(window);
}

/// What the function holds goes away with the box, whether it was called or not.
TEST_F(LateWidget, LetsGoOfItsFunction) {
  const auto held = std::make_shared<int>(0);
  GtkWidget* late = make_late([held] { return gtk_label_new(""); });
  g_object_ref_sink(late);
  EXPECT_EQ(held.use_count(), 2);
  gtk_widget_destroy(late);
  g_object_unref(late);
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace nst::ui
