// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row-parts.h"

#include "core/i18n.h"
#include "ui/square-picture.h"

#include <gdk/gdkkeysyms.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace nst::ui {
namespace {

constexpr int thumbnail_side = 32;
constexpr double corner = 4;
constexpr const char* thumbnail_key = "thumbnail";

}  // namespace

GtkWidget* new_row_thumbnail(GtkWidget* row, const Image& picture) {
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

void set_row_thumbnail(GtkWidget* row, const Image& thumbnail) {
  auto* area = static_cast<GtkWidget*>(g_object_get_data(G_OBJECT(row), thumbnail_key));
  cairo_surface_t* surface =
      thumbnail.empty() ? nullptr
                        : square_surface(thumbnail, thumbnail_side * gtk_widget_get_scale_factor(row)).release();
  const auto free_surface = +[](gpointer data) { cairo_surface_destroy(static_cast<cairo_surface_t*>(data)); };
  g_object_set_data_full(G_OBJECT(area), thumbnail_key, surface, surface == nullptr ? nullptr : free_surface);
  gtk_widget_queue_draw(area);
}

GtkWidget* new_drag_handle() {
  GtkWidget* handle = gtk_image_new_from_icon_name("list-drag-handle-symbolic", GTK_ICON_SIZE_BUTTON);
  constexpr double faint = 0.5;
  gtk_widget_set_opacity(handle, faint);
  return handle;
}

void make_draggable(GtkWidget* part, GtkWidget* row, std::size_t place) {
  const GtkTargetEntry target{const_cast<char*>(row_target), GTK_TARGET_SAME_APP, 0};
  gtk_drag_source_set(part, GDK_BUTTON1_MASK, &target, 1, GDK_ACTION_MOVE);
  g_object_set_data(G_OBJECT(part), "place", GSIZE_TO_POINTER(place));
  const auto get = +[](GtkWidget* widget, GdkDragContext*, GtkSelectionData* data, guint, guint, gpointer) {
    constexpr int bits = 8;
    const int number = static_cast<int>(GPOINTER_TO_SIZE(g_object_get_data(G_OBJECT(widget), "place")));
    gtk_selection_data_set(data, gdk_atom_intern_static_string(row_target), bits,
                           reinterpret_cast<const guchar*>(&number), sizeof number);
  };
  g_signal_connect(part, "drag-data-get", G_CALLBACK(get), nullptr);
  const auto begin = +[](GtkWidget* widget, GdkDragContext* context, gpointer dragged) {
    auto* picture = static_cast<GtkWidget*>(g_object_get_data(G_OBJECT(dragged), thumbnail_key));
    auto* surface = static_cast<cairo_surface_t*>(g_object_get_data(G_OBJECT(picture), thumbnail_key));
    if (surface != nullptr) {
      gtk_drag_set_icon_surface(context, surface);
    } else {
      gtk_drag_source_set_icon_name(widget, "image-x-generic");
    }
  };
  g_signal_connect(part, "drag-begin", G_CALLBACK(begin), row);
}

GtkWidget* new_remove_button(const std::string& name, const char* tooltip, std::function<void()> removed) {
  GtkWidget* button = gtk_button_new_from_icon_name("window-close-symbolic", GTK_ICON_SIZE_BUTTON);
  gtk_button_set_relief(GTK_BUTTON(button), GTK_RELIEF_NONE);
  gtk_widget_set_valign(button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text(button, tooltip);
  set_accessible_name(button, tr("Remove {}", name));
  connect(button, "clicked", std::move(removed));
  return button;
}

bool turns_pages(GtkListBox* list, const GdkEventKey& event) {
  constexpr std::array keys{GDK_KEY_Page_Up, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Up, GDK_KEY_KP_Page_Down};
  const unsigned modifiers = event.state & gtk_accelerator_get_default_mod_mask();
  const bool turns =
      modifiers == GDK_CONTROL_MASK && std::ranges::find(keys, static_cast<int>(event.keyval)) != keys.end();
  if (turns) {
    g_signal_stop_emission_by_name(list, "key-press-event");
  }
  return turns;
}

std::optional<RowMove> dropped_row(GtkListBox* list, int y, GtkSelectionData* data, std::size_t count) {
  int place = -1;
  if (gtk_selection_data_get_length(data) == sizeof place) {
    std::memcpy(&place, gtk_selection_data_get_data(data), sizeof place);
  }
  if (place < 0 || place >= static_cast<int>(count)) {
    return {};
  }
  std::size_t before = count;
  if (GtkListBoxRow* below = gtk_list_box_get_row_at_y(list, y)) {
    GdkRectangle area;
    gtk_widget_get_allocation(GTK_WIDGET(below), &area);
    before = static_cast<std::size_t>(gtk_list_box_row_get_index(below) + (y > area.y + area.height / 2 ? 1 : 0));
  }
  return RowMove{static_cast<std::size_t>(place), before};
}

}  // namespace nst::ui
