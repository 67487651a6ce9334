// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run-window.h"

#include "core/i18n.h"

#include <algorithm>
#include <utility>

namespace nst::ui {
namespace {

constexpr unsigned delay_ms = 500;
constexpr int border = 12;
constexpr int narrowest = 360;

}  // namespace

RunWindow::RunWindow(const std::string& title, std::function<void()> stop)
    : dialog_(gtk_dialog_new()),
      bar_(gtk_progress_bar_new()),
      label_(gtk_label_new(tr("Preparing…"))),
      stop_(std::move(stop)) {
  gtk_window_set_title(window(), title.c_str());
  gtk_window_set_default_size(window(), narrowest, -1);
  gtk_dialog_add_button(GTK_DIALOG(dialog_), tr("_Stop"), GTK_RESPONSE_CANCEL);

  GtkWidget* content = gtk_dialog_get_content_area(GTK_DIALOG(dialog_));
  gtk_container_set_border_width(GTK_CONTAINER(content), border);
  gtk_box_set_spacing(GTK_BOX(content), border);
  gtk_label_set_xalign(GTK_LABEL(label_), 0);
  gtk_box_pack_start(GTK_BOX(content), bar_, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(content), label_, FALSE, FALSE, 0);
  gtk_widget_show_all(content);

  g_signal_connect_swapped(dialog_, "response", G_CALLBACK(+[](RunWindow* self) { self->stop(); }), this);
  // Escape closes a dialog, too. Without this handler GTK would destroy the window.
  g_signal_connect_swapped(dialog_, "delete-event", G_CALLBACK(+[](RunWindow* self) -> gboolean {
                             self->stop();
                             return GDK_EVENT_STOP;
                           }),
                           this);
  delay_ = g_timeout_add(
      delay_ms,
      [](gpointer data) -> gboolean {
        auto* self = static_cast<RunWindow*>(data);
        self->delay_ = 0;
        gtk_window_present(self->window());
        return G_SOURCE_REMOVE;
      },
      this);
}

RunWindow::~RunWindow() {
  if (delay_ != 0) {
    g_source_remove(delay_);
  }
  gtk_widget_destroy(dialog_);
}

void RunWindow::update(double share, const std::string& text) {
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), std::clamp(share, 0.0, 1.0));
  if (stop_) {
    gtk_label_set_text(GTK_LABEL(label_), text.c_str());
  }
}

void RunWindow::stop() {
  if (!stop_) {
    return;
  }
  gtk_label_set_text(GTK_LABEL(label_), tr("Stopping…"));
  gtk_dialog_set_response_sensitive(GTK_DIALOG(dialog_), GTK_RESPONSE_CANCEL, FALSE);
  std::exchange(stop_, nullptr)();
}

}  // namespace nst::ui
