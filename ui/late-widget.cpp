// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/late-widget.h"

#include <utility>

namespace nst::ui {
namespace {

using Make = std::function<GtkWidget*()>;

// What the user does comes first, then the widgets, and they are laid out and drawn together.
constexpr int between_events_and_layout = G_PRIORITY_HIGH_IDLE + 5;

struct LateBox {
  Make make;
  guint waiting = 0;  // the call of fill(), or 0

  explicit LateBox(Make wanted) : make(std::move(wanted)) {}
  ~LateBox() {
    if (waiting != 0) {
      g_source_remove(waiting);
    }
  }
};

gboolean fill(gpointer box) {
  auto& late = *static_cast<LateBox*>(g_object_get_data(G_OBJECT(box), "late"));
  late.waiting = 0;
  GtkWidget* widget = std::exchange(late.make, {})();
  gtk_box_pack_start(GTK_BOX(box), widget, TRUE, TRUE, 0);
  gtk_widget_show_all(widget);
  return G_SOURCE_REMOVE;
}

void seen(GtkWidget* box, gpointer data) {
  auto& late = *static_cast<LateBox*>(data);
  if (late.make && late.waiting == 0) {
    late.waiting = g_idle_add_full(between_events_and_layout, fill, box, nullptr);
  }
}

}  // namespace

GtkWidget* make_late(std::function<GtkWidget*()> make) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
  auto* late = new LateBox(std::move(make));
  g_object_set_data_full(G_OBJECT(box), "late", late, [](gpointer data) { delete static_cast<LateBox*>(data); });
  g_signal_connect(box, "map", G_CALLBACK(seen), late);
  return box;
}

}  // namespace nst::ui
