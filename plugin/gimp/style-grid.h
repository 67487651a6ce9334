// SPDX-License-Identifier: GPL-3.0-or-later
//
// A grid of styles on offer: what is chosen in it is in the list of chosen styles, and the other way round. Used by the
// pages that offer styles.
#pragma once

#include "plugin/gimp/chosen-styles.h"
#include "ui/swatch-grid.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nst::gimp {

/// What a page offers.
struct StyleOffer {
  std::function<std::string(std::size_t item)> word;
  /// The item whose word that is.
  std::function<std::optional<std::size_t>(const std::string& word)> item;
  std::function<std::string(std::size_t item)> name;
  std::function<std::string(std::size_t item)> tooltip;
  /// As in ui/swatch-grid.h.
  std::function<void(const std::vector<std::size_t>& items)> wanted;
  std::function<void(std::size_t item, bool kept)> kept = {};
  std::function<void()> visited = {};
  std::function<GtkWidget*(std::size_t item)> menu = {};
};

class StyleGrid {
 public:
  /// `name` is that of the grid for screen readers.
  StyleGrid(const std::string& name, ChosenStyles& chosen, StyleOffer offer);

  ui::SwatchGrid& grid() { return grid_; }
  const ui::SwatchGrid& grid() const { return grid_; }
  /// Shows `count` other items, those that are in the list as chosen.
  void show(std::size_t count);

 private:
  void pick();
  void follow();

  StyleOffer offer_;
  ChosenStyles& chosen_;
  ui::SwatchGrid grid_;
  std::set<std::size_t> in_list_;  ///< the items that were in the list when it was last looked at
  bool picking_ = false;
};

}  // namespace nst::gimp
