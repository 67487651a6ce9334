// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/latent.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace nst {
namespace {

// SplitMix64's increment, the golden ratio times 2^64: multiples of it are spread evenly.
constexpr std::uint64_t increment = 0x9e3779b97f4a7c15;

// Where keys of different purposes begin, so that no two of them meet. Part of what a seed means: not to be changed.
constexpr std::uint64_t seed_root = 1;
constexpr std::uint64_t variation_root = 2;
constexpr std::uint64_t global_place = 3;
constexpr std::uint64_t local_place = 4;
constexpr std::uint64_t blend_root = 5;

// Below, two directions are one, or opposite: then no great circle is told by them.
constexpr double smallest_sine = 1e-9;

/// SplitMix64's output function: every bit of the result depends on all of x.
std::uint64_t scrambled(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111eb;
  return x ^ (x >> 31U);
}

/// A key that belongs to `key` and `value` together.
std::uint64_t joined(std::uint64_t key, std::uint64_t value) {
  return scrambled(scrambled(key + increment) ^ (value + increment));
}

std::uint64_t local_key(std::int64_t row, std::int64_t column) {
  return joined(joined(local_place, static_cast<std::uint64_t>(row)), static_cast<std::uint64_t>(column));
}

/// A key that belongs to `key` and the seeds and numbers of `point` together.
std::uint64_t joined(std::uint64_t key, const SwatchPoint& point) {
  if (point.of.empty()) {
    return joined(key, point.seed);
  }
  const bool is_variation = point.of.size() == 1;
  key = is_variation ? joined(joined(key, variation_root), point.seed) : joined(key, blend_root);
  for (const SwatchPoint& part : point.of) {
    key = joined(key, part);
  }
  return key;
}

/// The key of the sample that `variation` goes towards.
std::uint64_t aim_of(const SwatchPoint& variation) {
  return joined(joined(variation_root, variation.seed), variation.of.front());
}

/// The numbers of `point` at `place`.
std::vector<double> numbers_at(const SwatchPoint& point, std::uint64_t place, int count) {
  const auto drawn = [&](std::uint64_t key) { return normal_numbers(joined(key, place), count); };
  if (point.of.empty()) {
    return drawn(joined(seed_root, point.seed));
  }
  const std::vector<double> first = numbers_at(point.of.front(), place, count);
  return slerp(first, point.of.size() == 1 ? drawn(aim_of(point)) : numbers_at(point.of.back(), place, count),
               point.share);
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

std::vector<double> normal_numbers(std::uint64_t key, int count) {
  std::uint64_t state = key;
  const auto uniform = [&] {  // in (0, 1], in steps of 2^-53
    state += increment;
    return (static_cast<double>(scrambled(state) >> 11U) + 1) * 0x1p-53;
  };
  std::vector<double> numbers;
  numbers.reserve(static_cast<std::size_t>(count) + 1);
  while (numbers.size() < static_cast<std::size_t>(count)) {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    const double angle = 2 * std::numbers::pi * uniform();
    numbers.push_back(radius * std::cos(angle));
    numbers.push_back(radius * std::sin(angle));
  }
  numbers.resize(static_cast<std::size_t>(count));
  return numbers;
}

std::vector<double> slerp(const std::vector<double>& a, const std::vector<double>& b, double t) {
  if (t <= 0 || t >= 1) {
    return t <= 0 ? a : b;
  }
  const double length_a = std::sqrt(dot(a, a));
  const double length_b = std::sqrt(dot(b, b));
  const double product = length_a * length_b;
  const double angle = product > 0 ? std::acos(std::clamp(dot(a, b) / product, -1.0, 1.0)) : 0;
  double from = 1 - t;
  double to = t;
  if (std::sin(angle) > smallest_sine) {
    const double length = (1 - t) * length_a + t * length_b;
    from = std::sin((1 - t) * angle) / std::sin(angle) * length / length_a;
    to = std::sin(t * angle) / std::sin(angle) * length / length_b;
  }
  std::vector<double> result(a.size());
  std::ranges::transform(a, b, result.begin(), [&](double x, double y) { return from * x + to * y; });
  return result;
}

at::Tensor latent_of(const SwatchPoint& point, int global, int local, const GridPart& part) {
  at::Tensor latent = at::empty({global + local, part.side, part.side}, at::kFloat);
  const std::vector<double> whole = numbers_at(point, global_place, global);
  auto values = latent.accessor<float, 3>();
  for (int y = 0; y < part.side; ++y) {
    for (int x = 0; x < part.side; ++x) {
      for (int c = 0; c < global; ++c) {
        values[c][y][x] = static_cast<float>(whole[static_cast<std::size_t>(c)]);
      }
      const std::vector<double> here = numbers_at(point, local_key(part.first + y, part.first + x), local);
      for (int c = 0; c < local; ++c) {
        values[global + c][y][x] = static_cast<float>(here[static_cast<std::size_t>(c)]);
      }
    }
  }
  return latent;
}

}  // namespace nst
