// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window that shows while a picture is painted: how far it is, the time left, and Stop. GIMP's own Cancel ends a
// plug-in at once, so a graceful stop needs a window of its own. Used by the GIMP plug-in.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>

namespace nst::ui {

/// Shows itself half a second after it was made, so that short work makes no window flash. The button, Escape and
/// closing the window all call `stop`, once; the window stays until this object goes away.
class RunWindow {
 public:
  RunWindow(const std::string& title, std::function<void()> stop);
  ~RunWindow();
  RunWindow(const RunWindow&) = delete;
  RunWindow& operator=(const RunWindow&) = delete;

  /// `share` is what is done, 0 to 1; `text` says it in words.
  void update(double share, const std::string& text);

  /// For the host, which makes it transient for a window of its own.
  GtkWindow* window() const { return GTK_WINDOW(dialog_); }

 private:
  void stop();

  GtkWidget* dialog_;
  GtkWidget* bar_;
  GtkWidget* label_;
  std::function<void()> stop_;
  guint delay_ = 0;  ///< the timer that will show the window; 0 once it has
};

}  // namespace nst::ui
