// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/item-words.h"

#include "plugin/gimp/gobject.h"
#include "plugin/gimp/text-lines.h"

#include <charconv>
#include <format>
#include <system_error>

namespace nst::gimp {

ItemName parse_item_name(std::string_view text) {
  int id = 0;
  if (!text.starts_with('#')) {
    return {{}, text};
  }
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), id);
  if (error != std::errc() || end == text.data() + text.size() || *end != ' ') {
    return {{}, text};  // a name that begins with #
  }
  return {id, trimmed(text.substr(static_cast<std::size_t>(end - text.data())))};
}

GimpItem* find_item(const ItemName& wanted) {
  GimpItem* item = wanted.id && gimp_item_id_is_valid(*wanted.id) ? gimp_item_get_by_id(*wanted.id) : nullptr;
  return item != nullptr && name_in_line(item) == wanted.name ? item : nullptr;
}

std::string item_text(GimpItem* item) { return std::format("#{} {}", gimp_item_get_id(item), name_in_line(item)); }

std::string name_in_line(GimpItem* item) { return in_line(take_string(gimp_item_get_name(item))); }

}  // namespace nst::gimp
