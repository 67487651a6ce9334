// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/choice.h"

namespace nst::ui {

void Choice::add(std::size_t item) {
  if (items_.size() < most_) {
    items_.insert(item);
  }
}

void Choice::set(const std::set<std::size_t>& items) { items_ = items; }

void Choice::only(std::size_t item) {
  const bool alone = items_.size() == 1 && has(item);
  items_.clear();
  if (!alone) {
    add(item);
  }
  anchor_ = item;
}

void Choice::toggle(std::size_t item) {
  if (items_.erase(item) == 0) {
    add(item);
  }
  anchor_ = item;
}

void Choice::extend_to(std::size_t item) {
  items_.clear();
  const bool forwards = anchor_ <= item;
  for (std::size_t next = anchor_;; forwards ? ++next : --next) {
    add(next);
    if (next == item) {
      return;
    }
  }
}

void Choice::all(std::size_t count) {
  for (std::size_t item = 0; item < count && items_.size() < most_; ++item) {
    add(item);
  }
}

}  // namespace nst::ui
