// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a dialog says when it begins with the settings of a layer that was painted before. Used by the GIMP plug-in.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>
#include <vector>

namespace nst::ui {

/// A sentence, and, where the picture that the layer was painted from is still there, the choice to paint that one
/// again in place of the layer itself. The widget belongs to the container it is put into.
class RecallNotice {
 public:
  /// `original` is the name of that picture, empty where it is gone; `missing` are the names of the layer's styles that
  /// are gone, `missing_masks` those of the masks of its regions.
  RecallNotice(const std::string& original, const std::vector<std::string>& missing,
               const std::vector<std::string>& missing_masks = {});

  GtkWidget* widget() const { return box_; }

  /// Whether the original shall be painted again. Wanted at first, where there is one.
  bool paints_original() const;

  /// Calls `follow` when the user has changed that.
  void on_change(std::function<void()> follow);

 private:
  GtkWidget* box_;
  GtkWidget* again_ = nullptr;
};

}  // namespace nst::ui
