// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style-row.h"

#include "core/i18n.h"
#include "ui/row-parts.h"

#include <utility>

namespace nst::ui {
namespace {

void free_owner(gpointer owner, GClosure*) { delete static_cast<StyleRowOwner*>(owner); }

GtkWidget* new_weight(const ChosenStyle& style, StyleRowOwner* owner) {
  GtkWidget* weight = gtk_spin_button_new_with_range(0.1, 10, 0.1);
  gtk_spin_button_set_digits(GTK_SPIN_BUTTON(weight), 2);
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(weight), style.weight);
  gtk_entry_set_width_chars(GTK_ENTRY(weight), 5);
  gtk_widget_set_valign(weight, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text(weight, tr("How much of this style goes into the painting, relative to the others"));
  set_accessible_name(weight, tr("Weight of {}", style.name));
  g_signal_connect(weight, "value-changed", G_CALLBACK(+[](GtkSpinButton* button, StyleRowOwner* row) {
                     row->weighted(gtk_spin_button_get_value(button));
                   }),
                   owner);
  return weight;
}

/// What is dragged: the handle, the thumbnail and the name.
GtkWidget* new_drag_part(GtkWidget* row, const ChosenStyle& style) {
  GtkWidget* label = gtk_label_new(style.name.c_str());
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_MIDDLE);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, row_spacing);
  gtk_box_pack_start(GTK_BOX(box), new_drag_handle(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), new_row_thumbnail(row, style.thumbnail), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), label, TRUE, TRUE, 0);
  GtkWidget* part = gtk_event_box_new();
  gtk_event_box_set_visible_window(GTK_EVENT_BOX(part), FALSE);
  gtk_widget_set_tooltip_text(part, (style.name + "\n" + tr("Drag it, or press Alt and an arrow, to move it")).c_str());
  gtk_container_add(GTK_CONTAINER(part), box);
  return part;
}

}  // namespace

GtkWidget* new_style_row(const ChosenStyle& style, std::size_t place, bool weighted, StyleRowOwner owner) {
  constexpr int border = 4;
  auto* actions = new StyleRowOwner(std::move(owner));
  GtkWidget* row = gtk_list_box_row_new();
  g_signal_connect_data(row, "destroy", G_CALLBACK(+[](GtkWidget*, gpointer) {}), actions, free_owner,
                        static_cast<GConnectFlags>(0));
  set_accessible_name(row, style.name);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, row_spacing);
  gtk_container_set_border_width(GTK_CONTAINER(box), border);
  gtk_container_add(GTK_CONTAINER(row), box);
  GtkWidget* part = new_drag_part(row, style);
  gtk_box_pack_start(GTK_BOX(box), part, TRUE, TRUE, 0);
  make_draggable(part, row, place);
  if (weighted) {
    gtk_box_pack_start(GTK_BOX(box), new_weight(style, actions), FALSE, FALSE, 0);
  }
  gtk_box_pack_start(GTK_BOX(box), new_remove_button(style.name, tr("Paint without this style"), actions->removed),
                     FALSE, FALSE, 0);
  gtk_widget_show_all(row);
  return row;
}

}  // namespace nst::ui
