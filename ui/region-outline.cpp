// SPDX-License-Identifier: GPL-3.0-or-later
//
// Marching squares: each square between the centres of four pixels holds at most two pieces of the line, and each edge
// of a square at most one of its points. The pieces point so that every point has one successor.
#include "ui/region-outline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

namespace nst::ui {
namespace {

constexpr float level = 0.5F;
constexpr int largest_side = 512;
constexpr std::size_t most_points = 40'000;
constexpr std::int32_t none = -1;

/// The means of squares of `factor` pixels; those at the far edges of what there is of them.
Image reduced(const Image& mask, int factor) {
  Image small((mask.width + factor - 1) / factor, (mask.height + factor - 1) / factor, 1);
  std::vector<float> columns(static_cast<std::size_t>(mask.width));  // the sums of some rows
  for (int y = 0; y < small.height; ++y) {
    std::ranges::fill(columns, 0.0F);
    const int rows = std::min(factor, mask.height - y * factor);
    for (int row = 0; row < rows; ++row) {
      const float* values = mask.pixels.data() + mask.index(0, y * factor + row, 0);
      std::ranges::transform(columns, std::span(values, columns.size()), columns.begin(), std::plus());
    }
    for (int x = 0; x < small.width; ++x) {
      const int count = std::min(factor, mask.width - x * factor);
      const auto first = columns.begin() + x * factor;
      small.at(x, y, 0) = std::accumulate(first, first + count, 0.0F) / static_cast<float>(rows * count);
    }
  }
  return small;
}

class Tracer {
 public:
  explicit Tracer(const Image& mask) : mask_(mask), columns_(mask.width + 2) {
    next_.assign(2 * static_cast<std::size_t>(columns_) * static_cast<std::size_t>(mask.height + 2), none);
    for (int y = -1; y < mask.height; ++y) {
      int left = 0;  // bits of the corners within, see cross(): none is on the left of the picture
      for (int x = -1; x < mask.width; ++x) {
        const int right = (value(x + 1, y) >= level ? 2 : 0) + (value(x + 1, y + 1) >= level ? 4 : 0);
        if (const int within = left + right; within != 0 && within != 15) {
          cross(x, y, within);
        }
        left = ((right & 2) != 0 ? 1 : 0) + ((right & 4) != 0 ? 8 : 0);
      }
    }
  }

  std::size_t points() const { return points_; }

  std::vector<Contour> contours() {
    std::vector<Contour> lines;
    for (std::size_t first = 0; first < next_.size(); ++first) {
      Contour line;
      for (auto edge = static_cast<std::int32_t>(first); next_[edge] != none;) {
        line.push_back(point(edge));
        edge = std::exchange(next_[edge], none);
      }
      if (!line.empty()) {
        lines.push_back(std::move(line));
      }
    }
    return lines;
  }

 private:
  float value(int x, int y) const {
    return x < 0 || y < 0 || x >= mask_.width || y >= mask_.height ? 0.0F : mask_.at(x, y, 0);
  }
  /// The edge from the centre of pixel (x, y) to that of its right or its lower neighbour.
  std::int32_t edge(int x, int y, bool down) const { return 2 * ((y + 1) * columns_ + x + 1) + (down ? 1 : 0); }

  /// Notes the pieces of the line in the square to the lower right of the centre of pixel (x, y), whose corners
  /// `within` the region are 1, 2, 4 and 8, clockwise from the upper left.
  void cross(int x, int y, int within) {
    enum { top, right, bottom, left };
    // From which side to which the line goes.
    static constexpr std::array<std::array<int, 4>, 16> pieces{{{none, none, none, none},
                                                                {left, top, none, none},
                                                                {top, right, none, none},
                                                                {left, right, none, none},
                                                                {right, bottom, none, none},
                                                                {left, top, right, bottom},
                                                                {top, bottom, none, none},
                                                                {left, bottom, none, none},
                                                                {bottom, left, none, none},
                                                                {bottom, top, none, none},
                                                                {top, right, bottom, left},
                                                                {bottom, right, none, none},
                                                                {right, left, none, none},
                                                                {right, top, none, none},
                                                                {top, left, none, none},
                                                                {none, none, none, none}}};
    const std::array<std::int32_t, 4> sides{edge(x, y, false), edge(x + 1, y, true), edge(x, y + 1, false),
                                            edge(x, y, true)};
    for (int piece = 0; piece < 4 && pieces[within][piece] != none; piece += 2) {
      next_[sides[pieces[within][piece]]] = sides[pieces[within][piece + 1]];
      ++points_;
    }
  }

  Point point(std::int32_t edge) const {
    const int x = edge / 2 % columns_ - 1;
    const int y = edge / 2 / columns_ - 1;
    const bool down = edge % 2 == 1;
    const float from = value(x, y);
    const float to = down ? value(x, y + 1) : value(x + 1, y);
    const double along = (level - from) / (to - from);
    const auto share = [](double place, int side) { return std::clamp((place + 0.5) / side, 0.0, 1.0); };
    return {share(x + (down ? 0 : along), mask_.width), share(y + (down ? along : 0), mask_.height)};
  }

  const Image& mask_;
  int columns_;
  std::vector<std::int32_t> next_;  // of the point on an edge: the edge with the point behind it
  std::size_t points_ = 0;
};

}  // namespace

std::vector<Contour> outline(const Image& mask) {
  const int factor = (std::max(mask.width, mask.height) + largest_side - 1) / largest_side;
  Image looked_at = factor > 1 ? reduced(mask, factor) : mask;
  while (!looked_at.empty()) {
    Tracer tracer(looked_at);
    if (tracer.points() <= most_points) {
      return tracer.contours();
    }
    looked_at = reduced(looked_at, 2);
  }
  return {};
}

}  // namespace nst::ui
