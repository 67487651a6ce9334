// SPDX-License-Identifier: GPL-3.0-or-later
//
// Styles that no one has painted: the swatches of a generator, thousands at a time. Used by the page that chooses
// styles.
#pragma once

#include "plugin/gimp/kept-swatches.h"
#include "plugin/gimp/style-grid.h"
#include "ui/notice.h"

#include <libgimp/gimpui.h>

#include <cstdint>
#include <string>
#include <vector>

namespace nst::gimp {

class GeneratedPage {
 public:
  /// The generator is that of the argument `style-generator`, which has no other use while there are no seeds.
  GeneratedPage(GimpProcedureConfig* config, GtkSizeGroup* labels, ChosenStyles& chosen, StyleThumbnails& thumbnails,
                KeptSwatches& kept);
  ~GeneratedPage();
  GeneratedPage(const GeneratedPage&) = delete;
  GeneratedPage& operator=(const GeneratedPage&) = delete;

  GtkWidget* widget() const { return box_; }
  /// What gets the keyboard first.
  GtkWidget* area() { return grid_.grid().area(); }

 private:
  void show();
  void make_box(GtkSizeGroup* labels);
  void follow_models();
  void keep(std::size_t item, bool kept);
  void show_stars();
  void want(const std::vector<std::size_t>& items);
  std::uint32_t seed(std::size_t item) const { return first_seed_ + static_cast<std::uint32_t>(item); }
  std::string word(std::size_t item) const;
  std::optional<std::size_t> item(const std::string& word) const;

  GimpProcedureConfig* config_;
  StyleThumbnails& thumbnails_;
  KeptSwatches& kept_;
  StyleGrid grid_;
  GtkWidget* box_;
  ui::Notice lack_;  ///< in place of the swatches where there are none
  GtkWidget* message_;
  std::string model_;             ///< the id of the generator
  std::string weights_;           ///< its file; empty if it is not installed
  std::uint32_t first_seed_ = 0;  ///< of this batch
  std::set<std::size_t> stars_;   ///< the items that are shown as kept
  unsigned batch_ = 0;            ///< tells late swatches from those of this batch
};

}  // namespace nst::gimp
