// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/drawable.h"

#include "plugin/gimp/gobject.h"

#include <gegl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace nst::gimp {
namespace {

// The network was made for sRGB, whatever the space of the image is: babl converts.
const Babl* picture_format(int channels) { return babl_format(channels == 4 ? "R'G'B'A float" : "R'G'B' float"); }

const Babl* mask_format() { return babl_format("Y float"); }

/// Written so that what is not a number becomes 0.
float in_range(float value) { return value > 0 ? std::min(value, 1.0F) : 0.0F; }

Image read(GeglBuffer* buffer, const GeglRectangle& area, double scale, const Babl* format, int channels) {
  Image image(area.width, area.height, channels);
  gegl_buffer_get(buffer, &area, scale, format, image.pixels.data(), GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  std::ranges::transform(image.pixels, image.pixels.begin(), in_range);
  return image;
}

GeglRectangle extent(GimpDrawable* drawable) {
  return {0, 0, gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable)};
}

/// The excerpt as GEGL asks for it: in the coordinates of the scaled picture, whose origin is (x, y) in the pixels of
/// the layer.
GeglRectangle scaled_area(const Excerpt& excerpt, int x = 0, int y = 0) {
  const auto scaled = [&](int place) { return static_cast<int>(std::lround(place * excerpt.scale)); };
  return {scaled(excerpt.part.x - x), scaled(excerpt.part.y - y), excerpt.width(), excerpt.height()};
}

/// Where the selection lies over an excerpt of a layer.
GeglRectangle selected_area(GimpDrawable* layer, const Excerpt& excerpt) {
  int x = 0;
  int y = 0;
  gimp_drawable_get_offsets(layer, &x, &y);
  return scaled_area(excerpt, -x, -y);
}

/// Where a mask lies over an excerpt of a layer, by their places in the image.
GeglRectangle area_over(GimpDrawable* mask, GimpDrawable* layer, const Excerpt& excerpt) {
  int layer_x = 0;
  int layer_y = 0;
  gimp_drawable_get_offsets(layer, &layer_x, &layer_y);
  int x = 0;
  int y = 0;
  gimp_drawable_get_offsets(mask, &x, &y);
  return scaled_area(excerpt, x - layer_x, y - layer_y);
}

/// The lightness of a Y'A image times its opacity, one channel.
Image shown_lightness(const Image& image) {
  Image values(image.width, image.height, 1);
  for (std::size_t i = 0; i < values.pixels.size(); ++i) {
    values.pixels[i] = image.pixels[2 * i] * image.pixels[2 * i + 1];
  }
  return values;
}

/// Of the image that is read of it.
int channels_of(GimpDrawable* drawable) { return gimp_drawable_has_alpha(drawable) ? 4 : 3; }

bool has_filters(GimpDrawable* drawable) {
  const GFreePtr<GimpDrawableFilter*> filters(gimp_drawable_get_filters(drawable));
  return filters != nullptr && *filters != nullptr;
}

/// A copy of a layer with its filters merged, which no image holds; it goes away with this object. libgimp gives a
/// drawable's pixels without its filters, but the user sees them.
class Rendered {
 public:
  explicit Rendered(GimpDrawable* drawable) : drawable_(drawable) {
    if (gimp_item_is_layer(GIMP_ITEM(drawable)) && has_filters(drawable)) {
      copy_ = GIMP_DRAWABLE(gimp_layer_copy(GIMP_LAYER(drawable)));
      gimp_drawable_merge_filters(copy_);
    }
  }
  ~Rendered() {
    if (copy_ != nullptr) {
      gimp_item_delete(GIMP_ITEM(copy_));
    }
  }
  Rendered(const Rendered&) = delete;
  Rendered& operator=(const Rendered&) = delete;

  GObjectPtr<GeglBuffer> buffer() const {
    return GObjectPtr<GeglBuffer>(gimp_drawable_get_buffer(copy_ != nullptr ? copy_ : drawable_));
  }

