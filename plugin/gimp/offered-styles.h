// SPDX-License-Identifier: GPL-3.0-or-later
//
// Styles that are there already: recent files, layers of the open images, patterns, trained styles, each kind as a
// grid. Used by the page that chooses styles.
#pragma once

#include "plugin/gimp/kept-swatches.h"
#include "plugin/gimp/style-grid.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

/// The lines for each kind, those that are looked for most often first. Layers and their images are named.
std::vector<StyleLine> recent_files();
std::vector<StyleLine> open_layers(GimpImage* image);
std::vector<StyleLine> all_patterns();
std::vector<StyleLine> trained_styles();
std::vector<StyleLine> kept_styles(const KeptSwatches& kept);

/// A grid of such lines, or a sentence where there are none.
class OfferedStyles {
 public:
  /// `name` is that of the grid for screen readers, `none` what is said where there is nothing to choose from. The
  /// lines are what is `kept`, where that is given: then they have stars.
  OfferedStyles(const std::string& name, const char* none, ChosenStyles& chosen, StyleThumbnails& thumbnails,
                KeptSwatches* kept = nullptr);
  ~OfferedStyles();
  OfferedStyles(const OfferedStyles&) = delete;
  OfferedStyles& operator=(const OfferedStyles&) = delete;

  GtkWidget* widget() const { return stack_; }
  const std::vector<StyleLine>& lines() const { return lines_; }
  void show(std::vector<StyleLine> lines);
  /// Shows what `find` gives as soon as the grid is seen: GIMP takes its time to list what it has.
  void show_when_seen(std::function<std::vector<StyleLine>()> find);

 private:
  void make_next();
  void keep(std::size_t item, bool kept);

  std::vector<StyleLine> lines_;
  std::function<std::vector<StyleLine>()> find_;  ///< what is to be shown when the grid is seen
  StyleThumbnails& thumbnails_;
  KeptSwatches* kept_;
  StyleGrid grid_;
  GtkWidget* stack_;
  std::deque<std::size_t> waiting_;  ///< for their thumbnails
  guint making_ = 0;                 ///< the idle call that makes the next one; 0: none
};

}  // namespace nst::gimp
