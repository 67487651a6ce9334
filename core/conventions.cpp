// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conventions.h"

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

constexpr double white = 255;
// The mean deviation of the pictures of ImageNet, which the PyTorch networks divide by.
constexpr double pytorch_deviation = 0.226;
constexpr double smallest_power = 1e-8;
// What makes a poster of most photographs at this side.
constexpr double poster = 0.1;
constexpr double poster_side = 512;

}  // namespace

Balance balance(Convention convention, StyleLoss loss) {
  if (convention != Convention::relative) {
    return {};
  }
  const bool quadratic = loss == StyleLoss::gram || loss == StyleLoss::covariance;
  // A relative squared error of moments falls much faster than the distance of the distributions.
  return {.content = 0.03, .style = quadratic ? 10.0 : 1.0, .variation = 2.0};
}

double content_factor(Convention convention, const LayerShape& shape, double power) {
  switch (convention) {
    case Convention::relative:
      return 1 / std::max(power, smallest_power);
    case Convention::gatys:
      return 0.5;
    case Convention::keras:
      return 1;
    default:
      return 1 / static_cast<double>(shape.channels * shape.positions);
  }
}

double style_factor(Convention convention, bool quadratic, const LayerShape& shape, double power) {
  const auto channels = static_cast<double>(shape.channels);
  if (convention == Convention::relative) {
    return 1 / std::max(power, smallest_power);
  }
  if (!quadratic) {
    return 1 / channels;
  }
  switch (convention) {
    case Convention::gatys:
      return 1 / (4 * channels * channels);
    case Convention::keras:
      return 1 / (36 * std::pow(shape.stride, 4));
    default:
      return 1 / std::pow(channels, 4);
  }
}

bool shares_weight(Convention convention) {
  return convention == Convention::relative || convention == Convention::gatys || convention == Convention::keras;
}

double variation_factor(Convention convention, Variation variation, std::int64_t pixels) {
  if (convention == Convention::relative) {
    const auto count = static_cast<double>(pixels);
    return variation == Variation::isotropic ? poster / (poster_side * std::sqrt(count)) : 1 / count;
  }
  const double range = convention == Convention::pytorch ? 1.0 : white;
  switch (variation) {
    case Variation::absolute:
    case Variation::isotropic:
      return range;
    case Variation::keras:
      return std::pow(range, 2.5);
    case Variation::squared:
      break;
  }
  return range * range;
}

double feature_scale(Convention convention, double deviation) {
  switch (convention) {
    case Convention::relative:
      return 1;
    case Convention::pytorch:
      return deviation / pytorch_deviation;
    default:
      return deviation * white;
  }
}

}  // namespace nst
