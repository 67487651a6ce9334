// SPDX-License-Identifier: GPL-3.0-or-later
//
// What pointer, wheel and keys do to the preview: move the divider, zoom, pan. Used by the preview.
#pragma once

#include "ui/preview-scene.h"

#include <gtk/gtk.h>

#include <functional>

namespace nst::ui {

/// Lives as long as the widget it listens to.
class PreviewInput {
 public:
  /// `changed` is called after each change of the scene's view; the divider is moved through its adjustment alone.
  PreviewInput(GtkWidget* canvas, PreviewScene& scene, GtkAdjustment* divider, std::function<void()> changed);
  PreviewInput(const PreviewInput&) = delete;
  PreviewInput& operator=(const PreviewInput&) = delete;

  /// Zooms with the middle of the area kept; 1 is 100 %.
  void zoom_to(double zoom);

 private:
  enum class Drag { none, pressed, divider, pan };

  bool press(const GdkEventButton& event);
  bool release(const GdkEventButton& event);
  bool move(const GdkEventMotion& event);
  bool scroll(const GdkEventScroll& event);
  bool press_key(const GdkEventKey& event);
  bool pan_by_key(guint key);
  bool divide_by_key(const GdkEventKey& event);

  bool near_divider(double x) const;
  void step_divider(double way, bool far);
  void leap(double x);
  void zoom_by(int steps, const Point& about);
  void pan(double x, double y);
  Point middle() const { return {scene_.area().width / 2, scene_.area().height / 2}; }
  void show_cursor(const char* name);

  GtkWidget* canvas_;
  PreviewScene& scene_;
  GtkAdjustment* divider_;
  std::function<void()> changed_;
  Drag drag_ = Drag::none;
  Point last_;         // of the pointer while it drags; where it was pressed before that
  double offset_ = 0;  // of the divider from the pointer that has taken it
  double rolled_ = 0;  // of a smooth wheel, less than a step
};

}  // namespace nst::ui
