// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/delta-sheet.h"

#include "core/deltas.h"
#include "core/i18n.h"
#include "plugin/contact-sheet.h"

#include <algorithm>
#include <utility>

namespace nst::cli {
namespace {

constexpr int smallest_shown = 320;  // below, the labels would be larger than the pictures

void add(ContactSheet& sheet, const char* heading, const Image& picture) {
  Deltas found = deltas(picture);
  sheet.row_headings.emplace_back(heading);
  sheet.cells.push_back({.picture = std::move(found.horizontal),
                         .caption = tr("Total variation {}", number_text(found.variation, 4)),
                         .message = {}});
  sheet.cells.push_back({.picture = std::move(found.vertical), .caption = {}, .message = {}});
}

}  // namespace

Image delta_sheet(const Image& content, const Image& result) {
  ContactSheet sheet{
      .columns = 2,
      .column_headings = {tr("Horizontal differences"), tr("Vertical differences")},
      .cell = std::clamp(std::max(result.width, result.height), smallest_shown, largest_cell),
  };
  add(sheet, tr("Photograph"), content);
  add(sheet, tr("Result"), result);
  return contact_sheet(sheet);
}

}  // namespace nst::cli
