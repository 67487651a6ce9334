// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-settings.h"

#include "core/i18n.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/option-widgets.h"
#include "ui/labels.h"

#include <utility>

namespace nst::gimp {
namespace {

constexpr int usual_digits = 2;
constexpr double slider_share = 4;
constexpr double slider_protection = 10;
constexpr double slider_feather = 100;

GtkWidget* new_heading() {
  GtkWidget* label = gtk_label_new(nullptr);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_MIDDLE);
  ui::make_bold(label);
  return label;
}

}  // namespace

RegionSettings::RegionSettings(std::function<void(const RegionLine&)> changed, std::function<void()> choose_styles)
    : changed_(std::move(changed)),
      choose_styles_(std::move(choose_styles)),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing)),
      name_(new_heading()) {
  const GObjectPtr<GtkSizeGroup> labels(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL));
  gtk_box_pack_start(GTK_BOX(box_), name_, FALSE, FALSE, 0);
  add_styles(labels.get());
  strength_ = add_number(labels.get(), tr("S_trength"),
                         tr("How strongly this part is painted; 1 as the rest, 0 leaves the photograph as it is"),
                         &RegionLine::strength, largest_factor, slider_share);
  protection_ = add_number(labels.get(), tr("_Protection"),
                           tr("How closely this part keeps to the photograph's shapes, for faces and writing; 1 as the "
                              "rest"),
                           &RegionLine::protection, largest_factor, slider_protection);
  feather_ = add_number(labels.get(), tr("F_eather"),
                        tr("How softly this part passes into the rest, in pixels; 0 takes the mask as it is"),
                        &RegionLine::feather, widest_feather, slider_feather);
  add_keep();
  gtk_widget_show_all(box_);
}

// The dialog takes the keyboard from its widgets when it goes, and a number that was being typed is set then.
RegionSettings::~RegionSettings() {
  for (GtkWidget* widget : {strength_, feather_, protection_, keep_, choose_}) {
    g_signal_handlers_disconnect_by_data(widget, this);
  }
}

void RegionSettings::add_styles(GtkSizeGroup* labels) {
  styles_ = gtk_label_new(nullptr);
  gtk_label_set_xalign(GTK_LABEL(styles_), 0);
  gtk_label_set_ellipsize(GTK_LABEL(styles_), PANGO_ELLIPSIZE_END);
  choose_ = gtk_button_new_with_mnemonic(tr("Choose st_yles…"));
  gtk_widget_set_tooltip_text(choose_, tr("Goes to the page Style, where the styles of this part are chosen"));
  g_signal_connect_swapped(choose_, "clicked", G_CALLBACK(+[](RegionSettings* self) { self->choose_styles_(); }), this);
  GtkWidget* title = gtk_label_new(tr("Styles"));
  gtk_label_set_xalign(GTK_LABEL(title), 0);
  gtk_size_group_add_widget(labels, title);
  style_row_ = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_spacing);
  gtk_box_pack_start(GTK_BOX(style_row_), title, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(style_row_), styles_, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(style_row_), choose_, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), style_row_, FALSE, FALSE, 0);
}

GtkWidget* RegionSettings::add_number(GtkSizeGroup* labels, const char* label, const char* help,
                                      double RegionLine::* member, double highest, double slider_highest) {
  constexpr double step = 0.05;
  GtkWidget* entry = gimp_scale_entry_new(label, RegionLine().*member, 0, highest, 2);
  gimp_scale_entry_set_bounds(GIMP_SCALE_ENTRY(entry), 0, slider_highest, TRUE);
  const double wanted = member == &RegionLine::feather ? 1 : step;
  gimp_label_spin_set_increments(GIMP_LABEL_SPIN(entry), wanted, wanted * 10);
  gimp_label_spin_set_digits(GIMP_LABEL_SPIN(entry), member == &RegionLine::feather ? 1 : usual_digits);
  gtk_widget_set_tooltip_text(entry, help);
  gtk_size_group_add_widget(labels, gimp_labeled_get_label(GIMP_LABELED(entry)));
  g_signal_connect_swapped(entry, "value-changed", G_CALLBACK(+[](RegionSettings* self) { self->change(); }), this);
  gtk_box_pack_start(GTK_BOX(box_), entry, FALSE, FALSE, 0);
  return entry;
}

void RegionSettings::add_keep() {
  keep_ = gtk_check_button_new_with_mnemonic(tr("_Keep as it is"));
  gtk_widget_set_tooltip_text(keep_, tr("Nothing is painted here: the photograph stays, whatever other regions say"));
  g_signal_connect_swapped(keep_, "toggled", G_CALLBACK(+[](RegionSettings* self) {
                             self->follow_keep();
                             self->change();
                           }),
                           this);
  gtk_box_pack_start(GTK_BOX(box_), keep_, FALSE, FALSE, 0);
}

void RegionSettings::show(const RegionLine& region, const std::string& name, const std::string& styles) {
  region_ = region;
  showing_ = true;
  gtk_label_set_text(GTK_LABEL(name_), name.c_str());
  gtk_label_set_text(GTK_LABEL(styles_), styles.c_str());
  gtk_widget_set_tooltip_text(styles_, styles.c_str());
  for (const auto& [entry, value] : {std::pair(strength_, region.strength), {protection_, region.protection}}) {
    gimp_label_spin_set_digits(GIMP_LABEL_SPIN(entry), static_cast<int>(digits_for(value, usual_digits)));
    gimp_label_spin_set_value(GIMP_LABEL_SPIN(entry), value);
  }
  gimp_label_spin_set_value(GIMP_LABEL_SPIN(feather_), region.feather);
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(keep_), region.keep);
  // A selection has soft edges of its own: Select > Feather.
  gtk_widget_set_visible(feather_, region.mask != rest_word);
  follow_keep();
  showing_ = false;
}

void RegionSettings::follow_keep() {
  const gboolean painted = gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(keep_)) == FALSE;
  for (GtkWidget* widget : {style_row_, strength_, protection_}) {
    gtk_widget_set_sensitive(widget, painted);
  }
}

void RegionSettings::change() {
  if (showing_) {
    return;
  }
  region_.strength = gimp_label_spin_get_value(GIMP_LABEL_SPIN(strength_));
  region_.protection = gimp_label_spin_get_value(GIMP_LABEL_SPIN(protection_));
  region_.feather = gimp_label_spin_get_value(GIMP_LABEL_SPIN(feather_));
  region_.keep = gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(keep_)) != FALSE;
  changed_(region_);
}

}  // namespace nst::gimp
