// SPDX-License-Identifier: GPL-3.0-or-later
//
// The widgets for what is set for one region. Used by the page of regions.
#pragma once

#include "plugin/gimp/region-lines.h"

#include <libgimp/gimpui.h>

#include <functional>
#include <string>

namespace nst::gimp {

class RegionSettings {
 public:
  /// `changed` is told what the user has set; `choose_styles` that other styles shall be chosen.
  RegionSettings(std::function<void(const RegionLine&)> changed, std::function<void()> choose_styles);
  ~RegionSettings();
  RegionSettings(const RegionSettings&) = delete;
  RegionSettings& operator=(const RegionSettings&) = delete;

  GtkWidget* widget() const { return box_; }

  /// Shows another region. `name` and `styles` are its name and those of its styles.
  void show(const RegionLine& region, const std::string& name, const std::string& styles);

 private:
  GtkWidget* add_number(GtkSizeGroup* labels, const char* label, const char* help, double RegionLine::* member,
                        double highest, double slider_highest);
  void add_styles(GtkSizeGroup* labels);
  void add_keep();
  void change();
  void follow_keep();

  std::function<void(const RegionLine&)> changed_;
  std::function<void()> choose_styles_;
  RegionLine region_;
  bool showing_ = false;  ///< widgets are being set, not by the user
  GtkWidget* box_;
  GtkWidget* name_;
  GtkWidget* styles_ = nullptr;
  GtkWidget* style_row_ = nullptr;
  GtkWidget* choose_ = nullptr;
  GtkWidget* strength_;
  GtkWidget* feather_;
  GtkWidget* protection_;
  GtkWidget* keep_ = nullptr;
};

}  // namespace nst::gimp
