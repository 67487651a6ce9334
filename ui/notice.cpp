// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice.h"

#include "core/i18n.h"
#include "ui/labels.h"
#include "ui/on-press.h"

#include <utility>

namespace nst::ui {
namespace {

constexpr int spacing = 12;
constexpr int longest_line = 60;  // characters; a longer sentence takes several lines

}  // namespace

Notice::Notice()
    : box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing)),
      icon_(gtk_image_new()),
      label_(new_text_label("", longest_line)) {
  gtk_widget_set_valign(icon_, GTK_ALIGN_START);
  gtk_label_set_selectable(GTK_LABEL(label_), TRUE);
  gtk_widget_set_can_focus(label_, FALSE);
  gtk_box_pack_start(GTK_BOX(box_.get()), icon_, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_.get()), label_, TRUE, TRUE, 0);
  gtk_widget_show(icon_);
  gtk_widget_show(label_);
  gtk_widget_set_no_show_all(box_.get(), TRUE);
}

void Notice::set_button(const std::string& label, const std::string& tooltip, std::function<void()> press) {
  GtkWidget* button = gtk_button_new_with_mnemonic(label.c_str());
  gtk_widget_set_tooltip_text(button, tooltip.c_str());
  gtk_widget_set_valign(button, GTK_ALIGN_CENTER);
  on_press(button, std::move(press));
  gtk_box_pack_end(GTK_BOX(box_.get()), button, FALSE, FALSE, 0);
  gtk_widget_show(button);
}

void Notice::say(Sign sign, const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) {
    text += (text.empty() ? "" : "\n") + sentence;
  }
  const bool warns = sign == Sign::warning;
  gtk_image_set_from_icon_name(GTK_IMAGE(icon_), warns ? "dialog-warning-symbolic" : "dialog-information-symbolic",
                               GTK_ICON_SIZE_BUTTON);
  set_accessible_name(icon_, warns ? tr("Warning") : tr("Information"));
  gtk_label_set_text(GTK_LABEL(label_), text.c_str());
  gtk_widget_set_visible(box_.get(), !text.empty());
}

}  // namespace nst::ui
