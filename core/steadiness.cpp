// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/steadiness.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace nst {
namespace {

constexpr int colours = 3;
constexpr double levels = 255;

// Means over so many pixels around: noise cancels out, what is as wide as a stroke stays.
constexpr int noise_radius = 2;
// Differences of these means: below, JPEG and dithering; above, something is to be seen.
constexpr double unnoticed = 4 / levels;
constexpr double noticed = 12 / levels;

/// How far around a change its painting changes, in pixels: about as strokes follow the size of the picture.
int edge_radius(const Image& picture) {
  constexpr int share = 128;
  constexpr int narrowest = 2;
  constexpr int widest = 8;
  return std::clamp(std::max(picture.width, picture.height) / share, narrowest, widest);
}

using Line = std::vector<float>;

/// Changes each row of `plane` (one channel) and then each column.
void along_both(Image& plane, const std::function<void(Line&)>& change) {
  const auto width = static_cast<std::size_t>(plane.width);
  const auto height = static_cast<std::size_t>(plane.height);
  const auto along = [&](std::size_t lines, std::size_t length, std::size_t to_next_line, std::size_t to_next_value) {
    Line line(length);
    for (std::size_t i = 0; i < lines; ++i) {
      float* first = plane.pixels.data() + i * to_next_line;
      for (std::size_t j = 0; j < length; ++j) {
        line[j] = first[j * to_next_value];
      }
      change(line);
      for (std::size_t j = 0; j < length; ++j) {
        first[j * to_next_value] = line[j];
      }
    }
  };
  along(height, width, width, 1);
  along(width, height, 1, width);
}

/// The neighbours of a place on a line that lie within `radius`.
struct Around {
  std::size_t begin;
  std::size_t end;
};

Around around(std::size_t place, std::size_t length, int radius) {
  const auto reach = static_cast<std::size_t>(radius);
  return {place > reach ? place - reach : 0, std::min(length, place + reach + 1)};
}

void blur(Image& plane, int radius) {
  std::vector<double> sums;
  along_both(plane, [&](Line& line) {
    sums.assign(1, 0);
    for (const float value : line) {
      sums.push_back(sums.back() + value);
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto [begin, end] = around(i, line.size(), radius);
      line[i] = static_cast<float>((sums[end] - sums[begin]) / static_cast<double>(end - begin));
    }
  });
}

void spread_least(Image& plane, int radius) {
  Line before;
  along_both(plane, [&](Line& line) {
    before = line;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto [begin, end] = around(i, line.size(), radius);
      line[i] = *std::min_element(before.begin() + static_cast<std::ptrdiff_t>(begin),
                                  before.begin() + static_cast<std::ptrdiff_t>(end));
    }
  });
}

std::size_t area(const Image& image) {
  return static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
}

float alpha_at(const Image& image, std::size_t pixel) {
  return image.channels > colours ? image.pixels[pixel * 4 + colours] : 1.0F;
}

float colour_at(const Image& image, std::size_t pixel, int channel) {
  return image.pixels[pixel * static_cast<std::size_t>(image.channels) + static_cast<std::size_t>(channel)];
}

/// What is seen of a pixel: colours times alpha, and alpha.
float seen_at(const Image& image, std::size_t pixel, int channel) {
  const float alpha = alpha_at(image, pixel);
  return channel == colours ? alpha : alpha * colour_at(image, pixel, channel);
}

bool same_size(const Image& one, const Image& other) { return one.width == other.width && one.height == other.height; }

/// The largest difference of the local means in any channel, one channel.
Image difference(const Image& before, const Image& now) {
  Image largest(now.width, now.height, 1);
  Image signed_difference(now.width, now.height, 1);
  for (int channel = 0; channel <= colours; ++channel) {
    for (std::size_t i = 0; i < area(now); ++i) {
      signed_difference.pixels[i] = seen_at(now, i, channel) - seen_at(before, i, channel);
    }
    blur(signed_difference, noise_radius);
    std::ranges::transform(largest.pixels, signed_difference.pixels, largest.pixels.begin(),
                           [](float most, float value) { return std::max(most, std::abs(value)); });
  }
  return largest;
}

/// 1 up to `unnoticed`, 0 from `noticed` on, smooth in between.
float stillness(float difference) {
  const double x = std::clamp((difference - unnoticed) / (noticed - unnoticed), 0.0, 1.0);
  return static_cast<float>(1 - x * x * (3 - 2 * x));
}

