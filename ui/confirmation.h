// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks before something is done that takes long or cannot be undone. Used by the GIMP plug-in.
#pragma once

#include <gtk/gtk.h>

#include <string>

namespace nst::ui {

struct Confirmation {
  std::string question;
  std::string explanation;  ///< what will happen
  std::string yes;          ///< the button that begins it, with a mnemonic
};

/// Whether the user says yes. Return and Escape mean no.
bool confirm(GtkWindow* parent, const Confirmation& confirmation);

}  // namespace nst::ui
