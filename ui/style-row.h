// SPDX-License-Identifier: GPL-3.0-or-later
//
// One row of the list of chosen styles. Private to the style list.
#pragma once

#include "ui/style-list.h"

namespace nst::ui {

/// What a row tells its list.
struct StyleRowOwner {
  std::function<void(double weight)> weighted;
  std::function<void()> removed;
};

/// A new row for the style at `place`. The weight can be changed where `weighted`.
GtkWidget* new_style_row(const ChosenStyle& style, std::size_t place, bool weighted, StyleRowOwner owner);

}  // namespace nst::ui
