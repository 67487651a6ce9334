// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-note.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/option-widgets.h"
#include "plugin/gimp/style-lines.h"

#include <format>

namespace nst::gimp {
namespace {

bool is_there(const std::string& mask, GimpImage* image) {
  try {
    find_mask(mask, image);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// The number as the page shows it, without zeros at the end.
std::string digits(double number) {
  constexpr unsigned least = 2;
  const std::string text = std::format("{:.{}f}", number, digits_for(number, least));
  return number_text(number, static_cast<int>(text.find_last_not_of('0') - text.find('.')));
}

}  // namespace

const char* kind_name(MaskKind kind) {
  switch (kind) {
    case MaskKind::channel:
      return tr("channel");
    case MaskKind::layer_mask:
      return tr("layer mask");
    case MaskKind::layer:
      break;
  }
  return tr("layer");
}

std::string region_name(const RegionLine& region, GimpImage* image) {
  if (region.mask != rest_word) {
    return name_in_mask_word(region.mask);
  }
  return gimp_selection_is_empty(image) ? tr("The whole picture") : tr("The selection");
}

std::string region_note(const RegionLine& region, GimpImage* image, bool black, bool alone) {
  std::string note;
  const auto add = [&](const std::string& text) { note += (note.empty() ? "" : ", ") + text; };
  const bool rest = region.mask == rest_word;
  if (rest && !alone) {
    add(tr("where no other region is"));
  } else if (!rest && !is_there(region.mask, image)) {
    add(tr("not in this image: remove it"));
  } else if (!rest && black) {
    add(tr("black all over: paint it white where the region shall be"));
  }
  if (region.keep) {
    add(tr("kept as it is"));
    return note;
  }
  if (const auto count = static_cast<long>(region.styles.size()); count > 0) {
    add(tr_plural("{} style of its own", "{} styles of its own", count));
  }
  if (region.strength != 1) {
    add(tr("strength {}", digits(region.strength)));
  }
  if (region.protection != 1) {
    add(tr("protection {}", digits(region.protection)));
  }
  if (region.feather > 0) {
    add(tr("feather {} px", digits(region.feather)));
  }
  return note;
}

std::string region_style_names(const RegionLine& region, GimpImage* image) {
  if (region.styles.empty()) {
    return region.mask == rest_word ? tr("Those of the page Style") : tr("Those of the rest of the picture");
  }
  std::string names;
  for (const std::string& style : region.styles) {
    names += names.empty() ? "" : " + ";
    try {
      names += title_of(parse_style_line(style, image));
    } catch (const Error&) {
      names += style;  // "Paint" says what is wrong with it
    }
  }
  return names;
}

}  // namespace nst::gimp
