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

/// What shows that a row can be dragged.
GtkWidget* new_drag_handle() {
  GtkWidget* handle = gtk_image_new_from_icon_name("list-drag-handle-symbolic", GTK_ICON_SIZE_BUTTON);
  constexpr double faint = 0.5;
  gtk_widget_set_opacity(handle, faint);
  return handle;
}

/// Makes `part` of a row what drags the row at `place`.
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

unsigned modifiers_of(const GdkEventKey& event) { return event.state & gtk_accelerator_get_default_mod_mask(); }

/// Leaves a key that turns the pages of a notebook around the list to it: GTK's list would take it for itself. Gives
/// whether it is such a key.
bool leave_to_notebook(GtkListBox* list, const GdkEventKey& event) {
  constexpr std::array keys{GDK_KEY_Page_Up, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Up, GDK_KEY_KP_Page_Down};
  const bool turns =
      modifiers_of(event) == GDK_CONTROL_MASK && std::ranges::find(keys, static_cast<int>(event.keyval)) != keys.end();
  if (turns) {
    g_signal_stop_emission_by_name(list, "key-press-event");
  }
  return turns;
}

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

GtkWidget* new_drag_part(GtkWidget* row, const std::string& name, std::optional<std::size_t> place,
                         std::initializer_list<GtkWidget*> parts) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, row_spacing);
  GtkWidget* handle = new_drag_handle();
  gtk_box_pack_start(GTK_BOX(box), handle, FALSE, FALSE, 0);
  for (GtkWidget* const& each : parts) {
    const gboolean is_last = &each + 1 == parts.end();
    gtk_box_pack_start(GTK_BOX(box), each, is_last, is_last, 0);
  }
  GtkWidget* part = gtk_event_box_new();
  gtk_event_box_set_visible_window(GTK_EVENT_BOX(part), FALSE);
  gtk_container_add(GTK_CONTAINER(part), box);
  if (place) {
    make_draggable(part, row, *place);
    gtk_widget_set_tooltip_text(part, (name + "\n" + tr("Drag it, or press Alt and an arrow, to move it")).c_str());
  } else {
    gtk_widget_set_opacity(handle, 0);
  }
  return part;
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

bool press_row_key(GtkListBox* list, const GdkEventKey& event, const RowActions& actions) {
  if (leave_to_notebook(list, event)) {
    return GDK_EVENT_PROPAGATE;
  }
  GtkWidget* row = gtk_container_get_focus_child(GTK_CONTAINER(list));
  if (row == nullptr || gtk_widget_is_focus(row) == FALSE) {
    return GDK_EVENT_PROPAGATE;
  }
  const int place = gtk_list_box_row_get_index(GTK_LIST_BOX_ROW(row));
  const auto number = static_cast<std::size_t>(place);
  const unsigned modifiers = modifiers_of(event);
  if (event.keyval == GDK_KEY_Delete && modifiers == 0) {
    actions.remove(number);
  } else if (event.keyval == GDK_KEY_Up && modifiers == GDK_MOD1_MASK && place > 0) {
    actions.move(number, number - 1);
  } else if (event.keyval == GDK_KEY_Down && modifiers == GDK_MOD1_MASK &&
             gtk_list_box_get_row_at_index(list, place + 1) != nullptr) {
    actions.move(number, number + 2);
  } else {
    return GDK_EVENT_PROPAGATE;
  }
  return GDK_EVENT_STOP;
}

std::optional<RowMove> dropped_row(GtkListBox* list, GdkDragContext* context, int y, GtkSelectionData* data,
                                   std::size_t count) {
  GtkWidget* source = gtk_drag_get_source_widget(context);
  int place = -1;
  if (source != nullptr && gtk_widget_is_ancestor(source, GTK_WIDGET(list)) != FALSE &&
      gtk_selection_data_get_length(data) == sizeof place) {
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
