// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grid-keys.h"

#include <gdk/gdkkeysyms.h>

#include <algorithm>
#include <array>

namespace nst::ui {
namespace {

struct Key {
  unsigned value;
  GridGeometry::Way way;
};

constexpr std::array ways{
    Key{GDK_KEY_Left, GridGeometry::Way::left},
    Key{GDK_KEY_Right, GridGeometry::Way::right},
    Key{GDK_KEY_Up, GridGeometry::Way::up},
    Key{GDK_KEY_Down, GridGeometry::Way::down},
    Key{GDK_KEY_Home, GridGeometry::Way::first},
    Key{GDK_KEY_End, GridGeometry::Way::last},
    Key{GDK_KEY_Page_Up, GridGeometry::Way::page_up},
    Key{GDK_KEY_Page_Down, GridGeometry::Way::page_down},
    Key{GDK_KEY_KP_Left, GridGeometry::Way::left},
    Key{GDK_KEY_KP_Right, GridGeometry::Way::right},
    Key{GDK_KEY_KP_Up, GridGeometry::Way::up},
    Key{GDK_KEY_KP_Down, GridGeometry::Way::down},
    Key{GDK_KEY_KP_Home, GridGeometry::Way::first},
    Key{GDK_KEY_KP_End, GridGeometry::Way::last},
    Key{GDK_KEY_KP_Page_Up, GridGeometry::Way::page_up},
    Key{GDK_KEY_KP_Page_Down, GridGeometry::Way::page_down},
};

}  // namespace

std::optional<GridGeometry::Way> way_of(unsigned key) {
  const auto found = std::ranges::find(ways, key, &Key::value);
  return found == ways.end() ? std::nullopt : std::optional(found->way);
}

}  // namespace nst::ui
