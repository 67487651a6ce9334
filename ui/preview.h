// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture before and after it was painted, with a movable divider, zoom and pan. Used by the dialog.
//
// The divider: dragged, or moved by the left and the right key (Shift: far), Home and End; a double click on a picture
// gives it the whole view. Zoom: the wheel towards the pointer, plus and minus, the buttons below. Pan: dragging the
// picture or the arrow keys with Ctrl, where it is larger than the view.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"
#include "ui/preview-input.h"
#include "ui/preview-scene.h"

#include <gtk/gtk.h>

#include <optional>
#include <string>
#include <vector>

namespace nst::ui {

/// Takes its widget along when it goes. Its accessible description says what is shown: the photograph alone, that a
/// picture is on its way, both pictures, or the message.
class Preview {
 public:
  Preview();
  ~Preview();
  Preview(const Preview&) = delete;
  Preview& operator=(const Preview&) = delete;

  GtkWidget* widget() const { return box_.get(); }
  /// The line below the picture, for widgets of the host at its start.
  GtkWidget* bar() const { return bar_; }
  /// The picture itself, which has the accessible value and description.
  GtkWidget* canvas() const { return canvas_; }

  /// See PreviewScene for these.
  void set_before(const Image& picture, double reduction = 1);
  void set_after(const Image& picture);
  void clear_after();
  /// A part of the picture with more pixels. See PreviewScene for these, too.
  void set_close_up(const Box& part, const Image& picture);
  void set_close_up_after(const Image& picture);
  void clear_close_up();
  Box visible_part() const { return scene_.visible_part(); }
  void set_outlines(const std::vector<Image>& masks);

  /// Whether a new picture is on its way. It is told once that has taken a moment.
  void set_busy(bool busy);
  /// How much of it is done, as long as one is; more than 0.
  void set_share(double share);

  /// A sentence to be read in place of the pictures; empty shows them again.
  void set_message(const std::string& message);

 private:
  void add_overlay();
  void add_bar();
  void listen();
  void draw(cairo_t* cairo);
  void show_change();
  void show_view();
  void describe();

  PreviewScene scene_;
  ObjectPtr<GtkAdjustment> divider_;
  ObjectPtr<GtkWidget> box_;
  GtkWidget* canvas_;
  GtkWidget* message_;
  GtkWidget* bar_;
  GtkWidget* zoom_;
  std::optional<PreviewInput> input_;
  bool busy_ = false;
  bool busy_shown_ = false;
  double share_ = 0;      // 0: not known
  guint busy_delay_ = 0;  // the timer that will show it, or 0
};

}  // namespace nst::ui
