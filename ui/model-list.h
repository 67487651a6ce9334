// SPDX-License-Identifier: GPL-3.0-or-later
//
// Models one below the other, each with what is known of it and with buttons for what can be done with it. Used by the
// window of models.
#pragma once

#include "ui/gobject.h"

#include <functional>
#include <string>
#include <vector>

namespace nst::ui {

struct ModelButton {
  std::string label;  ///< with a mnemonic
  std::string name;   ///< for screen readers: it tells the model, too
  std::string tooltip;
  std::function<void()> press;
};

struct ModelLine {
  std::string title;
  std::string facts;                 ///< what it is for, how large it is, whose it is
  std::vector<std::string> details;  ///< a line each, less conspicuous
  std::string problem;               ///< a sentence, if it cannot be used
  std::vector<ModelButton> buttons;
};

class ModelList {
 public:
  /// `name` is that of the list for screen readers.
  explicit ModelList(const std::string& name);

  GtkWidget* widget() const { return box_.get(); }

  /// Shows other models. Where a row had the keyboard, the one in its place gets it.
  void show(const std::vector<ModelLine>& lines);

 private:
  OwnedWidget box_;
};

}  // namespace nst::ui
