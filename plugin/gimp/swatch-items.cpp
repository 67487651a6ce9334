// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-items.h"

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/parasite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <system_error>

namespace nst::gimp {
namespace {

namespace fs = std::filesystem;

/// The first folder that GIMP looks for the user's own patterns in, by its preferences.
fs::path pattern_folder() {
  const std::string paths = take_string(gimp_gimprc_query("pattern-path-writable"));
  const std::string path = take_string(gimp_config_path_expand(paths.c_str(), TRUE, nullptr));
  const std::string first = path.substr(0, path.find(G_SEARCHPATH_SEPARATOR));
  const fs::path folder = first.empty() ? fs::path(gimp_directory()) / "patterns" : fs::path(first);
  std::error_code error;
  fs::create_directories(folder, error);  // writing says it if that failed
  return folder;
}

void append(std::vector<std::byte>& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::byte>(number >> shift));
  }
}

/// GIMP's own format (devel-docs/pat.txt): a head of big-endian numbers, the name, the pixels in 8 bits.
std::vector<std::byte> pattern_file(const NamedSwatch& swatch) {
  constexpr std::uint32_t head = 24;
  constexpr std::uint32_t version = 1;
  constexpr std::uint32_t channels = 3;
  constexpr std::uint32_t magic = 0x47504154;  // "GPAT"
  std::vector<std::byte> bytes;
  for (const std::uint32_t number : {head + static_cast<std::uint32_t>(swatch.name.size()) + 1, version,
                                     static_cast<std::uint32_t>(swatch.image.width),
                                     static_cast<std::uint32_t>(swatch.image.height), channels, magic}) {
    append(bytes, number);
  }
  std::ranges::transform(swatch.name, std::back_inserter(bytes), [](char c) { return static_cast<std::byte>(c); });
  bytes.push_back(std::byte{0});
  std::ranges::transform(swatch.image.pixels, std::back_inserter(bytes), [](float value) {
    constexpr float white = 255;
    return static_cast<std::byte>(std::lround(std::clamp(value, 0.0F, 1.0F) * white));
  });
  return bytes;
}

GimpLayer* make_layer(GimpImage* image, const NamedSwatch& swatch) {
  GimpLayer* layer = gimp_layer_new(image, swatch.name.c_str(), swatch.image.width, swatch.image.height, GIMP_RGB_IMAGE,
                                    100, GIMP_LAYER_MODE_NORMAL);
  if (layer != nullptr) {
    write_pixels(GIMP_DRAWABLE(layer), swatch.image);
    attach_text(GIMP_ITEM(layer), swatch_parasite, swatch.description);
  }
  return layer;
}

}  // namespace

GimpImage* make_swatch_image(const std::vector<NamedSwatch>& swatches) {
  const Image& first = swatches.front().image;
  GimpImage* image = gimp_image_new(first.width, first.height, GIMP_RGB);
  gimp_image_undo_disable(image);
  std::array<const GimpLayer*, 2> top{};  // ended by null
  for (std::size_t i = 0; i < swatches.size(); ++i) {
    GimpLayer* layer = make_layer(image, swatches[i]);
    if (layer == nullptr || !gimp_image_insert_layer(image, layer, nullptr, static_cast<int>(i))) {
      gimp_image_delete(image);
      throw Error(tr("GIMP could not make a layer for each swatch. Close other images, or take fewer swatches."));
    }
    top[0] = i == 0 ? layer : top[0];
  }
  gimp_image_set_selected_layers(image, top.data());
  gimp_image_undo_enable(image);
  return image;
}

void make_patterns(const std::vector<NamedSwatch>& swatches) {
  const fs::path folder = pattern_folder();
  for (const NamedSwatch& swatch : swatches) {
    write_file(folder / (swatch.name + ".pat"), pattern_file(swatch));
  }
  gimp_patterns_refresh();
}

}  // namespace nst::gimp
