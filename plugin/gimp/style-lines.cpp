// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/style-lines.h"

#include "core/i18n.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/item-words.h"
#include "plugin/gimp/open-layers.h"
#include "plugin/gimp/text-lines.h"

#include <filesystem>
#include <format>
#include <string_view>
#include <system_error>

namespace nst::gimp {
namespace {

constexpr std::string_view layer_prefix = "layer:";
constexpr std::string_view pattern_prefix = "pattern:";
constexpr std::string_view address_prefix = "file://";

/// The first layer of `image` that has the name, from the top; null if there is none.
GimpDrawable* find_in(GimpImage* image, std::string_view name) {
  for (GimpLayer* layer : all_layers(image)) {
    if (name_in_line(GIMP_ITEM(layer)) == name) {
      return GIMP_DRAWABLE(layer);
    }
  }
  return nullptr;
}

GimpDrawable* find_by_name(std::string_view name, GimpImage* image) {
  if (GimpDrawable* found = find_in(image, name)) {
    return found;
  }
  for (GimpImage* other : open_images()) {
    if (GimpDrawable* found = other == image ? nullptr : find_in(other, name)) {
      return found;
    }
  }
  return nullptr;
}

GimpDrawable* find_layer(std::string_view text, GimpImage* image) {
  const ItemName wanted = parse_item_name(text);
  if (GimpItem* item = find_item(wanted); item != nullptr && GIMP_IS_DRAWABLE(item)) {
    return GIMP_DRAWABLE(item);
  }
  GimpDrawable* found = wanted.name.empty() ? nullptr : find_by_name(wanted.name, image);
  return found == nullptr && wanted.id ? find_by_name(text, image) : found;  // a name that begins with a number
}

GimpPattern* find_pattern(std::string_view name) { return gimp_pattern_get_by_name(std::string(name).c_str()); }

/// A thing that `find` finds by its whole name, or by the name before a weight. A pair of null and 1 if there is none.
template <typename Find>
auto find_weighed(std::string_view text, Find find) {
  auto* whole = find(text);
  if (whole != nullptr) {
    return std::pair(whole, 1.0);
  }
  const WeighedWord part = split_weight(text);
  return std::pair(part.weight ? find(part.word) : nullptr, part.weight.value_or(1));
}

[[noreturn]] void refuse_missing(const char* sentence, std::string_view text) {
  throw Error(tr(sentence, std::string(parse_item_name(split_weight(text).word).name)));
}

StyleLine layer_line(std::string_view text, GimpImage* image) {
  const auto [layer, weight] = find_weighed(text, [&](std::string_view name) { return find_layer(name, image); });
  if (layer == nullptr) {
    refuse_missing(translatable("There is no layer “{}” in the open images. Choose another style."), text);
  }
  return {layer_word(layer), weight, take_string(gimp_item_get_name(GIMP_ITEM(layer))), layer};
}

StyleLine pattern_line(std::string_view text) {
  const auto [pattern, weight] = find_weighed(text, find_pattern);
  if (pattern == nullptr) {
    refuse_missing(translatable("There is no pattern “{}”. Choose another style."), text);
  }
  return {pattern_word(pattern), weight, take_string(gimp_resource_get_name(GIMP_RESOURCE(pattern))), pattern};
}

/// The path that an address stands for.
std::string path_of(std::string_view address) {
  char* host = nullptr;
  const std::string path = take_string(g_filename_from_uri(std::string(address).c_str(), &host, nullptr));
  const std::string computer = take_string(host);
  if (path.empty() || (!computer.empty() && computer != "localhost")) {
    throw Error(tr("“{}” is no address of a file on this computer. Write its path.", std::string(address)));
  }
  return path;
}

StyleLine file_line(StyleWord file) {
  const std::string path = file.file.string();
  const double weight = file.weight;
  const std::string name = file.file.stem().string();
  return {file_word(path), weight, name, std::move(file)};
}

StyleLine address_line(std::string_view text) {
  std::error_code error;
  const std::string whole = path_of(text);
  if (std::filesystem::exists(whole, error)) {
    return file_line({.file = whole});
  }
  const WeighedWord part = split_weight(text);
  return file_line({.file = path_of(part.word), .weight = part.weight.value_or(1)});
}

StyleLine parse(const std::string& line, GimpImage* image) {
  const std::string_view text = line;
  if (text.starts_with(layer_prefix)) {
    return layer_line(trimmed(text.substr(layer_prefix.size())), image);
  }
  if (text.starts_with(pattern_prefix)) {
    return pattern_line(trimmed(text.substr(pattern_prefix.size())));
  }
  if (text.starts_with(address_prefix)) {
    return address_line(text);
  }
  StyleWord style = parse_style_word(line);
  if (!style.file.empty()) {
    return file_line(std::move(style));
  }
  const double weight = style.weight;
  const std::string word = word_of(style);
  const std::string name = name_of(style);
  return {word, weight, name, std::move(style)};
}

}  // namespace

StyleLine parse_style_line(const std::string& line, GimpImage* image) {
  try {
    return parse(line, image);
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
}

std::string title_of(const StyleLine& line) {
  const auto* word = std::get_if<StyleWord>(&line.place);
  return word != nullptr && word->generated ? title_of(*word->generated) : line.name;
}

std::string style_line_text(const std::string& word, double weight) {
  return weight == 1 ? word : std::format("{}:{}", word, weight);
}

std::string layer_word(GimpDrawable* layer) { return std::string(layer_prefix) + item_text(GIMP_ITEM(layer)); }

std::string pattern_word(GimpPattern* pattern) {
  return std::string(pattern_prefix) + in_line(take_string(gimp_resource_get_name(GIMP_RESOURCE(pattern))));
}

std::string file_word(const std::string& path) {
  const bool plain =
      g_utf8_validate(path.c_str(), -1, nullptr) != FALSE && in_line(path) == path && path.starts_with('/');
  if (plain) {
    return path;
  }
  const std::string address = take_string(g_filename_to_uri(path.c_str(), nullptr, nullptr));
  return address.empty() ? path : address;
}

}  // namespace nst::gimp
