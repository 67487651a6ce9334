// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window that shows while a picture is painted: the picture on its way, how far it is, the time left, and Stop.
// GIMP's own Cancel ends a plug-in at once, so a graceful stop needs a window of its own. Used by the GIMP plug-in.
#pragma once

#include "core/image.h"
#include "ui/growing-picture.h"

#include <gtk/gtk.h>

#include <functional>
#include <string>

namespace nst::ui {

/// What becomes of a picture whose painting is stopped.
enum class Ending { discard, keep };

/// Shows itself half a second after it was made, so that short work makes no window flash. The buttons, Escape and
/// closing the window all stop the work, once; the window stays until this object goes away. No button has the focus
/// at first: a Return that is pressed once too often stops nothing.
class RunWindow {
 public:
  /// Work that can only be stopped.
  RunWindow(const std::string& title, std::function<void()> stop);

  /// Work whose picture can be kept as far as it has come. Escape and closing the window mean `closing`.
  RunWindow(const std::string& title, std::function<void(Ending)> stop, Ending closing);

  ~RunWindow();
  RunWindow(const RunWindow&) = delete;
  RunWindow& operator=(const RunWindow&) = delete;

  /// `share` is what is done, 0 to 1; `text` says it in words.
  void update(double share, const std::string& text);

  /// Shows the picture as far as it has come, and below the words for that; none as long as nothing is painted. From
  /// the first words on it can be kept.
  void show(const Image& picture, const std::string& step);

  /// The longer side of the pictures that the screen can show sharply, px.
  int picture_side() const { return picture_.sharp_side(); }

  /// For the host, which makes it transient for a window of its own.
  GtkWindow* window() const { return GTK_WINDOW(dialog_); }

 private:
  explicit RunWindow(const std::string& title);
  void fill();
  void add_choice();
  void respond(int response);
  void stop(Ending ending);

  GtkWidget* dialog_;
  GtkWidget* bar_;
  GtkWidget* label_;
  GtkWidget* step_;
  GrowingPicture picture_;
  std::function<void(Ending)> stop_;
  Ending closing_ = Ending::discard;
  guint delay_ = 0;  ///< the timer that will show the window; 0 once it has
};

}  // namespace nst::ui
