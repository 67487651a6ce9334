// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-lines.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/text-lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <system_error>

namespace nst::gimp {
namespace {

struct Number {
  std::string_view key;
  double RegionLine::* member;
  double highest;
};

constexpr std::array numbers{Number{"strength", &RegionLine::strength, largest_factor},
                             Number{"feather", &RegionLine::feather, widest_feather},
                             Number{"protection", &RegionLine::protection, largest_factor}};

double parse_number(const Number& number, std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool read = error == std::errc() && end == text.data() + text.size();
  if (!read || !(value >= 0 && value <= number.highest)) {  // written so that NaN fails, too
    throw Error(tr("“{}={}” makes no sense in the list of regions. Write a number from 0 to {} behind it.",
                   std::string(number.key), std::string(text), std::format("{}", number.highest)));
  }
  return value;
}

[[noreturn]] void refuse(std::string_view line) {
  throw Error(tr(
      "“{}” makes no sense in the list of regions. A region begins with mask=, and keep, style=, strength=, feather= "
      "or protection= may follow, one a line.",
      std::string(line)));
}

void begin_region(std::vector<RegionLine>& regions, std::string_view mask) {
  if (mask.empty()) {
    throw Error(
        tr("A region has no mask. Write mask=channel: and the name of a channel, mask=layer-mask: or "
           "mask=layer: and the name of a layer."));
  }
  if (mask != rest_word) {
    regions.push_back({.mask = std::string(mask)});
  } else if (regions.size() > 1) {
    throw Error(tr("“mask=selection” is what no other region covers. It comes first in the list of regions."));
  }
}

void read_line(std::vector<RegionLine>& regions, std::string_view line) {
  RegionLine& region = regions.back();
  const auto equals = std::min(line.find('='), line.size());
  const std::string_view key = trimmed(line.substr(0, equals));
  const std::string_view value = trimmed(line.substr(std::min(equals + 1, line.size())));
  const auto number = std::ranges::find(numbers, key, &Number::key);
  if (line == "keep") {
    region.keep = true;
  } else if (key == "style" && !value.empty()) {
    if (region.mask == rest_word) {
      throw Error(tr("“mask=selection” has the styles of the picture. Give them as its styles (styles)."));
    }
    region.styles.emplace_back(value);
  } else if (number != numbers.end()) {
    region.*number->member = parse_number(*number, value);
  } else {
    refuse(line);
  }
}

}  // namespace

std::vector<RegionLine> parse_regions(std::string_view text) {
  constexpr std::string_view mask = "mask=";
  std::vector<RegionLine> regions{{.mask = rest_word}};
  bool begun = false;
  for (const std::string& line : split_lines(text)) {
    if (line.starts_with(mask)) {
      begin_region(regions, trimmed(std::string_view(line).substr(mask.size())));
      begun = true;
    } else if (begun) {
      read_line(regions, line);
    } else {
      refuse(line);
    }
  }
  return regions;
}

std::string regions_text(const std::vector<RegionLine>& regions) {
  std::vector<std::string> lines;
  for (const RegionLine& region : regions) {
    const RegionLine plain{.mask = region.mask};
    if (region.mask == rest_word && region == plain) {
      continue;
    }
    lines.push_back("mask=" + region.mask);
    for (const std::string& style : region.styles) {
      lines.push_back("style=" + style);
    }
    for (const Number& number : numbers) {
      if (region.*number.member != plain.*number.member) {
        lines.push_back(std::format("{}={}", number.key, region.*number.member));
      }
    }
    if (region.keep) {
      lines.emplace_back("keep");
    }
  }
  return joined_lines(lines);
}

}  // namespace nst::gimp
