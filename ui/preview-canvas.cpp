// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview-canvas.h"

#include <gtk/gtk-a11y.h>

#include <cmath>

namespace {

struct PreviewCanvas {
  GtkDrawingArea parent;
  GtkAdjustment* divider;
};

struct PreviewCanvasClass {
  GtkDrawingAreaClass parent;
};

struct PreviewCanvasAccessible {
  GtkWidgetAccessible parent;
};

struct PreviewCanvasAccessibleClass {
  GtkWidgetAccessibleClass parent;
};

GType preview_canvas_get_type();
GType preview_canvas_accessible_get_type();

/// The adjustment behind an accessible object; null once its widget is gone.
GtkAdjustment* divider_of(AtkValue* value) {
  GtkWidget* widget = gtk_accessible_get_widget(GTK_ACCESSIBLE(value));
  return widget != nullptr ? reinterpret_cast<PreviewCanvas*>(widget)->divider : nullptr;
}

void get_value(AtkValue* self, double* value, char** text) {
  GtkAdjustment* divider = divider_of(self);
  *value = divider != nullptr ? gtk_adjustment_get_value(divider) : 0;
  if (text != nullptr) {
    *text = g_strdup_printf("%d %%", static_cast<int>(std::lround(*value * 100)));
  }
}

AtkRange* get_range(AtkValue*) { return atk_range_new(0, 1, nullptr); }

double get_increment(AtkValue* self) {
  GtkAdjustment* divider = divider_of(self);
  return divider != nullptr ? gtk_adjustment_get_step_increment(divider) : 0;
}

void set_value(AtkValue* self, double value) {
  if (GtkAdjustment* divider = divider_of(self)) {
    gtk_adjustment_set_value(divider, value);
  }
}

void implement_value(AtkValueIface* value) {
  value->get_value_and_text = get_value;
  value->get_range = get_range;
  value->get_increment = get_increment;
  value->set_value = set_value;
}

G_DEFINE_TYPE(PreviewCanvas, preview_canvas, GTK_TYPE_DRAWING_AREA)
G_DEFINE_TYPE_WITH_CODE(PreviewCanvasAccessible, preview_canvas_accessible, GTK_TYPE_WIDGET_ACCESSIBLE,
                        G_IMPLEMENT_INTERFACE(ATK_TYPE_VALUE, implement_value))

void preview_canvas_accessible_class_init(PreviewCanvasAccessibleClass*) {}
void preview_canvas_accessible_init(PreviewCanvasAccessible*) {}

void preview_canvas_init(PreviewCanvas*) {}

void preview_canvas_dispose(GObject* object) {
  g_clear_object(&reinterpret_cast<PreviewCanvas*>(object)->divider);
  G_OBJECT_CLASS(preview_canvas_parent_class)->dispose(object);
}

void preview_canvas_class_init(PreviewCanvasClass* type) {
  G_OBJECT_CLASS(type)->dispose = preview_canvas_dispose;
  gtk_widget_class_set_accessible_type(GTK_WIDGET_CLASS(type), preview_canvas_accessible_get_type());
}

}  // namespace

namespace nst::ui {

GtkWidget* make_preview_canvas(GtkAdjustment* divider) {
  auto* canvas = static_cast<PreviewCanvas*>(g_object_new(preview_canvas_get_type(), nullptr));
  canvas->divider = GTK_ADJUSTMENT(g_object_ref_sink(divider));
  GtkWidget* widget = GTK_WIDGET(canvas);
  gtk_widget_set_can_focus(widget, TRUE);
  gtk_widget_add_events(widget, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK | GDK_POINTER_MOTION_MASK |
                                    GDK_SCROLL_MASK | GDK_SMOOTH_SCROLL_MASK | GDK_KEY_PRESS_MASK);
  atk_object_set_role(gtk_widget_get_accessible(widget), ATK_ROLE_SLIDER);
  const auto tell =
      +[](GtkWidget* changed) { g_object_notify(G_OBJECT(gtk_widget_get_accessible(changed)), "accessible-value"); };
  g_signal_connect_object(divider, "value-changed", G_CALLBACK(tell), widget, G_CONNECT_SWAPPED);
  return widget;
}

}  // namespace nst::ui
