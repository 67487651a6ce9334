// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys that lead from item to item. Used by the grid of swatches.
#pragma once

#include "ui/grid-geometry.h"

#include <optional>

namespace nst::ui {

/// Where a key (GDK_KEY_…) leads, nothing for one that does something else.
std::optional<GridGeometry::Way> way_of(unsigned key);

}  // namespace nst::ui
