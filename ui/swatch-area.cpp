// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/swatch-area.h"

#include "ui/swatch-accessible.h"
#include "ui/swatch-grid.h"

namespace nst::ui {
namespace {

struct SwatchArea {
  GtkDrawingArea parent;
  SwatchGrid* grid;
};

struct SwatchAreaClass {
  GtkDrawingAreaClass parent;
};

GType swatch_area_get_type();

G_DEFINE_TYPE(SwatchArea, swatch_area, GTK_TYPE_DRAWING_AREA)

constexpr int narrowest = 72;

GtkSizeRequestMode request_mode(GtkWidget*) { return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH; }

void preferred_width(GtkWidget*, int* least, int* natural) {
  *least = narrowest;
  *natural = narrowest;
}

void preferred_height_for_width(GtkWidget* area, int width, int* least, int* natural) {
  const SwatchGrid* grid = grid_of(area);
  *least = grid == nullptr ? 0 : grid->height_for(width);
  *natural = *least;
}

void preferred_height(GtkWidget* area, int* least, int* natural) {
  preferred_height_for_width(area, narrowest, least, natural);
}

void swatch_area_class_init(SwatchAreaClass* type) {
  GtkWidgetClass* widget = GTK_WIDGET_CLASS(type);
  widget->get_request_mode = request_mode;
  widget->get_preferred_width = preferred_width;
  widget->get_preferred_height = preferred_height;
  widget->get_preferred_height_for_width = preferred_height_for_width;
  gtk_widget_class_set_accessible_type(widget, swatch_area_accessible_get_type());
}

void swatch_area_init(SwatchArea* area) {
  GtkWidget* widget = GTK_WIDGET(area);
  gtk_widget_set_can_focus(widget, TRUE);
  gtk_widget_set_has_tooltip(widget, TRUE);
  gtk_widget_add_events(widget, GDK_BUTTON_PRESS_MASK | GDK_POINTER_MOTION_MASK | GDK_LEAVE_NOTIFY_MASK);
}

}  // namespace

GtkWidget* new_swatch_area(SwatchGrid* grid) {
  auto* area = static_cast<SwatchArea*>(g_object_new(swatch_area_get_type(), nullptr));
  area->grid = grid;
  return GTK_WIDGET(area);
}

void leave_swatch_area(GtkWidget* area) { reinterpret_cast<SwatchArea*>(area)->grid = nullptr; }

SwatchGrid* grid_of(GtkWidget* area) { return reinterpret_cast<SwatchArea*>(area)->grid; }

}  // namespace nst::ui
