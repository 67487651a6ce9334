// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview.h"

#include "core/i18n.h"
#include "ui/preview-canvas.h"

#include <cmath>
#include <utility>

namespace nst::ui {
namespace {

constexpr int spacing = 6;
constexpr int least_width = 240;
constexpr int least_height = 200;
constexpr int message_chars = 30;
constexpr unsigned busy_delay_ms = 250;  // shorter work would only flicker

constexpr double divider_step = 0.01;
constexpr double divider_leap = 0.1;

void name(GtkWidget* widget, const char* text) { atk_object_set_name(gtk_widget_get_accessible(widget), text); }

GtkWidget* make_button(const char* label, const char* help) {
  GtkWidget* button = gtk_button_new_with_mnemonic(label);
  gtk_button_set_relief(GTK_BUTTON(button), GTK_RELIEF_NONE);
  gtk_widget_set_tooltip_text(button, help);
  return button;
}

}  // namespace

Preview::Preview()
    : divider_(GTK_ADJUSTMENT(g_object_ref_sink(gtk_adjustment_new(0.5, 0, 1, divider_step, divider_leap, 0)))),
      box_(GTK_WIDGET(g_object_ref_sink(gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing)))),
      canvas_(make_preview_canvas(divider_.get())),
      message_(gtk_label_new(nullptr)),
      bar_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing)),
      zoom_(gtk_label_new(nullptr)) {
  add_overlay();
  add_bar();
  listen();
  describe();
  gtk_widget_show_all(box_.get());
  gtk_widget_hide(message_);
  gtk_widget_set_no_show_all(message_, TRUE);
}

Preview::~Preview() {
  if (busy_delay_ != 0) {
    g_source_remove(busy_delay_);
  }
  gtk_widget_destroy(box_.get());
}

void Preview::add_overlay() {
  gtk_widget_set_size_request(canvas_, least_width, least_height);
  gtk_widget_set_tooltip_text(
      canvas_, tr("The picture before and after it is painted. Drag the line between them; the wheel zooms"));
  name(canvas_, tr("Preview"));

  gtk_label_set_line_wrap(GTK_LABEL(message_), TRUE);
  gtk_label_set_justify(GTK_LABEL(message_), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars(GTK_LABEL(message_), message_chars);
  gtk_label_set_selectable(GTK_LABEL(message_), TRUE);
  gtk_widget_set_can_focus(message_, FALSE);
  gtk_widget_set_halign(message_, GTK_ALIGN_CENTER);
  gtk_widget_set_valign(message_, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start(message_, 2 * spacing);
  gtk_widget_set_margin_end(message_, 2 * spacing);

  GtkWidget* overlay = gtk_overlay_new();
  gtk_container_add(GTK_CONTAINER(overlay), canvas_);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay), message_);
  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_container_add(GTK_CONTAINER(frame), overlay);
  gtk_box_pack_start(GTK_BOX(box_.get()), frame, TRUE, TRUE, 0);
}

void Preview::add_bar() {
  GtkWidget* fit = make_button(tr("_Fit"), tr("Show the whole picture"));
  GtkWidget* full = make_button(tr("_100 %"), tr("Show each pixel of the picture as one of the screen"));
  g_signal_connect_swapped(fit, "clicked", G_CALLBACK(+[](Preview* self) {
                             self->scene_.fit();
                             self->show_view();
                           }),
                           this);
  g_signal_connect_swapped(full, "clicked", G_CALLBACK(+[](Preview* self) { self->input_->zoom_to(1); }), this);
  gtk_widget_set_tooltip_text(zoom_, tr("How large the picture is shown"));
  gtk_style_context_add_class(gtk_widget_get_style_context(zoom_), GTK_STYLE_CLASS_DIM_LABEL);
  for (GtkWidget* widget : {fit, full, zoom_}) {
    gtk_box_pack_end(GTK_BOX(bar_), widget, FALSE, FALSE, 0);
  }
  gtk_box_pack_start(GTK_BOX(box_.get()), bar_, FALSE, FALSE, 0);
}

