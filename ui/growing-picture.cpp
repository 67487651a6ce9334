// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/growing-picture.h"

#include "core/i18n.h"

#include <algorithm>
#include <cmath>

namespace nst::ui {
namespace {

constexpr int longest_side = 400;
/// A picture of a few pixels would be nothing but squares.
constexpr double most_enlarged = 4;

}  // namespace

GrowingPicture::GrowingPicture() : area_(gtk_drawing_area_new()) {
  g_object_ref_sink(area_);
  gtk_widget_set_no_show_all(area_, TRUE);
  gtk_widget_set_hexpand(area_, TRUE);
  gtk_widget_set_vexpand(area_, TRUE);
  AtkObject* accessible = gtk_widget_get_accessible(area_);
  atk_object_set_role(accessible, ATK_ROLE_IMAGE);
  atk_object_set_name(accessible, tr("The picture on its way"));
  // Not as a tooltip, which would lie over the picture.
  atk_object_set_description(
      accessible, tr("The picture as far as it has come: first the large forms, then finer and finer strokes"));
  g_signal_connect_swapped(area_, "draw", G_CALLBACK(+[](GrowingPicture* self, cairo_t* cairo) -> gboolean {
                             self->draw(cairo);
                             return GDK_EVENT_PROPAGATE;
                           }),
                           this);
}

GrowingPicture::~GrowingPicture() {
  g_signal_handlers_disconnect_by_data(area_, this);
  g_object_unref(area_);
}

int GrowingPicture::sharp_side() const { return longest_side * gtk_widget_get_scale_factor(area_); }

void GrowingPicture::show(const Image& picture) {
  picture_.emplace(picture);
  const double longer = std::max(picture.width, picture.height);
  const double scale = std::min(longest_side / longer, most_enlarged);
  const auto side = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
  gtk_widget_set_size_request(area_, side(picture.width), side(picture.height));
  gtk_widget_show(area_);
  gtk_widget_queue_draw(area_);
}

void GrowingPicture::draw(cairo_t* cairo) const {
  if (!picture_) {
    return;
  }
  const double room_x = gtk_widget_get_allocated_width(area_);
  const double room_y = gtk_widget_get_allocated_height(area_);
  const double scale = std::min({room_x / picture_->width(), room_y / picture_->height(), most_enlarged});
  const double width = picture_->width() * scale;
  const double height = picture_->height() * scale;
  // Whole pixels, or a picture that has the size of the screen's would be blurred.
  cairo_translate(cairo, std::floor((room_x - width) / 2), std::floor((room_y - height) / 2));
  picture_->paint(cairo, width, height);
}

}  // namespace nst::ui
