// SPDX-License-Identifier: GPL-3.0-or-later
//
// The writing half of plugin/picture-file.h.
#include "core/atomic-file.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/picture-file.h"
#include "plugin/picture-note.h"
#include "plugin/vips-session.h"

#include <vips/vips8>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

namespace nst {
namespace {

namespace fs = std::filesystem;
using vips::VImage;

struct FreeBlob {
  void operator()(VipsBlob* blob) const { vips_area_unref(reinterpret_cast<VipsArea*>(blob)); }
};
using Blob = std::unique_ptr<VipsBlob, FreeBlob>;

// High enough that nobody sees the loss; a picture that shall lose nothing is saved as PNG or TIFF.
constexpr int lossy_quality = 95;

Blob to_png(const VImage& picture) { return Blob(picture.pngsave_buffer()); }

Blob to_tiff(const VImage& picture) {
  return Blob(picture.tiffsave_buffer(VImage::option()
                                          ->set("compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE)
                                          ->set("predictor", VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL)));
}

Blob to_jpeg(const VImage& picture) {
  return Blob(picture.jpegsave_buffer(VImage::option()->set("Q", lossy_quality)->set("background", 255.0)));
}

Blob to_webp(const VImage& picture) { return Blob(picture.webpsave_buffer(VImage::option()->set("Q", lossy_quality))); }

struct Format {
  const char* suffix;
  Blob (*encode)(const VImage&);
  int largest_side;
  bool fine;  ///< has 16 bits per channel
};

constexpr int any_side = std::numeric_limits<int>::max();
constexpr std::array formats{
    Format{".png", to_png, any_side, true},   Format{".tif", to_tiff, any_side, true},
    Format{".tiff", to_tiff, any_side, true}, Format{".jpg", to_jpeg, 65500, false},
    Format{".jpeg", to_jpeg, 65500, false},   Format{".webp", to_webp, 16383, false},
};

const Format& format_of(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::ranges::transform(suffix, suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto* const found = std::ranges::find(formats, suffix, &Format::suffix);
  if (found != formats.end()) {
    return *found;
  }
  std::string known;
  for (const Format& format : formats) {
    known += (known.empty() ? "" : ", ") + std::string(format.suffix);
  }
  throw Error(tr("“{}” cannot be written: the name has to end in one of {}.", path.string(), known));
}

void require_side(const fs::path& path, const Format& format, PictureSize size) {
  if (std::max(size.width, size.height) > format.largest_side) {
    throw Error(tr("“{}” cannot be written: this format holds at most {} pixels a side. Choose PNG or TIFF.",
                   path.string(), format.largest_side));
  }
}

template <typename Sample>
std::vector<Sample> to_samples(const Image& image) {
  constexpr auto full = static_cast<float>(std::numeric_limits<Sample>::max());
  std::vector<Sample> samples(image.pixels.size());
  std::ranges::transform(image.pixels, samples.begin(), [](float value) {
    return static_cast<Sample>(std::lround(std::clamp(value, 0.0F, 1.0F) * full));
  });
  return samples;
}

template <typename Sample>
Blob encode(const Image& image, const std::string& note, const Format& format, VipsBandFormat samples_format,
            VipsInterpretation interpretation) {
  const std::vector<Sample> samples = to_samples<Sample>(image);
  const VImage picture = VImage::new_from_memory(samples.data(), samples.size() * sizeof(Sample), image.width,
                                                 image.height, image.channels, samples_format);
  // Metadata belongs to a copy: the picture itself may be shared.
  const VImage described = picture.copy(VImage::option()->set("interpretation", interpretation));
  if (!note.empty()) {
    const std::string packet = xmp_packet(note);
    vips_image_set_blob_copy(described.get_image(), VIPS_META_XMP_NAME, packet.data(), packet.size());
  }
  return format.encode(described);
}

Blob encode(const Image& image, const std::string& note, const Format& format, int bits) {
  const bool grey = image.channels < 3;
  return format.fine && bits > 8 ? encode<std::uint16_t>(image, note, format, VIPS_FORMAT_USHORT,
                                                         grey ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_RGB16)
                                 : encode<std::uint8_t>(image, note, format, VIPS_FORMAT_UCHAR,
                                                        grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB);
}

}  // namespace

void require_writable(const fs::path& path, PictureSize size) {
  require_side(path, format_of(path), size);
  require_writable_file(path);
}

void write_picture(const fs::path& path, const Image& image, int bits, const std::string& note) {
  const Format& format = format_of(path);
  require_side(path, format, {image.width, image.height});
  const VipsSession session;
  try {
    const Blob blob = encode(image, note, format, bits);
    std::size_t size = 0;
    const void* bytes = vips_blob_get(blob.get(), &size);
    write_file(path, {static_cast<const std::byte*>(bytes), size});
  } catch (const vips::VError&) {
    throw Error(tr("“{}” cannot be written ({}). Choose another format.", path.string(), take_vips_failure()));
  }
}

}  // namespace nst
