// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recall-notice.h"

#include "core/i18n.h"
#include "ui/gobject.h"
#include "ui/labels.h"

#include <utility>

namespace nst::ui {
namespace {

constexpr int spacing = 6;
constexpr int longest_line = 60;  // characters

std::string quoted(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "“" : ", “") + name + "”";
  }
  return list;
}

/// `name` inside a label with a mnemonic: an underscore of its own is none.
std::string escaped(const std::string& name) {
  std::string text;
  for (const char letter : name) {
    text += letter == '_' ? "__" : std::string(1, letter);
  }
  return text;
}

}  // namespace

RecallNotice::RecallNotice(const std::string& original, const std::vector<std::string>& missing,
                           const std::vector<std::string>& missing_masks)
    : box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 2 * spacing)) {
  GtkWidget* icon = gtk_image_new_from_icon_name("dialog-information-symbolic", GTK_ICON_SIZE_BUTTON);
  gtk_widget_set_valign(icon, GTK_ALIGN_START);
  gtk_box_pack_start(GTK_BOX(box_), icon, FALSE, FALSE, 0);
  GtkWidget* lines = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  gtk_box_pack_start(GTK_BOX(box_), lines, TRUE, TRUE, 0);
  const auto add = [&](GtkWidget* line) { gtk_box_pack_start(GTK_BOX(lines), line, FALSE, FALSE, 0); };
  const auto say = [&](const std::string& sentence) { add(new_text_label(sentence.c_str(), longest_line)); };

  say(tr("The selected layer was painted with these settings."));
  if (!missing.empty()) {
    say(tr("Not found any more, so choose another style: {}", quoted(missing)));
  }
  if (!missing_masks.empty()) {
    say(tr("Not found any more, so their regions are left out: {}", quoted(missing_masks)));
  }
  if (!original.empty()) {
    again_ =
        gtk_check_button_new_with_mnemonic(tr("Paint “{}” anew, which it is _based on", escaped(original)).c_str());
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(again_), TRUE);
    gtk_widget_set_tooltip_text(again_, tr("On: the layer that the selected one was painted from is painted again, in "
                                           "the same part unless something is selected, and the result lies above "
                                           "both. Off: the selected layer itself is painted."));
    add(again_);
  }
  gtk_widget_show_all(box_);
}

bool RecallNotice::paints_original() const {
  return again_ != nullptr && gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(again_)) != FALSE;
}

void RecallNotice::on_change(std::function<void()> follow) {
  if (again_ != nullptr) {
    connect(again_, "toggled", std::move(follow));
  }
}

}  // namespace nst::ui
