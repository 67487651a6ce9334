// SPDX-License-Identifier: GPL-3.0-or-later
//
// Styles that no one has painted: the swatches of a generator, thousands at a time, their variations and what lies
// between two. Used by the page that chooses styles.
#pragma once

#include "plugin/gimp/kept-swatches.h"
#include "plugin/gimp/style-grid.h"
#include "plugin/gimp/swatch-batch.h"
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
  /// A batch that was shown before, and the item that the user was at.
  struct Past {
    SwatchBatch batch;
    std::optional<std::size_t> visited;
  };

  void make_box(GtkSizeGroup* labels);
  void follow_models();
  GtkWidget* make_buttons();
  /// Shows the batch again, by the generator and its options as they are now.
  void show();
  /// Shows another batch; "Back" leads from there to this one.
  void show(SwatchBatch batch);
  void show_new_batch();
  /// The swatch that "Vary" is about: the chosen one, however it was chosen, or, where there are none or several, that
  /// which was visited last.
  std::optional<SwatchPoint> point_to_vary() const;
  void vary_one();
  void vary(const SwatchPoint& point);
  void blend(const SwatchPoint& first, const SwatchPoint& last);
  void blend_chosen();
  void go_back();
  /// The chosen swatches of this generator, wherever they were chosen.
  std::vector<SwatchPoint> chosen_points() const;
  GtkWidget* new_menu(std::size_t item);
  void update_buttons();
  void keep(std::size_t item, bool kept);
  void show_stars();
  void want(const std::vector<std::size_t>& items);
  std::string word(std::size_t item) const;
  std::optional<std::size_t> item(const std::string& word) const;

  GimpProcedureConfig* config_;
  const ChosenStyles& chosen_;
  StyleThumbnails& thumbnails_;
  KeptSwatches& kept_;
  StyleGrid grid_;
  GtkWidget* box_;
  ui::Notice lack_;  ///< in place of the swatches where there are none
  GtkWidget* message_;
  GtkWidget* vary_;
  GtkWidget* blend_;
  GtkWidget* back_;
  std::string model_;             ///< the id of the generator
  std::string weights_;           ///< its file; empty if it is not installed
  std::uint32_t first_seed_ = 0;  ///< of the newest batch of seeds
  SwatchBatch batch_ = SwatchBatch::of_seeds(0);
  std::vector<Past> past_;       ///< the batches before this one
  std::set<std::size_t> stars_;  ///< the items that are shown as kept
  unsigned round_ = 0;           ///< tells late swatches from those that are shown
};

}  // namespace nst::gimp