 private:
  GimpDrawable* drawable_;
  GimpDrawable* copy_ = nullptr;
};

/// Rows at a time: enough to keep babl busy, few enough to need little memory beside the picture.
constexpr int band_height = 128;

/// Overwrites the pixels of one band with those of `painted` where something is to be painted. Works on the bytes of
/// the layer's own format, so that all others stay as they are to the bit.
void paint_band(GeglBuffer* target, const GeglRectangle& band, const Image& painted, const Image& mask) {
  const Babl* format = gegl_buffer_get_format(target);
  const std::size_t size = static_cast<std::size_t>(babl_format_get_bytes_per_pixel(format));
  const std::size_t count = static_cast<std::size_t>(band.width) * static_cast<std::size_t>(band.height);
  const std::size_t first = painted.index(0, band.y, 0) / static_cast<std::size_t>(painted.channels);
  const float* colours = painted.pixels.data() + painted.index(0, band.y, 0);

  std::vector<unsigned char> kept(count * size);
  std::vector<unsigned char> converted(count * size);
  gegl_buffer_get(target, &band, 1, format, kept.data(), GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  babl_process(babl_fish(picture_format(painted.channels), format), colours, converted.data(),
               static_cast<long>(count));
  for (std::size_t i = 0; i < count; ++i) {
    const bool masked = !mask.empty() && mask.pixels[first + i] <= 0;
    const bool transparent = painted.channels == 4 && colours[i * 4 + 3] <= 0;
    if (!masked && !transparent) {
      std::memcpy(kept.data() + i * size, converted.data() + i * size, size);
    }
  }
  gegl_buffer_set(target, &band, 0, format, kept.data(), GEGL_AUTO_ROWSTRIDE);
}

void paint_bands(GeglBuffer* target, const Image& painted, const Image& mask) {
  for (int y = 0; y < painted.height; y += band_height) {
    paint_band(target, {0, y, painted.width, std::min(band_height, painted.height - y)}, painted, mask);
  }
}

void publish(GeglBuffer* buffer, GimpDrawable* drawable) {
  gegl_buffer_flush(buffer);
  gimp_drawable_update(drawable, 0, 0, gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable));
}

void write(GimpDrawable* target, const Image& image, const Babl* format) {
  const GObjectPtr<GeglBuffer> buffer(gimp_drawable_get_buffer(target));
  const GeglRectangle area{0, 0, image.width, image.height};
  gegl_buffer_set(buffer.get(), &area, 0, format, image.pixels.data(), GEGL_AUTO_ROWSTRIDE);
  publish(buffer.get(), target);
}

}  // namespace

int Excerpt::width() const { return std::max(1, static_cast<int>(std::lround(part.width * scale))); }
int Excerpt::height() const { return std::max(1, static_cast<int>(std::lround(part.height * scale))); }

Excerpt whole(GimpDrawable* drawable) {
  return {{0, 0, gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable)}, 1};
}

Image read_pixels(GimpDrawable* drawable, int longest) {
  const Rendered rendered(drawable);
  GeglRectangle area = extent(drawable);
  const double scale = longest > 0 ? std::min(1.0, 1.0 * longest / std::max(area.width, area.height)) : 1.0;
  if (scale < 1) {
    area.width = std::max(1, static_cast<int>(std::lround(area.width * scale)));
    area.height = std::max(1, static_cast<int>(std::lround(area.height * scale)));
  }
  const int channels = channels_of(drawable);
  return read(rendered.buffer().get(), area, scale, picture_format(channels), channels);
}

Image read_selection(GimpImage* image, GimpDrawable* layer) {
  if (gimp_selection_is_empty(image)) {
    return {};
  }
  const GObjectPtr<GeglBuffer> buffer(gimp_drawable_get_buffer(GIMP_DRAWABLE(gimp_image_get_selection(image))));
  return read(buffer.get(), selected_area(layer, whole(layer)), 1, mask_format(), 1);
}

