// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style-row.h"

#include "core/i18n.h"
#include "ui/square-picture.h"

#include <utility>

namespace nst::ui {
namespace {

constexpr int spacing = 8;
constexpr int thumbnail_side = 32;
constexpr double corner = 4;
constexpr const char* thumbnail_key = "thumbnail";

void free_owner(gpointer owner, GClosure*) { delete static_cast<StyleRowOwner*>(owner); }

/// A thumbnail in a widget of its own size; until there is a picture, a soft place for it.
GtkWidget* new_thumbnail(GtkWidget* row, const Image& picture) {
  GtkWidget* area = gtk_drawing_area_new();
  gtk_widget_set_size_request(area, thumbnail_side, thumbnail_side);
  gtk_widget_set_valign(area, GTK_ALIGN_CENTER);
  g_object_set_data(G_OBJECT(row), thumbnail_key, area);
  const auto draw = +[](GtkWidget* widget, cairo_t* cairo, gpointer) -> gboolean {
    constexpr double faint = 0.12;
    auto* surface = static_cast<cairo_surface_t*>(g_object_get_data(G_OBJECT(widget), thumbnail_key));
    if (surface != nullptr) {
      draw_square(cairo, surface, 0, 0, thumbnail_side, corner);
      return GDK_EVENT_PROPAGATE;
    }
    GdkRGBA colour;
    GtkStyleContext* style = gtk_widget_get_style_context(widget);
    gtk_style_context_get_color(style, gtk_style_context_get_state(style), &colour);
    colour.alpha = faint;
    gdk_cairo_set_source_rgba(cairo, &colour);
    add_rounded_square(cairo, 0, 0, thumbnail_side, corner);
    cairo_fill(cairo);
    return GDK_EVENT_PROPAGATE;
  };
  g_signal_connect(area, "draw", G_CALLBACK(draw), nullptr);
  set_row_thumbnail(row, picture);
  return area;
}

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

GtkWidget* new_remove_button(const ChosenStyle& style, StyleRowOwner* owner) {
  GtkWidget* button = gtk_button_new_from_icon_name("window-close-symbolic", GTK_ICON_SIZE_BUTTON);
  gtk_button_set_relief(GTK_BUTTON(button), GTK_RELIEF_NONE);
  gtk_widget_set_valign(button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text(button, tr("Paint without this style"));
  set_accessible_name(button, tr("Remove {}", style.name));
  g_signal_connect_swapped(button, "clicked", G_CALLBACK(+[](StyleRowOwner* row) {
                             const std::function<void()> removed = row->removed;  // the row goes away in the call
                             removed();
                           }),
                           owner);
  return button;
}

GtkWidget* new_handle() {
  GtkWidget* handle = gtk_image_new_from_icon_name("list-drag-handle-symbolic", GTK_ICON_SIZE_BUTTON);
  constexpr double faint = 0.5;
  gtk_widget_set_opacity(handle, faint);
  return handle;
}

/// Makes `handle`, a widget with a window of its own, the part of the row that is dragged.
void make_draggable(GtkWidget* handle, std::size_t place) {
  const GtkTargetEntry target{const_cast<char*>(row_target), GTK_TARGET_SAME_APP, 0};
  gtk_drag_source_set(handle, GDK_BUTTON1_MASK, &target, 1, GDK_ACTION_MOVE);
  g_object_set_data(G_OBJECT(handle), "place", GSIZE_TO_POINTER(place));
  const auto get = +[](GtkWidget* widget, GdkDragContext*, GtkSelectionData* data, guint, guint, gpointer) {
    constexpr int bits = 8;
    const int number = static_cast<int>(GPOINTER_TO_SIZE(g_object_get_data(G_OBJECT(widget), "place")));
    gtk_selection_data_set(data, gdk_atom_intern_static_string(row_target), bits,
                           reinterpret_cast<const guchar*>(&number), sizeof number);
  };
  g_signal_connect(handle, "drag-data-get", G_CALLBACK(get), nullptr);
  const auto begin = +[](GtkWidget* widget, GdkDragContext* context, gpointer row) {
    auto* picture = static_cast<GtkWidget*>(g_object_get_data(G_OBJECT(row), thumbnail_key));
    auto* surface = static_cast<cairo_surface_t*>(g_object_get_data(G_OBJECT(picture), thumbnail_key));
    if (surface != nullptr) {
      gtk_drag_set_icon_surface(context, surface);
    } else {
      gtk_drag_source_set_icon_name(widget, "image-x-generic");
    }
  };
  g_signal_connect(handle, "drag-begin", G_CALLBACK(begin), gtk_widget_get_ancestor(handle, GTK_TYPE_LIST_BOX_ROW));
}

/// What is dragged: the handle, the thumbnail and the name.
GtkWidget* new_drag_part(GtkWidget* row, const ChosenStyle& style) {
  GtkWidget* label = gtk_label_new(style.name.c_str());
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_MIDDLE);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing);
  gtk_box_pack_start(GTK_BOX(box), new_handle(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), new_thumbnail(row, style.thumbnail), FALSE, FALSE, 0);
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
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing);
  gtk_container_set_border_width(GTK_CONTAINER(box), border);
  gtk_container_add(GTK_CONTAINER(row), box);
  GtkWidget* part = new_drag_part(row, style);
  gtk_box_pack_start(GTK_BOX(box), part, TRUE, TRUE, 0);
  make_draggable(part, place);
  if (weighted) {
    gtk_box_pack_start(GTK_BOX(box), new_weight(style, actions), FALSE, FALSE, 0);
  }
  gtk_box_pack_start(GTK_BOX(box), new_remove_button(style, actions), FALSE, FALSE, 0);
  gtk_widget_show_all(row);
  return row;
}

void set_row_thumbnail(GtkWidget* row, const Image& thumbnail) {
  auto* area = static_cast<GtkWidget*>(g_object_get_data(G_OBJECT(row), thumbnail_key));
  cairo_surface_t* surface =
      thumbnail.empty() ? nullptr
                        : square_surface(thumbnail, thumbnail_side * gtk_widget_get_scale_factor(row)).release();
  const auto free_surface = +[](gpointer data) { cairo_surface_destroy(static_cast<cairo_surface_t*>(data)); };
  g_object_set_data_full(G_OBJECT(area), thumbnail_key, surface, surface == nullptr ? nullptr : free_surface);
  gtk_widget_queue_draw(area);
}

}  // namespace nst::ui
