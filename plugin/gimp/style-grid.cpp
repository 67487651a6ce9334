// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/style-grid.h"

#include "core/error.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace nst::gimp {

StyleGrid::StyleGrid(const std::string& name, ChosenStyles& chosen, StyleOffer offer)
    : offer_(std::move(offer)),
      chosen_(chosen),
      grid_(name, most_style_swatches,
            {.name = offer_.name,
             .tooltip = offer_.tooltip,
             .wanted = offer_.wanted,
             .chosen = [this] { pick(); },
             .kept = offer_.kept,
             .visited = offer_.visited,
             .menu = offer_.menu}) {
  chosen_.on_change([this] { follow(); });
}

void StyleGrid::show(std::size_t count) {
  grid_.show(count);
  in_list_.clear();
  follow();
}

void StyleGrid::pick() {
  const std::set<std::size_t> wanted = grid_.chosen();
  std::vector<std::size_t> gone;
  std::vector<std::size_t> added;
  std::ranges::set_difference(in_list_, wanted, std::back_inserter(gone));
  std::ranges::set_difference(wanted, in_list_, std::back_inserter(added));
  picking_ = true;
  for (const std::size_t item : gone) {
    chosen_.remove(offer_.word(item));
  }
  for (const std::size_t item : added) {
    try {
      chosen_.add(offer_.word(item));
    } catch (const Error&) {
      // A layer or pattern that went away meanwhile: the grid shows that it is not chosen.
    }
  }
  picking_ = false;
  follow();
}

void StyleGrid::follow() {
  if (picking_) {
    return;
  }
  in_list_.clear();
  for (const std::string& word : chosen_.words()) {
    if (const auto item = offer_.item(word); item && *item < grid_.count()) {
      in_list_.insert(*item);
    }
  }
  grid_.set_chosen(in_list_);
}

}  // namespace nst::gimp