Image read_mask(GimpDrawable* mask) {
  const GObjectPtr<GeglBuffer> buffer(gimp_drawable_get_buffer(mask));
  return read(buffer.get(), extent(mask), 1, mask_format(), 1);
}

Image read_mask_over(GimpDrawable* mask, GimpDrawable* layer) {
  BlockReader reader = BlockReader::of_mask_over(mask, layer, whole(layer));
  while (reader.read()) {
  }
  return reader.image();
}

Rehearsal::Rehearsal(GimpDrawable* layer, const Excerpt& excerpt)
    : scale_(excerpt.scale),
      channels_(channels_of(layer)),
      layer_format_(gimp_drawable_get_format(layer)),
      mask_format_(
          gimp_drawable_get_format(GIMP_DRAWABLE(gimp_image_get_selection(gimp_item_get_image(GIMP_ITEM(layer)))))) {}

void Rehearsal::hold() const {
  constexpr int side = 64;
  const int length = std::max(1, static_cast<int>(std::lround(side * scale_)));
  const auto read_some = [&](const Babl* from, const Babl* to, int channels) {
    const GeglRectangle all{0, 0, side, side};
    const GObjectPtr<GeglBuffer> buffer(gegl_buffer_new(&all, from));
    // Tiles that were never written are left out when GEGL scales down.
    const std::vector<unsigned char> black(
        static_cast<std::size_t>(side * side * babl_format_get_bytes_per_pixel(from)));
    gegl_buffer_set(buffer.get(), &all, 0, from, black.data(), GEGL_AUTO_ROWSTRIDE);
    read(buffer.get(), {0, 0, length, length}, scale_, to, channels);
  };
  // libgimp replaces the palette of an indexed format, which has other threads read what is gone.
  if (babl_format_is_palette(layer_format_) == 0) {
    read_some(layer_format_, picture_format(channels_), channels_);
  }
  read_some(mask_format_, mask_format(), 1);
}

struct BlockReader::State {
  State(GimpDrawable* drawable_to_read, const GeglRectangle& wanted, double wanted_scale, const Babl* wanted_format,
        int channels)
      : drawable(drawable_to_read),
        width(gimp_drawable_get_width(drawable)),
        height(gimp_drawable_get_height(drawable)),
        own_format(gimp_drawable_get_format(drawable)),
        rendered(std::in_place, drawable),
        buffer(rendered->buffer()),
        area(wanted),
        scale(wanted_scale),
        format(wanted_format),
        image(wanted.width, wanted.height, channels) {}

  GimpDrawable* drawable;
  int width;  // as it was when the reading began, like what follows
  int height;
  const Babl* own_format;
  std::optional<Rendered> rendered;  // while there is more to read, like what follows
  GObjectPtr<GeglBuffer> buffer;
  GeglRectangle area;
  double scale;
  const Babl* format;
  Image image;
  int x = 0;  // where the next block goes
  int y = 0;
};

BlockReader::BlockReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
BlockReader::~BlockReader() = default;
BlockReader::BlockReader(BlockReader&&) noexcept = default;
BlockReader& BlockReader::operator=(BlockReader&&) noexcept = default;

BlockReader BlockReader::of_pixels(GimpDrawable* drawable, const Excerpt& excerpt) {
  const int channels = channels_of(drawable);
  return BlockReader(
      std::make_unique<State>(drawable, scaled_area(excerpt), excerpt.scale, picture_format(channels), channels));
}

BlockReader BlockReader::of_selection(GimpImage* image, GimpDrawable* layer, const Excerpt& excerpt) {
  return BlockReader(std::make_unique<State>(GIMP_DRAWABLE(gimp_image_get_selection(image)),
                                             selected_area(layer, excerpt), excerpt.scale, mask_format(), 1));
}

BlockReader BlockReader::of_mask(GimpDrawable* mask, const Excerpt& excerpt) {
  return BlockReader(std::make_unique<State>(mask, scaled_area(excerpt), excerpt.scale, mask_format(), 1));
}

