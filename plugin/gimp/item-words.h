// SPDX-License-Identifier: GPL-3.0-or-later
//
// Items of GIMP in words: #ID NAME, where the ID finds the item as long as GIMP runs, and the name later. Used in lines
// about styles and regions.
#pragma once

#include <libgimp/gimp.h>

#include <optional>
#include <string>
#include <string_view>

namespace nst::gimp {

struct ItemName {
  std::optional<int> id;
  std::string_view name;  ///< as it stands in a line
};

/// Reads "#ID NAME" or "NAME".
ItemName parse_item_name(std::string_view text);

/// The item with the ID, if it is called so; else null.
GimpItem* find_item(const ItemName& wanted);

/// "#ID NAME"
std::string item_text(GimpItem* item);

/// The name as it stands in a line.
std::string name_in_line(GimpItem* item);

}  // namespace nst::gimp
