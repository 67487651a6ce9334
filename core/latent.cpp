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

std::uint64_t variation_key(const SwatchPoint& point) {
  std::uint64_t key = joined(variation_root, point.variation);
  for (const std::uint32_t seed : point.seeds) {
    key = joined(key, seed);
  }
  return key;
}

/// The numbers of `point` at `place`.
std::vector<double> numbers_at(const SwatchPoint& point, std::uint64_t place, int count) {
  const auto drawn = [&](std::uint64_t key) { return normal_numbers(joined(key, place), count); };
  const auto of_seed = [&](std::size_t i) { return drawn(joined(seed_root, point.seeds[i])); };
  std::vector<double> result = of_seed(0);
  if (point.seeds.size() > 1) {
    result = slerp(result, of_seed(1), point.across);
  }
  if (point.seeds.size() > 2) {
    result = slerp(result, slerp(of_seed(2), of_seed(3), point.across), point.down);
  }
  return point.distance > 0 ? slerp(result, drawn(variation_key(point)), point.distance) : result;
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
