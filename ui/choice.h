// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of many items are chosen, and what a click with or without Ctrl and Shift does to that. Used by the swatch
// grid.
#pragma once

#include <cstddef>
#include <set>

namespace nst::ui {

class Choice {
 public:
  /// No more than `most` items are ever chosen: further ones are left out.
  explicit Choice(std::size_t most) : most_(most) {}

  const std::set<std::size_t>& items() const { return items_; }
  bool has(std::size_t item) const { return items_.contains(item); }

  void set(const std::set<std::size_t>& items);
  /// This item alone; none if it was the only one already.
  void only(std::size_t item);
  /// This item too, or no longer.
  void toggle(std::size_t item);
  /// All from the item that was chosen last up to this one, and no others.
  void extend_to(std::size_t item);
  /// The first of so many items.
  void all(std::size_t count);

 private:
  void add(std::size_t item);

  std::size_t most_;
  std::set<std::size_t> items_;
  std::size_t anchor_ = 0;  ///< where a range begins
};

}  // namespace nst::ui
