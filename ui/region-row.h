// SPDX-License-Identifier: GPL-3.0-or-later
//
// One row of the list of regions. Private to the region list.
#pragma once

#include "ui/region-list.h"

namespace nst::ui {

/// A new row for the region at `place`. The first one can neither be dragged nor removed.
GtkWidget* new_region_row(const ShownRegion& region, std::size_t place, std::function<void()> removed);

/// Says something else about a region.
void set_region_note(GtkWidget* row, const ShownRegion& region);

}  // namespace nst::ui
