// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models-window.h"

#include "core/i18n.h"
#include "ui/labels.h"
#include "ui/on-press.h"

#include <algorithm>
#include <utility>

namespace nst::ui {
namespace {

constexpr int border = 12;
constexpr int spacing = 6;
constexpr int width = 680;
constexpr int height = 620;
constexpr int list_height = 160;  // at least

GtkWidget* make_heading(const char* text, GtkWidget* list) {
  GtkWidget* label = gtk_label_new_with_mnemonic(text);
  gtk_label_set_mnemonic_widget(GTK_LABEL(label), list);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  make_bold(label);
  return label;
}

/// A list in a frame, under its heading.
GtkWidget* make_part(const char* heading, GtkWidget* list, GtkWidget* content) {
  GtkWidget* part = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  gtk_box_pack_start(GTK_BOX(part), make_heading(heading, list), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(part), content, TRUE, TRUE, 0);
  return part;
}

}  // namespace

ModelsWindow::ModelsWindow(Wishes wishes)
    : wishes_(std::move(wishes)),
      dialog_(gtk_dialog_new()),
      installed_(tr("Installed models")),
      offered_(tr("Models that can be downloaded")) {
  gtk_window_set_title(window(), tr("Neural Style Models"));
  gtk_window_set_default_size(window(), width, height);
  GtkWidget* content = gtk_box_new(GTK_ORIENTATION_VERTICAL, border);
  gtk_container_set_border_width(GTK_CONTAINER(content), border);
  fill(GTK_BOX(content));
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(GTK_DIALOG(dialog_))), content, TRUE, TRUE, 0);
  add_buttons();
  gtk_widget_show_all(content);
  gtk_widget_hide(work_);
  gtk_widget_hide(offer_);
  follow_state();
}

ModelsWindow::~ModelsWindow() { gtk_widget_destroy(dialog_); }

void ModelsWindow::fill(GtkBox* content) {
  add_lists(content);
  import_ = gtk_button_new_with_mnemonic(tr("_Import…"));
  gtk_widget_set_tooltip_text(import_, tr("Makes a model of a weights file that you have: VGG-19, VGG-16 or VGG-Face, "
                                          "as PyTorch (.pth) or safetensors keep them, or an encoder of this program"));
  gtk_widget_set_halign(import_, GTK_ALIGN_START);
  on_press(import_, [this] { wishes_.import_file(); });
  gtk_box_pack_start(content, import_, FALSE, FALSE, 0);
  add_work(content);
  gtk_box_pack_start(content, notice_.widget(), FALSE, FALSE, 0);
}

void ModelsWindow::add_lists(GtkBox* content) {
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height(GTK_SCROLLED_WINDOW(scrolled), list_height);
  gtk_container_add(GTK_CONTAINER(scrolled), installed_.widget());
  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_container_add(GTK_CONTAINER(frame), offered_.widget());
  lists_ = gtk_box_new(GTK_ORIENTATION_VERTICAL, border);
  offer_ = make_part(tr("Can be _downloaded"), offered_.widget(), frame);
  gtk_box_pack_start(GTK_BOX(lists_), make_part(tr("I_nstalled"), installed_.widget(), scrolled), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(lists_), offer_, FALSE, FALSE, 0);
  gtk_box_pack_start(content, lists_, TRUE, TRUE, 0);
}

void ModelsWindow::add_work(GtkBox* content) {
  work_ = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, border);
  GtkWidget* lines = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  text_ = gtk_label_new("");
  gtk_label_set_xalign(GTK_LABEL(text_), 0);
  gtk_label_set_ellipsize(GTK_LABEL(text_), PANGO_ELLIPSIZE_END);
  bar_ = gtk_progress_bar_new();
  set_accessible_name(bar_, tr("Progress"));
  gtk_box_pack_start(GTK_BOX(lines), text_, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(lines), bar_, FALSE, FALSE, 0);
  stop_ = gtk_button_new_with_mnemonic(tr("_Stop"));
  gtk_widget_set_tooltip_text(stop_,
                              tr("Ends the work. What has been downloaded so far stays: the next download goes on "
                                 "from there."));
  gtk_widget_set_valign(stop_, GTK_ALIGN_CENTER);
  g_signal_connect_swapped(stop_, "clicked", G_CALLBACK(+[](ModelsWindow* self) { self->wishes_.stop(); }), this);
  gtk_box_pack_start(GTK_BOX(work_), lines, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(work_), stop_, FALSE, FALSE, 0);
  gtk_box_pack_start(content, work_, FALSE, FALSE, 0);
}

void ModelsWindow::add_buttons() {
  GtkDialog* dialog = GTK_DIALOG(dialog_);
  GtkWidget* help = gtk_dialog_add_button(dialog, tr("_Help"), GTK_RESPONSE_HELP);
  gtk_widget_set_tooltip_text(help, tr("Opens the user guide"));
  on_press(help, [this] { wishes_.help(); });
  GtkWidget* close = gtk_dialog_add_button(dialog, tr("_Close"), GTK_RESPONSE_CLOSE);
  gtk_widget_set_tooltip_text(close, tr("Closes this window; a download that goes on is stopped"));
  GtkWidget* area = gtk_widget_get_parent(help);
  if (GTK_IS_BUTTON_BOX(area)) {  // not in the head of the window, where some desktops have them
    gtk_button_box_set_child_secondary(GTK_BUTTON_BOX(area), help, TRUE);
  }
  gtk_dialog_set_default_response(dialog, GTK_RESPONSE_CLOSE);
  g_signal_connect_swapped(dialog_, "response",
                           G_CALLBACK(+[](ModelsWindow* self, int response) { self->respond(response); }), this);
  // Without this handler GTK would destroy the window.
  g_signal_connect(dialog_, "delete-event", G_CALLBACK(gtk_true), nullptr);
}

void ModelsWindow::respond(int response) {
  if (response != GTK_RESPONSE_HELP) {
    wishes_.close();
  }
}

void ModelsWindow::show(const std::vector<ModelLine>& installed, const std::vector<ModelLine>& offered) {
  gtk_widget_set_visible(offer_, !offered.empty());
  installed_.show(installed);
  offered_.show(offered);
}

void ModelsWindow::allow_adding(bool allowed) {
  adding_ = allowed;
  follow_state();
}

void ModelsWindow::follow_state() {
  gtk_widget_set_sensitive(lists_, !busy_);
  gtk_widget_set_sensitive(offer_, adding_);
  gtk_widget_set_sensitive(import_, adding_ && !busy_);
}

void ModelsWindow::begin(const std::string& text) {
  busy_ = true;
  say(Sign::information, {});
  gtk_label_set_text(GTK_LABEL(text_), text.c_str());
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), 0);
  gtk_widget_show(work_);
  follow_state();
  gtk_widget_grab_focus(stop_);
}

void ModelsWindow::update(double share, const std::string& text) {
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), std::clamp(share, 0.0, 1.0));
  gtk_label_set_text(GTK_LABEL(text_), text.c_str());
}

void ModelsWindow::end() {
  busy_ = false;
  gtk_widget_hide(work_);
  follow_state();
  gtk_widget_grab_focus(gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog_), GTK_RESPONSE_CLOSE));
}

void ModelsWindow::say(Sign sign, const std::string& sentence) {
  notice_.say(sign, sentence.empty() ? std::vector<std::string>() : std::vector{sentence});
}

}  // namespace nst::ui
