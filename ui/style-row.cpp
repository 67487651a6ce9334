// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style-row.h"

#include "core/i18n.h"
#include "ui/row-parts.h"

#include <utility>

namespace nst::ui {
namespace {

GtkWidget* new_weight(const ChosenStyle& style, std::function<void(double weight)> weighted) {
  GtkWidget* weight = gtk_spin_button_new_with_range(0.1, 10, 0.1);
  gtk_spin_button_set_digits(GTK_SPIN_BUTTON(weight), 2);
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(weight), style.weight);
  gtk_entry_set_width_chars(GTK_ENTRY(weight), 5);
  gtk_widget_set_valign(weight, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text(weight, tr("How much of this style goes into the painting, relative to the others"));
  set_accessible_name(weight, tr("Weight of {}", style.name));
  connect(weight, "value-changed",
          [=, follow = std::move(weighted)] { follow(gtk_spin_button_get_value(GTK_SPIN_BUTTON(weight))); });
  return weight;
}

GtkWidget* new_name(const ChosenStyle& style) {
  GtkWidget* label = gtk_label_new(style.name.c_str());
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_MIDDLE);
  return label;
}

}  // namespace

GtkWidget* new_style_row(const ChosenStyle& style, std::size_t place, bool weighted, StyleRowOwner owner) {
  constexpr int border = 4;
  GtkWidget* row = gtk_list_box_row_new();
  set_accessible_name(row, style.name);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, row_spacing);
  gtk_container_set_border_width(GTK_CONTAINER(box), border);
  gtk_container_add(GTK_CONTAINER(row), box);
  GtkWidget* part = new_drag_part(row, style.name, place, {new_row_thumbnail(row, style.thumbnail), new_name(style)});
  gtk_box_pack_start(GTK_BOX(box), part, TRUE, TRUE, 0);
  if (weighted) {
    gtk_box_pack_start(GTK_BOX(box), new_weight(style, std::move(owner.weighted)), FALSE, FALSE, 0);
  }
  GtkWidget* button = new_remove_button(style.name, tr("Paint without this style"), std::move(owner.removed));
  gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
  gtk_widget_show_all(row);
  return row;
}

}  // namespace nst::ui
