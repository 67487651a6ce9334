// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/once-drawn.h"

#include "tests/ui/widgets.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace nst::ui {
namespace {

class OnceDrawn : public WidgetTest {
 protected:
  void SetUp() override {
    WidgetTest::SetUp();
    if (!IsSkipped()) {
      window_ = gtk_window_new(GTK_WINDOW_TOPLEVEL);
      gtk_container_add(GTK_CONTAINER(window_), gtk_label_new("drawn"));
    }
  }
  void TearDown() override {
    if (window_ != nullptr) {
      gtk_widget_destroy(window_);
    }
  }
  /// Drawing waits for the screen.
  static void let_it_draw() { run_main_loop(std::chrono::milliseconds(100)); }

  GtkWidget* window_ = nullptr;
};

TEST_F(OnceDrawn, WaitsForTheDrawingAndComesOnce) {
  int calls = 0;
  bool drawn = false;
  const auto draw = +[](GtkWidget*, cairo_t*, gpointer data) -> gboolean {
    *static_cast<bool*>(data) = true;
    return GDK_EVENT_PROPAGATE;
  };
  g_signal_connect(window_, "draw", G_CALLBACK(draw), &drawn);
  once_drawn(window_, [&] {
    ++calls;
    EXPECT_TRUE(drawn);
  });
  let_it_draw();
  EXPECT_EQ(calls, 0);
  gtk_widget_show_all(window_);
  ASSERT_TRUE(run_until([&] { return calls > 0; }));
  gtk_widget_queue_draw(window_);
  let_it_draw();
  EXPECT_EQ(calls, 1);
}

TEST_F(OnceDrawn, IsForgottenWithItsWidget) {
  const auto held = std::make_shared<int>(0);
  once_drawn(window_, [held] { FAIL(); });
  EXPECT_EQ(held.use_count(), 2);
  gtk_widget_destroy(std::exchange(window_, nullptr));
  EXPECT_EQ(held.use_count(), 1);
  let_it_draw();
}

}  // namespace
}  // namespace nst::ui
