// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/region-row.h"

#include "core/i18n.h"
#include "ui/preview-marks.h"
#include "ui/row-parts.h"

#include <optional>
#include <utility>

namespace nst::ui {
namespace {

constexpr const char* note_key = "note";

/// A stripe in the colour of the outline; as the outline of a selection, it is dashed for the first region.
GtkWidget* new_stripe(std::size_t place) {
  constexpr int width = 5;
  GtkWidget* area = gtk_drawing_area_new();
  gtk_widget_set_size_request(area, width, -1);
  const auto draw = +[](GtkWidget* widget, cairo_t* cairo, gpointer data) -> gboolean {
    constexpr int dash = 4;
    const int height = gtk_widget_get_allocated_height(widget);
    const std::size_t region = GPOINTER_TO_SIZE(data);
    const Colour colour = region == 0 ? Colour{1, 1, 1} : region_colour(region);
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (int y = 0; region == 0 && y < height; y += 2 * dash) {
      cairo_rectangle(cairo, 0, y, width, dash);
    }
    cairo_fill(cairo);
    return GDK_EVENT_PROPAGATE;
  };
  g_signal_connect(area, "draw", G_CALLBACK(draw), GSIZE_TO_POINTER(place));
  return area;
}

GtkWidget* new_line(const std::string& text) {
  GtkWidget* label = gtk_label_new(text.c_str());
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_MIDDLE);
  return label;
}

/// The name, and below it what there is to say.
GtkWidget* new_lines(GtkWidget* row, const ShownRegion& region) {
  GtkWidget* note = new_line(region.note);
  gtk_style_context_add_class(gtk_widget_get_style_context(note), GTK_STYLE_CLASS_DIM_LABEL);
  g_object_set_data(G_OBJECT(row), note_key, note);
  GtkWidget* lines = gtk_grid_new();
  gtk_widget_set_valign(lines, GTK_ALIGN_CENTER);
  gtk_grid_attach(GTK_GRID(lines), new_line(region.name), 0, 0, 1, 1);
  gtk_grid_attach(GTK_GRID(lines), note, 0, 1, 1, 1);
  return lines;
}

}  // namespace

GtkWidget* new_region_row(const ShownRegion& region, std::size_t place, std::function<void()> removed) {
  constexpr int border = 4;
  GtkWidget* row = gtk_list_box_row_new();
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, row_spacing);
  gtk_container_set_border_width(GTK_CONTAINER(box), border);
  gtk_container_add(GTK_CONTAINER(row), box);
  const bool stays = place == 0;
  GtkWidget* part =
      new_drag_part(row, region.name, stays ? std::nullopt : std::optional(place),
                    {new_stripe(place), new_row_thumbnail(row, region.thumbnail), new_lines(row, region)});
  gtk_box_pack_start(GTK_BOX(box), part, TRUE, TRUE, 0);
  if (!stays) {
    GtkWidget* button =
        new_remove_button(region.name, tr("Paint this part as the rest of the picture"), std::move(removed));
    gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
  }
  gtk_widget_show_all(row);
  set_region_note(row, region);
  return row;
}

void set_region_note(GtkWidget* row, const ShownRegion& region) {
  auto* note = static_cast<GtkWidget*>(g_object_get_data(G_OBJECT(row), note_key));
  gtk_label_set_text(GTK_LABEL(note), region.note.c_str());
  gtk_widget_set_visible(note, region.note.empty() ? FALSE : TRUE);
  // TRANSLATORS: a region and what is special about it, as a screen reader says it.
  set_accessible_name(row, region.note.empty() ? region.name : tr("{}: {}", region.name, region.note));
}

}  // namespace nst::ui
