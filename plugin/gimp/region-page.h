// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the dialog that sets regions: the argument "regions" as a list, and what is set for one of them. Used by
// the dialog.
#pragma once

#include "plugin/gimp/region-lines.h"
#include "plugin/gimp/region-settings.h"
#include "plugin/gimp/region-thumbnails.h"
#include "ui/region-list.h"

#include <libgimp/gimpui.h>

#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

class RegionPage {
 public:
  /// Masks are those of `image`, shown over `layer`. `choose_styles` shows where the styles of the region with that
  /// mask are chosen.
  RegionPage(GimpProcedureConfig* config, GimpImage* image, GimpLayer* layer,
             std::function<void(const std::string& mask)> choose_styles);
  ~RegionPage();
  RegionPage(const RegionPage&) = delete;
  RegionPage& operator=(const RegionPage&) = delete;

  GtkWidget* widget() const { return box_; }

 private:
  void make_box();
  void fill_menu();
  void follow_menu();
  void load();
  void save();
  void show();
  void add(const std::string& mask);
  void remove(std::size_t place);
  void move(std::size_t place, std::size_t before);
  void select(std::size_t place);
  void change(const RegionLine& line);
  void show_mask(const std::string& mask);
  std::string note_of(const RegionLine& region);

  GimpProcedureConfig* config_;
  GimpImage* image_;
  std::vector<RegionLine> regions_;  ///< the first is the rest
  std::size_t selected_ = 0;
  bool saving_ = false;
  gulong handler_ = 0;
  GtkWidget* box_;
  GtkWidget* adder_;
  GtkWidget* hint_;
  ui::RegionList list_;
  RegionSettings settings_;
  RegionThumbnails thumbnails_;
};

}  // namespace nst::gimp
