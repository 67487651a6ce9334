// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/error-box.h"

#include "ui/gobject.h"

namespace nst::ui {

void show_error(GtkWindow* parent, const std::string& message) {
  const OwnedWidget box(
      gtk_message_dialog_new(parent, GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR, GTK_BUTTONS_OK, "%s", message.c_str()));
  gtk_dialog_run(GTK_DIALOG(box.get()));
}

}  // namespace nst::ui
