// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/once-drawn.h"

#include <utility>

namespace nst::ui {
namespace {

struct Waiting {
  GtkWidget* widget;
  std::function<void()> work;
  gulong drawn = 0;
  gulong destroyed = 0;
  guint idle = 0;  // 0 until the widget is drawn
};

/// Leaves nothing behind that could call.
std::function<void()> end(Waiting* waiting) {
  g_signal_handler_disconnect(waiting->widget, waiting->destroyed);
  if (waiting->drawn != 0) {
    g_signal_handler_disconnect(waiting->widget, waiting->drawn);
  }
  std::function<void()> work = std::move(waiting->work);
  delete waiting;
  return work;
}

gboolean work_now(gpointer data) {
  end(static_cast<Waiting*>(data))();
  return G_SOURCE_REMOVE;
}

gboolean note_drawing(GtkWidget*, cairo_t*, gpointer data) {
  auto* waiting = static_cast<Waiting*>(data);
  g_signal_handler_disconnect(waiting->widget, std::exchange(waiting->drawn, 0));
  waiting->idle = g_idle_add_full(G_PRIORITY_DEFAULT_IDLE, work_now, waiting, nullptr);
  return GDK_EVENT_PROPAGATE;
}

void give_up(GtkWidget*, gpointer data) {
  auto* waiting = static_cast<Waiting*>(data);
  if (waiting->idle != 0) {
    g_source_remove(waiting->idle);
  }
  end(waiting);
}

}  // namespace

void once_drawn(GtkWidget* widget, std::function<void()> work) {
  auto* waiting = new Waiting{widget, std::move(work)};
  waiting->drawn = g_signal_connect_after(widget, "draw", G_CALLBACK(note_drawing), waiting);
  waiting->destroyed = g_signal_connect(widget, "destroy", G_CALLBACK(give_up), waiting);
}

}  // namespace nst::ui
