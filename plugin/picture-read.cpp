// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reading half of plugin/picture-file.h.
#include "core/error.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "plugin/picture-file.h"
#include "plugin/picture-note.h"
#include "plugin/vips-session.h"

#include <unistd.h>
#include <vips/vips8>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace nst {
namespace {

namespace fs = std::filesystem;
using vips::VImage;

constexpr double full_16_bit = 65535;

[[noreturn]] void refuse_damaged(const fs::path& path) {
  throw Error(tr("“{}” cannot be read: it is damaged or cut off ({}). Get the file again.", path.string(),
                 take_vips_failure()));
}

void require_readable(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    throw Error(tr("There is no file “{}”. Check its name and folder.", path.string()));
  }
  if (fs::is_directory(status)) {
    throw Error(tr("“{}” is a folder. Choose a picture in it.", path.string()));
  }
  if (!fs::is_regular_file(status) || ::access(path.c_str(), R_OK) != 0) {
    throw Error(tr("“{}” cannot be opened. Check that you may read it.", path.string()));
  }
  if (fs::file_size(path, error) == 0) {
    throw Error(tr("“{}” is empty (0 bytes). Get the file again.", path.string()));
  }
}

/// The picture with its header read; pixels follow on demand, from the top down.
/// From a source, since libvips takes "[…]" at the end of a file's name for options.
VImage open(const fs::path& path) {
  require_readable(path);
  try {
    const vips::VSource source = vips::VSource::new_from_file(path.c_str());
    if (vips_foreign_find_load_source(source.get_source()) == nullptr) {
      vips_error_clear();
      throw Error(tr("“{}” is damaged or not a picture that can be read here. Save it as PNG, JPEG, TIFF or WebP.",
                     path.string()));
    }
    return VImage::new_from_source(
        source, "", VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_TRUNCATED));
  } catch (const vips::VError&) {
    refuse_damaged(path);
  }
}

bool turned_sideways(const VImage& picture) { return vips_image_get_orientation_swap(picture.get_image()) != 0; }

PictureSize swapped_if(bool swap, PictureSize size) { return swap ? PictureSize{size.height, size.width} : size; }

bool is_fine(const VImage& picture) {
  return picture.format() != VIPS_FORMAT_UCHAR && picture.format() != VIPS_FORMAT_CHAR;
}

void require_room(const fs::path& path, PictureSize size) {
  constexpr std::uint64_t bytes_per_pixel = 4 * (sizeof(float) + sizeof(std::uint16_t));  // result and decoded, R'G'B'A
  const std::uint64_t needed =
      static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height) * bytes_per_pixel;
  if (const std::uint64_t available = available_memory(); needed > available) {
    throw Error(tr("“{}” has {} × {} pixels and needs {} of memory, but only {} are free. Scale it down.",
                   path.string(), size.width, size.height, readable_bytes(needed), readable_bytes(available)));
  }
}

VImage band(const VImage& picture, int first, int count = 1) {
  return picture.extract_band(first, VImage::option()->set("n", count));
}

bool has_profile(const VImage& picture) { return picture.get_typeof(VIPS_META_ICC_NAME) != 0; }

/// Floats, which only TIFF has here, as libvips can go on with them: what they mean is said by the profile, and without
/// one they are linear light. Every other format stays.
VImage with_floats_explained(const VImage& picture) {
  if (picture.format() != VIPS_FORMAT_FLOAT && picture.format() != VIPS_FORMAT_DOUBLE) {
    return picture;
  }
  const bool grey = picture.bands() < 3;
  if (has_profile(picture)) {
    return (picture * full_16_bit)
        .cast(VIPS_FORMAT_USHORT)
        .copy(VImage::option()->set("interpretation", grey ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_RGB16));
  }
  VImage colour = picture;
  if (grey) {
    colour = band(picture, 0).bandjoin(band(picture, 0)).bandjoin(picture);
  }
  return colour.copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_scRGB));
}

VImage through_profile(const VImage& picture) {
  return picture.icc_transform("srgb", VImage::option()
                                           ->set("embedded", true)
                                           ->set("intent", VIPS_INTENT_RELATIVE)
                                           ->set("black_point_compensation", true)
                                           ->set("depth", 16));
}

/// Whether the embedded profile moves no colour further than rounding does. Going through one of the many variants of
/// sRGB would only shift pixels that have to stay exactly as they are.
bool profile_is_srgb(const VImage& picture) {
  constexpr int steps = 8;
  constexpr double tolerance = 257;  // one step of 8 bits
  const bool grey = picture.bands() < 3;
  std::vector<std::uint8_t> colours;
  for (int i = 0; i < steps * steps * steps; ++i) {
    for (const int step : {i % steps, i / steps % steps, i / steps / steps}) {
      colours.push_back(static_cast<std::uint8_t>(step * 255 / (steps - 1)));
    }
  }
  const int bands = grey ? 1 : 3;
  VImage sample =
      VImage::new_from_memory_copy(colours.data(), colours.size(), static_cast<int>(colours.size()) / bands, 1, bands,
                                   VIPS_FORMAT_UCHAR)
          .copy(VImage::option()->set("interpretation", grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB));
  std::size_t size = 0;
  const void* profile = picture.get_blob(VIPS_META_ICC_NAME, &size);
  vips_image_set_blob_copy(sample.get_image(), VIPS_META_ICC_NAME, profile, size);
  return (through_profile(sample) - sample * 257).abs().max() <= tolerance;
}

