// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/ask.h"

#include "core/error.h"
#include "plugin/gimp/engine.h"
#include "plugin/gimp/worker.h"
#include "ui/error-box.h"
#include "ui/once-drawn.h"

namespace nst::gimp {
namespace {

/// While it is there, the dialog says that it has understood: what was chosen is read, which takes a moment.
class Busy {
 public:
  explicit Busy(GtkWidget* dialog) : dialog_(GTK_DIALOG(dialog)) {
    const GObjectPtr<GdkCursor> wait(gdk_cursor_new_from_name(gtk_widget_get_display(dialog), "wait"));
    show(wait.get());
    gtk_dialog_set_response_sensitive(dialog_, GTK_RESPONSE_OK, FALSE);
  }
  ~Busy() {
    show(nullptr);
    gtk_dialog_set_response_sensitive(dialog_, GTK_RESPONSE_OK, TRUE);
  }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

 private:
  void show(GdkCursor* cursor) {
    gdk_window_set_cursor(gtk_widget_get_window(GTK_WIDGET(dialog_)), cursor);
    gdk_display_flush(gtk_widget_get_display(GTK_WIDGET(dialog_)));  // the main loop may stand still from here on
  }

  GtkDialog* dialog_;
};

/// What the user does to give up the dialog while it waits, when GIMP's own handlers are not connected.
class GivingUp {
 public:
  explicit GivingUp(GtkWidget* dialog) : dialog_(dialog) {
    const auto answered = +[](GtkDialog*, int response, GivingUp* self) {
      self->happened_ |= response == GTK_RESPONSE_CANCEL || response == GTK_RESPONSE_DELETE_EVENT;
    };
    const auto closed = +[](GtkWidget*, GdkEvent*, GivingUp* self) -> gboolean {
      self->happened_ = true;
      return GDK_EVENT_STOP;  // the dialog is needed for a moment yet
    };
    g_signal_connect(dialog, "response", G_CALLBACK(answered), this);
    g_signal_connect(dialog, "delete-event", G_CALLBACK(closed), this);
  }
  ~GivingUp() { g_signal_handlers_disconnect_by_data(dialog_, this); }
  GivingUp(const GivingUp&) = delete;
  GivingUp& operator=(const GivingUp&) = delete;

  bool happened() const { return happened_; }

 private:
  GtkWidget* dialog_;
  bool happened_ = false;
};

/// Waits for the engine while the dialog goes on to be drawn. Throws Cancelled if the user gives up meanwhile.
void wait_for_engine(GtkWidget* dialog) {
  const GivingUp given_up(dialog);
  run_beside_main_loop([](const Progress&) { engine(); }, {}, [](double, auto) {});
  if (given_up.happened()) {
    throw Cancelled();
  }
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
      const Busy busy(dialog);
      gtk_window_set_focus(GTK_WINDOW(dialog), nullptr);  // a number that was being typed counts
      wait_for_engine(dialog);  // what there is to say without it is said while the dialog is there
      accept();
      hide(dialog);
      return;
    } catch (const Error& error) {
      ui::show_error(GTK_WINDOW(dialog), error.what());
    } catch (const Cancelled&) {
      break;
    }
  }
  hide(dialog);
  throw Cancelled();
}

}  // namespace nst::gimp
