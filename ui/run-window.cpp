// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run-window.h"

#include "core/i18n.h"

#include <algorithm>
#include <utility>

namespace nst::ui {
namespace {

constexpr unsigned delay_ms = 500;
constexpr int border = 12;
constexpr int spacing = 6;
constexpr int narrowest = 360;

/// Discarding and keeping as GTK's responses; Escape and closing have one of GTK's own.
constexpr int discard_response = GTK_RESPONSE_CANCEL;
constexpr int keep_response = GTK_RESPONSE_ACCEPT;

GtkWidget* add_label(GtkWidget* box, const char* text) {
  GtkWidget* label = gtk_label_new(text);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_box_pack_start(GTK_BOX(box), label, FALSE, FALSE, 0);
  return label;
}

GtkWidget* add_button(GtkWidget* dialog, int response, const char* label, const std::string& tooltip) {
  GtkWidget* button = gtk_dialog_add_button(GTK_DIALOG(dialog), label, response);
  gtk_widget_set_tooltip_text(button, tooltip.c_str());
  return button;
}

}  // namespace

RunWindow::RunWindow(const std::string& title)
    : dialog_(gtk_dialog_new()), bar_(gtk_progress_bar_new()), label_(nullptr), step_(nullptr) {
  gtk_window_set_title(window(), title.c_str());
  gtk_window_set_default_size(window(), narrowest, -1);
  fill();
  g_signal_connect_swapped(dialog_, "response",
                           G_CALLBACK(+[](RunWindow* self, int response) { self->respond(response); }), this);
  // Escape closes a dialog, too. Without this handler GTK would destroy the window.
  g_signal_connect_swapped(dialog_, "delete-event", G_CALLBACK(+[](RunWindow* self) -> gboolean {
                             self->respond(GTK_RESPONSE_DELETE_EVENT);
                             return GDK_EVENT_STOP;
                           }),
                           this);
  delay_ = g_timeout_add(
      delay_ms,
      [](gpointer data) -> gboolean {
        auto* self = static_cast<RunWindow*>(data);
        self->delay_ = 0;
        gtk_window_present(self->window());
        gtk_window_set_focus(self->window(), nullptr);
        return G_SOURCE_REMOVE;
      },
      this);
}

RunWindow::RunWindow(const std::string& title, std::function<void()> stop) : RunWindow(title) {
  stop_ = [stop = std::move(stop)](Ending) { stop(); };
  add_button(
      dialog_, discard_response, tr("_Stop"),
      tr("Ends the work; what is done so far is kept where its options say so. Escape and closing this window do "
         "the same."));
}

RunWindow::RunWindow(const std::string& title, std::function<void(Ending)> stop, Ending closing) : RunWindow(title) {
  stop_ = std::move(stop);
  closing_ = closing;
  add_choice();
}

RunWindow::~RunWindow() {
  if (delay_ != 0) {
    g_source_remove(delay_);
  }
  gtk_widget_destroy(dialog_);
}

void RunWindow::fill() {
  // A box of its own: the buttons below have the same border already.
  GtkWidget* content = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  gtk_container_set_border_width(GTK_CONTAINER(content), border);
  gtk_box_pack_start(GTK_BOX(content), picture_.widget(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(content), bar_, FALSE, FALSE, 0);
  label_ = add_label(content, tr("Preparing…"));
  step_ = add_label(content, "");
  gtk_style_context_add_class(gtk_widget_get_style_context(step_), GTK_STYLE_CLASS_DIM_LABEL);
  atk_object_set_name(gtk_widget_get_accessible(bar_), tr("Progress"));
  GtkWidget* area = gtk_dialog_get_content_area(GTK_DIALOG(dialog_));
  gtk_container_set_border_width(GTK_CONTAINER(area), 0);
  gtk_box_pack_start(GTK_BOX(area), content, TRUE, TRUE, 0);
  gtk_widget_show_all(content);
  gtk_widget_hide(step_);
}

void RunWindow::add_choice() {
  const std::string closes = std::string(" ") + tr("Escape and closing this window do the same.");
  const auto tooltip = [&](const char* text, Ending ending) { return text + (ending == closing_ ? closes : ""); };
  add_button(dialog_, discard_response, tr("Stop and _Discard"),
             tooltip(tr("Ends the painting and leaves the image as it was."), Ending::discard));
  GtkWidget* keep = add_button(
      dialog_, keep_response, tr("Stop and _Keep"),
      tooltip(tr("Ends the painting; the picture as far as it has come becomes the new layer."), Ending::keep));
  gtk_widget_set_sensitive(keep, FALSE);
}

void RunWindow::update(double share, const std::string& text) {
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), std::clamp(share, 0.0, 1.0));
  if (stop_) {
    gtk_label_set_text(GTK_LABEL(label_), text.c_str());
  }
}

void RunWindow::show(const Image& picture, const std::string& step) {
  picture_.show(picture);
  gtk_label_set_text(GTK_LABEL(step_), step.c_str());
  gtk_widget_set_visible(step_, !step.empty());
  if (stop_ && !step.empty()) {
    gtk_dialog_set_response_sensitive(GTK_DIALOG(dialog_), keep_response, TRUE);
  }
}

void RunWindow::respond(int response) {
  stop(response == keep_response ? Ending::keep : response == discard_response ? Ending::discard : closing_);
}

void RunWindow::stop(Ending ending) {
  if (!stop_) {
    return;
  }
  gtk_label_set_text(GTK_LABEL(label_), ending == Ending::keep ? tr("Keeping what is there…") : tr("Stopping…"));
  for (const int response : {discard_response, keep_response}) {
    gtk_dialog_set_response_sensitive(GTK_DIALOG(dialog_), response, FALSE);
  }
  std::exchange(stop_, nullptr)(ending);
}

}  // namespace nst::ui
