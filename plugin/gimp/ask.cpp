// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/ask.h"

#include "core/error.h"

namespace nst::gimp {
namespace {

void show_error(GtkWidget* dialog, const char* message) {
  const DialogPtr box(
      gtk_message_dialog_new(GTK_WINDOW(dialog), GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR, GTK_BUTTONS_OK, "%s", message));
  gtk_dialog_run(GTK_DIALOG(box.get()));
}

}  // namespace

void ask(GtkWidget* dialog, const std::function<void()>& accept) {
  while (gimp_procedure_dialog_run(GIMP_PROCEDURE_DIALOG(dialog))) {
    try {
      accept();
      return;
    } catch (const Error& error) {
      show_error(dialog, error.what());
    }
  }
  throw Cancelled();
}

}  // namespace nst::gimp
