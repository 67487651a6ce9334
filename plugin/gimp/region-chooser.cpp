// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-chooser.h"

#include "core/i18n.h"
#include "plugin/gimp/option-widgets.h"
#include "plugin/gimp/region-note.h"
#include "plugin/gimp/region-plan.h"

#include <utility>

namespace nst::gimp {

RegionChooser::RegionChooser(GimpProcedureConfig* config, GimpImage* image, GtkSizeGroup* labels, ChosenStyles& chosen)
    : config_(config),
      image_(image),
      chosen_(chosen),
      combo_(gtk_combo_box_text_new()),
      row_(beside_label(labels, tr("Styles _of"), combo_)) {
  gtk_widget_set_tooltip_text(combo_,
                              tr("Whose styles are chosen here: a region that has none is painted as the rest"));
  gtk_widget_show_all(row_);
  gtk_widget_set_no_show_all(row_, TRUE);
  g_signal_connect_swapped(combo_, "changed", G_CALLBACK(+[](RegionChooser* self) {
                             const char* mask = gtk_combo_box_get_active_id(GTK_COMBO_BOX(self->combo_));
                             if (mask != nullptr && !self->loading_) {
                               self->chosen_.show_region(mask);
                             }
                           }),
                           this);
  const auto follow = +[](RegionChooser* self) { self->load(); };
  g_signal_connect_swapped(config, "notify::regions", G_CALLBACK(follow), this);
  g_signal_connect_swapped(combo_, "map", G_CALLBACK(follow), this);  // something may be selected meanwhile
  load();
}

RegionChooser::~RegionChooser() {
  g_signal_handlers_disconnect_by_data(config_, this);
  g_signal_handlers_disconnect_by_data(combo_, this);
}

void RegionChooser::choose(const std::string& mask) {
  gtk_combo_box_set_active_id(GTK_COMBO_BOX(combo_), mask.c_str());
}

void RegionChooser::load() {
  std::vector<std::pair<std::string, std::string>> regions;  // the mask and the name of each
  for (const RegionLine& region : listed_regions(config_)) {
    regions.emplace_back(region.mask, region_name(region, image_));
  }
  if (regions == shown_) {
    return;
  }
  shown_ = std::move(regions);
  loading_ = true;
  gtk_combo_box_text_remove_all(GTK_COMBO_BOX_TEXT(combo_));
  for (const auto& [mask, name] : shown_) {
    gtk_combo_box_text_append(GTK_COMBO_BOX_TEXT(combo_), mask.c_str(), name.c_str());
  }
  const bool is_there = gtk_combo_box_set_active_id(GTK_COMBO_BOX(combo_), chosen_.region().c_str()) != FALSE;
  loading_ = false;
  if (!is_there) {
    choose(rest_word);
  }
  gtk_widget_set_visible(row_, shown_.size() > 1 ? TRUE : FALSE);
}

}  // namespace nst::gimp
