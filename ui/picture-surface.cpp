// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture-surface.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace nst::ui {
namespace {

constexpr int largest_side = 16384;
constexpr int smallest_level = 8;
constexpr double squares_from = 3;
constexpr std::uint32_t opaque = 0xff;

std::uint32_t to_byte(float value) { return static_cast<std::uint32_t>(std::clamp(value, 0.0F, 1.0F) * 255 + 0.5F); }

std::uint32_t packed(std::uint32_t alpha, std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
  return alpha << 24 | red << 16 | green << 8 | blue;
}

/// As cairo wants it: the colours multiplied by alpha.
std::uint32_t pixel(const float* values, int channels) {
  if (channels == 1) {
    const std::uint32_t grey = to_byte(values[0]);
    return packed(opaque, grey, grey, grey);
  }
  if (channels == 3) {
    return packed(opaque, to_byte(values[0]), to_byte(values[1]), to_byte(values[2]));
  }
  const float alpha = std::clamp(values[3], 0.0F, 1.0F);
  return packed(to_byte(alpha), to_byte(values[0] * alpha), to_byte(values[1] * alpha), to_byte(values[2] * alpha));
}

SurfacePtr new_surface(int width, int height) {
  return SurfacePtr(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
}

std::uint32_t* row_of(cairo_surface_t* surface, int y) {
  unsigned char* bytes = cairo_image_surface_get_data(surface);
  return reinterpret_cast<std::uint32_t*>(bytes +
                                          static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface));
}

/// The mean of four pixels, two channels at a time.
std::uint32_t mean(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  constexpr std::uint32_t two_channels = 0x00ff00ff;
  constexpr std::uint32_t halves = 0x00020002;  // rounds
  const auto low = [](std::uint32_t x) { return x & two_channels; };
  const auto high = [](std::uint32_t x) { return (x >> 8) & two_channels; };
  const std::uint32_t sum_low = low(a) + low(b) + low(c) + low(d) + halves;
  const std::uint32_t sum_high = high(a) + high(b) + high(c) + high(d) + halves;
  return ((sum_low >> 2) & two_channels) | (((sum_high >> 2) & two_channels) << 8);
}

SurfacePtr halved(cairo_surface_t* whole) {
  const int width = cairo_image_surface_get_width(whole);
  const int height = cairo_image_surface_get_height(whole);
  SurfacePtr half = new_surface((width + 1) / 2, (height + 1) / 2);
  for (int y = 0; y < (height + 1) / 2; ++y) {
    const std::uint32_t* upper = row_of(whole, 2 * y);
    const std::uint32_t* lower = row_of(whole, std::min(2 * y + 1, height - 1));
    std::uint32_t* row = row_of(half.get(), y);
    for (int x = 0; x < (width + 1) / 2; ++x) {
      const int next = std::min(2 * x + 1, width - 1);
      row[x] = mean(upper[2 * x], upper[next], lower[2 * x], lower[next]);
    }
  }
  cairo_surface_mark_dirty(half.get());
  return half;
}

}  // namespace

PictureSurface::PictureSurface(const Image& picture) : width_(picture.width), height_(picture.height) {
  const int stride = (std::max(width_, height_) + largest_side - 1) / largest_side;
  const int width = (width_ + stride - 1) / stride;
  const int height = (height_ + stride - 1) / stride;
  SurfacePtr surface = new_surface(width, height);
  std::uint32_t opacity = opaque << 24;
  for (int y = 0; y < height; ++y) {
    const float* values = picture.pixels.data() + picture.index(0, y * stride, 0);
    std::uint32_t* row = row_of(surface.get(), y);
    for (int x = 0; x < width; ++x, values += static_cast<std::ptrdiff_t>(stride) * picture.channels) {
      row[x] = pixel(values, picture.channels);
      opacity &= row[x];
    }
  }
  transparent_ = opacity >> 24 != opaque;
  cairo_surface_mark_dirty(surface.get());
  levels_.push_back(std::move(surface));
  for (int side = std::max(width, height); side > smallest_level; side = (side + 1) / 2) {
    levels_.push_back(halved(levels_.back().get()));
  }
}

void PictureSurface::paint(cairo_t* cairo, double width, double height) const {
  double device_x = 1;
  double device_y = 1;
  cairo_surface_get_device_scale(cairo_get_target(cairo), &device_x, &device_y);
  // The smallest copy that still has a pixel for each one that is shown.
  std::size_t level = 0;
  while (level + 1 < levels_.size() && cairo_image_surface_get_width(levels_[level + 1].get()) >= width * device_x &&
         cairo_image_surface_get_height(levels_[level + 1].get()) >= height * device_y) {
    ++level;
  }
  cairo_surface_t* surface = levels_[level].get();
  const double scale = width / cairo_image_surface_get_width(surface);
  const double device_scale = scale * device_x;
  cairo_save(cairo);
  cairo_rectangle(cairo, 0, 0, width, height);
  cairo_clip(cairo);
  cairo_scale(cairo, scale, height / cairo_image_surface_get_height(surface));
  cairo_set_source_surface(cairo, surface, 0, 0);
  const bool squares = device_scale >= squares_from || device_scale == 1;
  cairo_pattern_set_filter(cairo_get_source(cairo), squares ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);  // no pale rim
  cairo_paint(cairo);
  cairo_restore(cairo);
}

}  // namespace nst::ui