void Preview::listen() {
  input_.emplace(canvas_, scene_, divider_.get(), [this] { show_view(); });
  g_signal_connect_swapped(divider_.get(), "value-changed", G_CALLBACK(+[](Preview* self, GtkAdjustment* divider) {
                             self->scene_.set_divider(gtk_adjustment_get_value(divider));
                             gtk_widget_queue_draw(self->canvas_);
                           }),
                           this);
  g_signal_connect_swapped(canvas_, "draw", G_CALLBACK(+[](Preview* self, cairo_t* cairo) -> gboolean {
                             self->draw(cairo);
                             return GDK_EVENT_STOP;
                           }),
                           this);
  g_signal_connect_swapped(canvas_, "size-allocate",
                           G_CALLBACK(+[](Preview* self, GtkAllocation*) { self->show_view(); }), this);
  g_signal_connect_swapped(canvas_, "direction-changed", G_CALLBACK(+[](Preview* self) { self->show_view(); }), this);
  g_signal_connect_swapped(canvas_, "notify::scale-factor", G_CALLBACK(+[](Preview* self) { self->show_view(); }),
                           this);
}

void Preview::set_before(const Image& picture, double reduction) {
  scene_.set_before(picture, reduction);
  show_view();
  describe();
}

void Preview::set_after(const Image& picture) {
  scene_.set_after(picture);
  show_change();
}

void Preview::clear_after() {
  scene_.clear_after();
  show_change();
}

void Preview::set_close_up(const Box& part, const Image& picture) {
  scene_.set_close_up(part, picture);
  gtk_widget_queue_draw(canvas_);
}

void Preview::set_close_up_after(const Image& picture) {
  scene_.set_close_up_after(picture);
  show_change();
}

void Preview::clear_close_up() {
  scene_.clear_close_up();
  show_change();
}

void Preview::set_outlines(const std::vector<Image>& masks) {
  scene_.set_outlines(masks);
  gtk_widget_queue_draw(canvas_);
}

void Preview::set_busy(bool busy) {
  if (busy_ == busy) {
    return;
  }
  busy_ = busy;
  share_ = 0;
  if (busy_delay_ != 0) {
    g_source_remove(std::exchange(busy_delay_, 0));
  }
  if (busy) {
    const auto show = +[](gpointer data) -> gboolean {
      auto* self = static_cast<Preview*>(data);
      self->busy_delay_ = 0;
      self->busy_shown_ = true;
      gtk_widget_queue_draw(self->canvas_);
      return G_SOURCE_REMOVE;
    };
    busy_delay_ = g_timeout_add(busy_delay_ms, show, this);
  } else if (std::exchange(busy_shown_, false)) {
    gtk_widget_queue_draw(canvas_);
  }
  describe();
}

void Preview::set_share(double share) {
  share_ = share;
  gtk_widget_queue_draw(canvas_);
}

void Preview::set_message(const std::string& message) {
  gtk_label_set_text(GTK_LABEL(message_), message.c_str());
  gtk_widget_set_visible(message_, !message.empty());
  show_change();
}

/// After each change of what is shown.
void Preview::show_change() {
  gtk_widget_queue_draw(canvas_);
  describe();
}

/// After each change of the view: zoom, place, or the area itself.
void Preview::show_view() {
  GtkAllocation area;
  gtk_widget_get_allocation(canvas_, &area);
  scene_.set_area({static_cast<double>(area.width), static_cast<double>(area.height)},
                  gtk_widget_get_scale_factor(canvas_));
  scene_.set_mirrored(gtk_widget_get_direction(canvas_) == GTK_TEXT_DIR_RTL);
  const std::string zoom =
      scene_.has_before() ? tr("{} %", static_cast<int>(std::lround(scene_.zoom() * 100))) : std::string();
  gtk_label_set_text(GTK_LABEL(zoom_), zoom.c_str());
  gtk_widget_queue_draw(canvas_);
}

void Preview::draw(cairo_t* cairo) {
  const bool message = gtk_widget_get_visible(message_);
  const std::string busy = share_ > 0 ? tr("painting… {} %", std::lround(share_ * 100)) : tr("painting…");
  const std::string note = busy_shown_ && !message ? busy : "";
  scene_.draw(cairo, gtk_widget_get_pango_context(canvas_), message, note);
  if (gtk_widget_has_visible_focus(canvas_)) {
    gtk_render_focus(gtk_widget_get_style_context(canvas_), cairo, 1, 1, scene_.area().width - 2,
                     scene_.area().height - 2);
  }
}

void Preview::describe() {
  const std::string message = gtk_label_get_text(GTK_LABEL(message_));
  const char* description = !message.empty()      ? message.c_str()
                            : busy_               ? tr("A new picture is being painted.")
                            : scene_.has_after()  ? tr("The picture is shown before and after it is painted.")
                            : scene_.has_before() ? tr("The picture is shown as it is.")
                                                  : tr("There is no picture yet.");
  atk_object_set_description(gtk_widget_get_accessible(canvas_), description);
}

}  // namespace nst::ui
