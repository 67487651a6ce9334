// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tests of widgets share: a screen, GTK at work, windows and what is in them, keys and clicks.
#pragma once

#include <gtest/gtest.h>
#include <gtk/gtk.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace nst::ui {

/// Lets GTK work for some time.
inline void run_main_loop(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    if (g_main_context_iteration(nullptr, FALSE) == FALSE) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
}

/// Lets GTK work until `done`, for ten seconds at most. Returns whether it is.
inline bool run_until(const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!done() && std::chrono::steady_clock::now() < end) {
    run_main_loop(std::chrono::milliseconds(10));
  }
  return done();
}

/// What a container holds; nothing for other widgets.
inline std::vector<GtkWidget*> children(GtkWidget* widget) {
  std::vector<GtkWidget*> all;
  if (GTK_IS_CONTAINER(widget)) {
    GList* list = gtk_container_get_children(GTK_CONTAINER(widget));
    for (GList* child = list; child != nullptr; child = child->next) {
      all.push_back(GTK_WIDGET(child->data));
    }
    g_list_free(list);
  }
  return all;
}

/// `widget`, or the first one below it, that is wanted, or null.
template <typename Wanted>
GtkWidget* find_if(GtkWidget* widget, const Wanted& wanted) {
  if (wanted(widget)) {
    return widget;
  }
  for (GtkWidget* child : children(widget)) {
    if (GtkWidget* found = find_if(child, wanted)) {
      return found;
    }
  }
  return nullptr;
}

/// The first widget of a type below `widget`, or null.
inline GtkWidget* find(GtkWidget* widget, GType type) {
  return find_if(widget, [=](GtkWidget* each) { return G_TYPE_CHECK_INSTANCE_TYPE(each, type); });
}

/// The texts of all labels below a widget that can be seen, those of buttons included, a line each.
inline std::string texts(GtkWidget* widget) {
  if (gtk_widget_get_visible(widget) == FALSE) {
    return {};
  }
  if (GTK_IS_LABEL(widget)) {
    return std::string(gtk_label_get_text(GTK_LABEL(widget))) + "\n";
  }
  std::string all;
  for (GtkWidget* child : children(widget)) {
    all += texts(child);
  }
  return all;
}

/// Skips where there is no screen.
class WidgetTest : public testing::Test {
 protected:
  void SetUp() override {
    if (gtk_init_check(nullptr, nullptr) == FALSE) {
      GTEST_SKIP() << "no screen";
    }
  }
};

/// A window with one widget in it, which it does not own.
class Window {
 public:
  Window(GtkWidget* widget, int width, int height) : window_(gtk_window_new(GTK_WINDOW_TOPLEVEL)), widget_(widget) {
    gtk_window_set_default_size(GTK_WINDOW(window_), width, height);
    gtk_container_add(GTK_CONTAINER(window_), widget);
    gtk_widget_show_all(window_);
    run_main_loop(std::chrono::milliseconds(100));
  }
  ~Window() {
    gtk_container_remove(GTK_CONTAINER(window_), widget_);
    gtk_widget_destroy(window_);
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GtkWidget* get() const { return window_; }

 private:
  GtkWidget* window_;
  GtkWidget* widget_;
};

/// A key goes to `widget`. Returns whether it was taken.
inline bool press_key(GtkWidget* widget, unsigned key, unsigned modifiers = 0) {
  GdkEvent* event = gdk_event_new(GDK_KEY_PRESS);
  event->key.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
  event->key.keyval = key;
  event->key.state = modifiers;
  gdk_event_set_device(event, gdk_seat_get_keyboard(gdk_display_get_default_seat(gtk_widget_get_display(widget))));
  const bool taken = gtk_widget_event(widget, event) != FALSE;
  gdk_event_free(event);
  return taken;
}

/// A click at a place in `widget`.
inline void click(GtkWidget* widget, double x, double y, unsigned modifiers = 0, unsigned button = GDK_BUTTON_PRIMARY) {
  GdkEvent* event = gdk_event_new(GDK_BUTTON_PRESS);
  event->button.window = GDK_WINDOW(g_object_ref(gtk_widget_get_window(widget)));
  event->button.button = button;
  event->button.x = x;
  event->button.y = y;
  event->button.state = modifiers;
  gdk_event_set_device(event, gdk_seat_get_pointer(gdk_display_get_default_seat(gtk_widget_get_display(widget))));
  gtk_widget_event(widget, event);
  gdk_event_free(event);
}

}  // namespace nst::ui