BlockReader BlockReader::of_mask_over(GimpDrawable* mask, GimpDrawable* layer, const Excerpt& excerpt) {
  const bool is_layer = gimp_item_is_layer(GIMP_ITEM(mask));
  return BlockReader(std::make_unique<State>(mask, area_over(mask, layer, excerpt), excerpt.scale,
                                             is_layer ? babl_format("Y'A float") : mask_format(), is_layer ? 2 : 1));
}

bool BlockReader::is_valid() const {
  GimpDrawable* drawable = state_->drawable;
  return gimp_item_is_valid(GIMP_ITEM(drawable)) && gimp_drawable_get_width(drawable) == state_->width &&
         gimp_drawable_get_height(drawable) == state_->height &&
         gimp_drawable_get_format(drawable) == state_->own_format;
}

bool BlockReader::read() {
  // Of the drawable: 64 tiles have to come from GIMP for it where the scale is above 1/16, which takes a few ms. A
  // strip as wide as a large photograph takes a hundred.
  constexpr double block_side = 320;
  constexpr std::chrono::milliseconds patience{10};
  const auto end = std::chrono::steady_clock::now() + patience;
  Image& image = state_->image;
  const int side = std::max(1, static_cast<int>(block_side * state_->scale));
  int& x = state_->x;
  int& y = state_->y;
  do {
    const GeglRectangle block{state_->area.x + x, state_->area.y + y, std::min(side, image.width - x),
                              std::min(side, image.height - y)};
    paste(image, gimp::read(state_->buffer.get(), block, state_->scale, state_->format, image.channels), x, y);
    x += side;
    if (x >= image.width) {
      x = 0;
      y += side;
    }
  } while (y < image.height && std::chrono::steady_clock::now() < end);
  if (y < image.height) {
    return true;
  }
  state_->buffer.reset();
  state_->rendered.reset();
  if (image.channels == 2) {
    image = shown_lightness(image);
  }
  return false;
}

const Image& BlockReader::image() const { return state_->image; }

Image read_pattern(GimpPattern* pattern, int width, int height) {
  int tile_width = 0;
  int tile_height = 0;
  int bytes = 0;
  gimp_pattern_get_info(pattern, &tile_width, &tile_height, &bytes);
  const int channels = bytes == 2 || bytes == 4 ? 4 : 3;
  // Asked for a larger size, GIMP gives the pattern's own; asked for none, too, but with a warning.
  const GObjectPtr<GeglBuffer> buffer(gimp_pattern_get_buffer(pattern, tile_width, tile_height, nullptr));
  const Image tile = read(buffer.get(), {0, 0, tile_width, tile_height}, 1, picture_format(channels), channels);
  Image repeated(width, height, channels);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; x += tile_width) {
      const float* row = tile.pixels.data() + tile.index(0, y % tile_height, 0);
      std::copy_n(row, std::min(tile_width, width - x) * channels, repeated.pixels.data() + repeated.index(x, y, 0));
    }
  }
  return repeated;
}

void write_painted(GimpDrawable* target, GimpDrawable* source, const Image& painted, const Image& mask) {
  const Rendered rendered(source);
  const GObjectPtr<GeglBuffer> buffer(gimp_drawable_get_buffer(target));
  gegl_buffer_copy(rendered.buffer().get(), nullptr, GEGL_ABYSS_NONE, buffer.get(), nullptr);
  paint_bands(buffer.get(), painted, mask);
  publish(buffer.get(), target);
}

void overwrite_painted(GimpDrawable* target, const Image& painted, const Image& mask) {
  const GObjectPtr<GeglBuffer> buffer(gimp_drawable_get_buffer(target));
  paint_bands(buffer.get(), painted, mask);
  publish(buffer.get(), target);
}

void write_pixels(GimpDrawable* target, const Image& image) { write(target, image, picture_format(image.channels)); }

void write_mask(GimpDrawable* target, const Image& mask) { write(target, mask, mask_format()); }

}  // namespace nst::gimp
