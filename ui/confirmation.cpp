// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/confirmation.h"

#include "core/i18n.h"
#include "ui/gobject.h"

namespace nst::ui {

bool confirm(GtkWindow* parent, const Confirmation& confirmation) {
  const OwnedWidget dialog(gtk_message_dialog_new(parent, GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                                  "%s", confirmation.question.c_str()));
  gtk_message_dialog_format_secondary_text(GTK_MESSAGE_DIALOG(dialog.get()), "%s", confirmation.explanation.c_str());
  gtk_dialog_add_button(GTK_DIALOG(dialog.get()), tr("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button(GTK_DIALOG(dialog.get()), confirmation.yes.c_str(), GTK_RESPONSE_ACCEPT);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog.get()), GTK_RESPONSE_CANCEL);
  return gtk_dialog_run(GTK_DIALOG(dialog.get())) == GTK_RESPONSE_ACCEPT;
}

}  // namespace nst::ui
