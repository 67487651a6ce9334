// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview-input.h"

#include "ui/gobject.h"

#include <cmath>
#include <utility>

namespace nst::ui {
namespace {

constexpr double reach = 12;      // px beside the divider that belong to it
constexpr double least_drag = 4;  // px; a hand that only clicks trembles
constexpr double pan_step = 40;   // px
constexpr double ends = 0.01;     // a divider so near to an end is there

/// Lets a member function answer a signal of the canvas.
template <auto member, typename Event>
void listen(GtkWidget* canvas, const char* signal, PreviewInput* self) {
  const auto answer = +[](PreviewInput* input, Event* event) -> gboolean { return (input->*member)(*event); };
  g_signal_connect_swapped(canvas, signal, G_CALLBACK(answer), self);
}

}  // namespace

PreviewInput::PreviewInput(GtkWidget* canvas, PreviewScene& scene, GtkAdjustment* divider,
                           std::function<void()> changed)
    : canvas_(canvas), scene_(scene), divider_(divider), changed_(std::move(changed)) {
  listen<&PreviewInput::press, GdkEventButton>(canvas, "button-press-event", this);
  listen<&PreviewInput::release, GdkEventButton>(canvas, "button-release-event", this);
  listen<&PreviewInput::move, GdkEventMotion>(canvas, "motion-notify-event", this);
  listen<&PreviewInput::scroll, GdkEventScroll>(canvas, "scroll-event", this);
  listen<&PreviewInput::press_key, GdkEventKey>(canvas, "key-press-event", this);
}

bool PreviewInput::near_divider(double x) const {
  return scene_.has_after() && std::abs(x - scene_.divider_x()) <= reach;
}

bool PreviewInput::press(const GdkEventButton& event) {
  if (!scene_.has_before() || (event.button != GDK_BUTTON_PRIMARY && event.button != GDK_BUTTON_MIDDLE)) {
    return false;
  }
  gtk_widget_grab_focus(canvas_);
  if (event.type == GDK_2BUTTON_PRESS && event.button == GDK_BUTTON_PRIMARY) {
    drag_ = Drag::none;
    leap(event.x);
  } else if (event.type == GDK_BUTTON_PRESS) {
    last_ = {event.x, event.y};
    const bool takes_divider = event.button == GDK_BUTTON_PRIMARY && near_divider(event.x);
    // Where there is nothing to pan, the divider comes to the pointer.
    offset_ = takes_divider ? scene_.divider_x() - event.x : 0;
    drag_ = takes_divider                                           ? Drag::divider
            : event.button == GDK_BUTTON_MIDDLE || scene_.can_pan() ? Drag::pan
                                                                    : Drag::pressed;
    show_cursor(drag_ == Drag::pan ? "grabbing" : "col-resize");
  }
  return true;
}

bool PreviewInput::release(const GdkEventButton& event) {
  drag_ = Drag::none;
  show_cursor(near_divider(event.x) ? "col-resize" : nullptr);
  return true;
}

bool PreviewInput::move(const GdkEventMotion& event) {
  if (drag_ == Drag::pressed && scene_.has_after() && std::abs(event.x - last_.x) >= least_drag) {
    drag_ = Drag::divider;
  }
  if (drag_ == Drag::divider) {
    gtk_adjustment_set_value(divider_, scene_.share_at(event.x + offset_));
  } else if (drag_ == Drag::pan) {
    pan(event.x - last_.x, event.y - last_.y);
    last_ = {event.x, event.y};
  } else {
    show_cursor(near_divider(event.x) ? "col-resize" : scene_.can_pan() ? "grab" : nullptr);
  }
  return true;
}

bool PreviewInput::scroll(const GdkEventScroll& event) {
  if (event.direction == GDK_SCROLL_SMOOTH) {
    rolled_ -= event.delta_y;
  } else {
    rolled_ = event.direction == GDK_SCROLL_UP ? 1 : event.direction == GDK_SCROLL_DOWN ? -1 : 0;
  }
  const int steps = static_cast<int>(rolled_);
  rolled_ -= steps;
  zoom_by(steps, {event.x, event.y});
  return true;
}

bool PreviewInput::press_key(const GdkEventKey& event) {
  switch (event.keyval) {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by(1, middle());
      return true;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by(-1, middle());
      return true;
    default:
      return (event.state & GDK_CONTROL_MASK) != 0 ? pan_by_key(event.keyval) : divide_by_key(event);
  }
}

bool PreviewInput::pan_by_key(guint key) {
  switch (key) {
    case GDK_KEY_Left:
      pan(pan_step, 0);
      return true;
    case GDK_KEY_Right:
      pan(-pan_step, 0);
      return true;
    case GDK_KEY_Up:
      pan(0, pan_step);
      return true;
    case GDK_KEY_Down:
      pan(0, -pan_step);
      return true;
    default:
      return false;
  }
}

bool PreviewInput::divide_by_key(const GdkEventKey& event) {
  switch (event.keyval) {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      step_divider(event.keyval == GDK_KEY_Right ? 1 : -1, (event.state & GDK_SHIFT_MASK) != 0);
      return true;
    case GDK_KEY_Home:
      gtk_adjustment_set_value(divider_, 0);
      return true;
    case GDK_KEY_End:
      gtk_adjustment_set_value(divider_, 1);
      return true;
    default:
      return false;
  }
}

/// To the right for 1, to the left for -1, whichever picture is there.
void PreviewInput::step_divider(double way, bool far) {
  const bool mirrored = gtk_widget_get_direction(canvas_) == GTK_TEXT_DIR_RTL;
  const double step = far ? gtk_adjustment_get_page_increment(divider_) : gtk_adjustment_get_step_increment(divider_);
  gtk_adjustment_set_value(divider_, gtk_adjustment_get_value(divider_) + (mirrored ? -way : way) * step);
}

/// The picture that was clicked fills the view; one that fills it already gives half of it back.
void PreviewInput::leap(double x) {
  const double share = gtk_adjustment_get_value(divider_);
  const bool at_end = share < ends || share > 1 - ends;
  const bool before = scene_.share_at(x) < share;
  gtk_adjustment_set_value(divider_, at_end ? 0.5 : before ? 1 : 0);
}

void PreviewInput::zoom_by(int steps, const Point& about) {
  if (steps != 0 && scene_.has_before()) {
    scene_.set_zoom(zoom_step(scene_.zoom(), steps), about);
    changed_();
  }
}

void PreviewInput::zoom_to(double zoom) {
  scene_.set_zoom(zoom, middle());
  changed_();
}

void PreviewInput::pan(double x, double y) {
  scene_.pan(x, y);
  changed_();
}

void PreviewInput::show_cursor(const char* name) {
  GdkWindow* window = gtk_widget_get_window(canvas_);
  if (window != nullptr) {
    const ObjectPtr<GdkCursor> cursor(name != nullptr ? gdk_cursor_new_from_name(gtk_widget_get_display(canvas_), name)
                                                      : nullptr);
    gdk_window_set_cursor(window, cursor.get());
  }
}

}  // namespace nst::ui
