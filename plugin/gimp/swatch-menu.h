// SPDX-License-Identifier: GPL-3.0-or-later
//
// The menu of a swatch: what a user can do with it besides choosing it. Used by the page of generated styles.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

struct SwatchMenuOwner {
  struct Partner {
    std::string name;
    std::function<void()> blend;
  };

  std::function<void()> vary;
  std::vector<Partner> partners;  ///< the swatches that it can be blended with
  bool kept = false;
  std::function<void()> keep;  ///< or no longer
};

/// A new menu.
GtkWidget* new_swatch_menu(const SwatchMenuOwner& owner);

}  // namespace nst::gimp
