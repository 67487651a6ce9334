// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/ask.h"

#include "core/error.h"
#include "plugin/gimp/engine.h"
#include "plugin/gimp/worker.h"
#include "ui/once-drawn.h"

namespace nst::gimp {
namespace {

void show_error(GtkWidget* dialog, const char* message) {
  const DialogPtr box(
      gtk_message_dialog_new(GTK_WINDOW(dialog), GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR, GTK_BUTTONS_OK, "%s", message));
  gtk_dialog_run(GTK_DIALOG(box.get()));
}

/// Waits for the engine while the dialog goes on to be drawn and to take what the user does.
void wait_for_engine(GtkWidget* dialog) {
  const gulong closing = g_signal_connect(dialog, "delete-event", G_CALLBACK(gtk_true), nullptr);  // not meanwhile
  const auto load = [](const Progress&) { engine(); };
  try {
    run_beside_main_loop(load, {}, [](double, auto) {});
  } catch (...) {
    g_signal_handler_disconnect(dialog, closing);
    throw;
  }
  g_signal_handler_disconnect(dialog, closing);
}

/// The dialog is gone for the user at once, though what works beside it may take a moment to end.
void hide(GtkWidget* dialog) {
  gtk_widget_hide(dialog);
  gdk_display_flush(gtk_widget_get_display(dialog));
}

}  // namespace

void ask(GtkWidget* dialog, const std::function<void()>& accept) {
  ui::once_drawn(dialog, preload_engine);
  while (gimp_procedure_dialog_run(GIMP_PROCEDURE_DIALOG(dialog))) {
    try {
      wait_for_engine(dialog);  // what there is to say without it is said while the dialog is there
      accept();
      return;
    } catch (const Error& error) {
      show_error(dialog, error.what());
    }
  }
  hide(dialog);
  throw Cancelled();
}

}  // namespace nst::gimp