/// `photograph` with its colours changed as, on the whole, those of `painting` are from it where `still` is above zero.
/// What moves would otherwise keep the photograph's colours: the rest has all that the style asks for already.
Image recoloured(const Image& photograph, const Image& painting, const Image& still) {
  constexpr double least_variance = 1e-6;
  Image result = photograph;
  for (int channel = 0; channel < colours; ++channel) {
    double weight = 0;
    double from = 0;
    double to = 0;
    double square = 0;
    double product = 0;
    for (std::size_t i = 0; i < still.pixels.size(); ++i) {
      const double share = still.pixels[i] * alpha_at(photograph, i);
      const double x = colour_at(photograph, i, channel);
      const double y = colour_at(painting, i, channel);
      weight += share;
      from += share * x;
      to += share * y;
      square += share * x * x;
      product += share * x * y;
    }
    if (weight <= 0) {
      return photograph;
    }
    from /= weight;
    to /= weight;
    const double variance = square / weight - from * from;
    const double slope = variance > least_variance ? (product / weight - from * to) / variance : 1;
    for (int y = 0; y < result.height; ++y) {
      for (int x = 0; x < result.width; ++x) {
        float& value = result.at(x, y, channel);
        value = static_cast<float>(std::clamp(to + slope * (value - from), 0.0, 1.0));
      }
    }
  }
  return result;
}

}  // namespace

Image still_parts(const Image& before, const Image& now) {
  if (!same_size(before, now)) {
    return {};
  }
  Image still = difference(before, now);
  std::ranges::transform(still.pixels, still.pixels.begin(), stillness);
  // First outwards, so that what has changed stays at 0.
  const int radius = edge_radius(now);
  spread_least(still, radius);
  blur(still, radius);
  return still;
}

void SteadyFrames::begin(Image photograph) {
  photograph_ = std::move(photograph);
  still_ = amount_ > 0 ? still_parts(painted_from_, photograph_) : Image();
}

Image SteadyFrames::start() const {
  return still_.empty() ? Image() : blend(recoloured(photograph_, last_painting_, still_), last_painting_, still_);
}

Image SteadyFrames::steadied(const Image& painting) const {
  assert(same_size(photograph_, painting));
  if (still_.empty()) {
    return painting;
  }
  Image share = still_;
  for (std::size_t i = 0; i < share.pixels.size(); ++i) {
    share.pixels[i] = kept(i);
  }
  return blend(painting, last_painting_, share);
}

void SteadyFrames::end(Image shown, const Image& mask) {
  assert(same_size(photograph_, shown));
  remember();
  measure(shown, mask);
  last_photograph_ = std::move(photograph_);
  last_painting_ = std::move(shown);
}

std::optional<Flicker> SteadyFrames::flicker() const {
  if (weight_ <= 0) {
    return {};
  }
  return Flicker{levels * sum_.paintings / weight_, levels * sum_.photographs / weight_};
}

/// How much of the last painting's pixel is in this one's.
float SteadyFrames::kept(std::size_t pixel) const { return static_cast<float>(amount_) * still_.pixels[pixel]; }

void SteadyFrames::remember() {
  if (amount_ <= 0) {
    return;
  }
  Image from(photograph_.width, photograph_.height, colours + 1);
  for (std::size_t i = 0; i < area(photograph_); ++i) {
    for (int channel = 0; channel <= colours; ++channel) {
      const float now = channel == colours ? alpha_at(photograph_, i) : colour_at(photograph_, i, channel);
      const std::size_t place = i * 4 + static_cast<std::size_t>(channel);
      from.pixels[place] = still_.empty() ? now : now + kept(i) * (painted_from_.pixels[place] - now);
    }
  }
  painted_from_ = std::move(from);
}

void SteadyFrames::measure(const Image& shown, const Image& mask) {
  const Image still = still_parts(last_photograph_, photograph_);
  for (std::size_t i = 0; i < still.pixels.size(); ++i) {
    const bool painted = mask.empty() || mask.pixels[i] > 0;
    const double weight =
        painted ? still.pixels[i] * std::min(alpha_at(last_photograph_, i), alpha_at(photograph_, i)) / colours : 0.0;
    for (int channel = 0; weight > 0 && channel < colours; ++channel) {
      sum_.paintings += weight * std::abs(colour_at(shown, i, channel) - colour_at(last_painting_, i, channel));
      sum_.photographs +=
          weight * std::abs(colour_at(photograph_, i, channel) - colour_at(last_photograph_, i, channel));
      weight_ += weight;
    }
  }
}

void begin_frame(SteadyFrames& frames, Request& request) {
  frames.begin(request.content);
  if (request.settings.quality == Quality::draft) {
    return;
  }
  if (Image start = frames.start(); !start.empty()) {
    request.start = std::move(start);
    request.settings.start = Start::picture;
  }
}

}  // namespace nst