/// The picture in sRGB by its embedded profile; nothing if it has none, a broken one, or is in sRGB already.
std::optional<VImage> converted_by_profile(const VImage& picture) {
  if (!has_profile(picture)) {
    return std::nullopt;
  }
  try {
    const bool is_cmyk = picture.interpretation() == VIPS_INTERPRETATION_CMYK;
    return !is_cmyk && profile_is_srgb(picture) ? std::nullopt : std::optional(through_profile(picture));
  } catch (const vips::VError&) {
    vips_error_clear();
    return std::nullopt;
  }
}

/// The colours as sRGB, three bands of 8 or 16 bits.
VImage colours_of(const VImage& picture) {
  std::optional<VImage> converted = converted_by_profile(picture);
  if (!converted) {
    converted = picture.colourspace(is_fine(picture) ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB);
  }
  return band(*converted, 0, 3).cast(is_fine(*converted) ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR);
}

/// The alpha channel in the format of `colours`. Apart from them, since libvips rounds it coarsely on its way through
/// a profile.
VImage alpha_of(const VImage& picture, const VImage& colours) {
  const VImage alpha = band(picture, picture.bands() - 1);
  const double full = vips_interpretation_max_alpha(picture.interpretation());
  const double wanted = is_fine(colours) ? full_16_bit : 255;
  return (alpha * (wanted / full)).rint().cast(colours.format());
}

/// The picture as sRGB with three or four bands of 8 or 16 bits.
VImage to_srgb(const VImage& picture) {
  const VImage colours = colours_of(picture);
  return picture.has_alpha() ? colours.bandjoin(alpha_of(picture, colours)) : colours;
}

/// picture: sRGB of 8 or 16 bits. The result has 16, so that what lies between its values is kept.
VImage scaled(VImage picture, PictureSize size, Scaling scaling) {
  const bool alpha = picture.has_alpha();
  if (!is_fine(picture)) {
    picture = picture * (full_16_bit / 255);
  }
  if (alpha) {
    picture = picture.premultiply(VImage::option()->set("max_alpha", full_16_bit));
  }
  picture = picture.resize(static_cast<double>(size.width) / picture.width(),
                           VImage::option()
                               ->set("vscale", static_cast<double>(size.height) / picture.height())
                               ->set("kernel", scaling == Scaling::sharp ? VIPS_KERNEL_LANCZOS3 : VIPS_KERNEL_LINEAR));
  if (alpha) {
    picture = picture.unpremultiply(VImage::option()->set("max_alpha", full_16_bit));
  }
  return picture.rint().cast(VIPS_FORMAT_USHORT);
}

struct Free {
  void operator()(void* memory) const { g_free(memory); }
};

template <typename Sample>
void to_floats(const void* memory, Image& image) {
  constexpr auto full = static_cast<float>(std::numeric_limits<Sample>::max());
  const auto* samples = static_cast<const Sample*>(memory);
  std::transform(samples, samples + image.pixels.size(), image.pixels.begin(),
                 [](Sample sample) { return static_cast<float>(sample) / full; });
}

Image to_image(const VImage& picture) {
  std::size_t bytes = 0;
  const std::unique_ptr<void, Free> memory(picture.write_to_memory(&bytes));
  Image image(picture.width(), picture.height(), picture.bands());
  is_fine(picture) ? to_floats<std::uint16_t>(memory.get(), image) : to_floats<std::uint8_t>(memory.get(), image);
  return image;
}

Image read(const fs::path& path, std::optional<PictureSize> size, Scaling scaling) {
  const VipsSession session;
  VImage picture = open(path);
  const bool sideways = turned_sideways(picture);
  const PictureSize upright = size.value_or(swapped_if(sideways, {picture.width(), picture.height()}));
  require_room(path, upright);
  try {
    picture = to_srgb(with_floats_explained(picture));
    if (const PictureSize stored = swapped_if(sideways, upright);
        stored != PictureSize{picture.width(), picture.height()}) {
      picture = scaled(picture, stored, scaling);
    }
    if (vips_image_get_orientation(picture.get_image()) != 1) {
      picture = picture.copy_memory().autorot();  // turning reads from the bottom up, a decoder goes down only
    }
    return to_image(picture);
  } catch (const vips::VError&) {
    refuse_damaged(path);
  }
}

}  // namespace

PictureInfo inspect_picture(const fs::path& path) {
  const VipsSession session;
  const VImage picture = open(path);
  return {.size = swapped_if(turned_sideways(picture), {picture.width(), picture.height()}),
          .bits = is_fine(picture) ? 16 : 8};
}

std::string read_note(const fs::path& path) {
  const VipsSession session;
  const VImage picture = open(path);
  if (picture.get_typeof(VIPS_META_XMP_NAME) == 0) {
    return {};
  }
  std::size_t size = 0;
  const void* packet = picture.get_blob(VIPS_META_XMP_NAME, &size);
  return note_in({static_cast<const char*>(packet), size});
}

Image read_picture(const fs::path& path) { return read(path, std::nullopt, Scaling::sharp); }

Image read_picture(const fs::path& path, PictureSize size, Scaling scaling) { return read(path, size, scaling); }

}  // namespace nst
