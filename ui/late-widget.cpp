// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/late-widget.h"

#include <utility>

namespace nst::ui {
namespace {

using Make = std::function<GtkWidget*()>;

void fill(GtkWidget* box, gpointer data) {
  Make& make = *static_cast<Make*>(data);
  if (make) {
    GtkWidget* widget = std::exchange(make, {})();
    gtk_box_pack_start(GTK_BOX(box), widget, TRUE, TRUE, 0);
    gtk_widget_show_all(widget);
  }
}

}  // namespace

GtkWidget* make_late(std::function<GtkWidget*()> make) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
  auto* owned = new Make(std::move(make));
  const auto end = +[](gpointer data, GClosure*) { delete static_cast<Make*>(data); };
  g_signal_connect_data(box, "map", G_CALLBACK(fill), owned, end, static_cast<GConnectFlags>(0));
  return box;
}

}  // namespace nst::ui
