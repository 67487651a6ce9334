// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sentences that the user should see in a window, with a sign before them and, where there is something to do about
// them, a button. Used by the window of models and by the dialogs.
#pragma once

#include "ui/gobject.h"

#include <functional>
#include <string>
#include <vector>

namespace nst::ui {

enum class Sign { information, warning };

/// Not to be seen as long as it has nothing to say.
class Notice {
 public:
  Notice();
  Notice(const Notice&) = delete;
  Notice& operator=(const Notice&) = delete;

  GtkWidget* widget() const { return box_.get(); }

  /// The button behind the sentences, and what it does. `label` has a mnemonic.
  void set_button(const std::string& label, const std::string& tooltip, std::function<void()> press);

  /// Each sentence on a line of its own. None: the notice hides itself.
  void say(Sign sign, const std::vector<std::string>& sentences);

 private:
  OwnedWidget box_;
  GtkWidget* icon_;
  GtkWidget* label_;
};

}  // namespace nst::ui
