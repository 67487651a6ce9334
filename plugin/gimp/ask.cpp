// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/ask.h"

#include "core/error.h"
#include "plugin/gimp/engine.h"

namespace nst::gimp {
namespace {

void show_error(GtkWidget* dialog, const char* message) {
  const DialogPtr box(
      gtk_message_dialog_new(GTK_WINDOW(dialog), GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR, GTK_BUTTONS_OK, "%s", message));
  gtk_dialog_run(GTK_DIALOG(box.get()));
}

/// Once: when the dialog has been drawn, and nothing else is to be done.
void preload_when_drawn(GtkWidget* dialog, cairo_t*, gpointer) {
  g_signal_handlers_disconnect_by_func(dialog, reinterpret_cast<gpointer>(preload_when_drawn), nullptr);
  const auto preload = [](gpointer) -> gboolean {
    preload_engine();
    return G_SOURCE_REMOVE;
  };
  g_idle_add_full(G_PRIORITY_LOW, preload, nullptr, nullptr);
}

}  // namespace

void ask(GtkWidget* dialog, const std::function<void()>& accept) {
  g_signal_connect_after(dialog, "draw", G_CALLBACK(preload_when_drawn), nullptr);
  while (gimp_procedure_dialog_run(GIMP_PROCEDURE_DIALOG(dialog))) {
    try {
      engine();  // what there is to say without it is said while the dialog is there
      accept();
      return;
    } catch (const Error& error) {
      show_error(dialog, error.what());
    }
  }
  throw Cancelled();
}

}  // namespace nst::gimp
