// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chooses the region whose styles the list of chosen styles shows. Used by the page that chooses styles.
#pragma once

#include "plugin/gimp/chosen-styles.h"

#include <libgimp/gimpui.h>

#include <string>
#include <utility>
#include <vector>

namespace nst::gimp {

/// Is hidden while there is no region besides the picture.
class RegionChooser {
 public:
  RegionChooser(GimpProcedureConfig* config, GimpImage* image, GtkSizeGroup* labels, ChosenStyles& chosen);
  ~RegionChooser();
  RegionChooser(const RegionChooser&) = delete;
  RegionChooser& operator=(const RegionChooser&) = delete;

  GtkWidget* widget() const { return row_; }
  void choose(const std::string& mask);

 private:
  void load();

  GimpProcedureConfig* config_;
  GimpImage* image_;
  ChosenStyles& chosen_;
  GtkWidget* combo_;
  GtkWidget* row_;
  std::vector<std::pair<std::string, std::string>> shown_;  ///< the mask and the name of each region on offer
  bool loading_ = false;                                    ///< what is chosen meanwhile is not the user's doing
};

}  // namespace nst::gimp
