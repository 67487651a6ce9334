// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/curves.h"

#include "core/atomic-file.h"
#include "core/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <fstream>
#include <limits>
#include <span>
#include <sstream>

namespace nst::train {
namespace {

// The drawing in px, and its plot within.
constexpr double width = 720;
constexpr double height = 360;
constexpr double left = 60;
constexpr double right = 20;
constexpr double top = 40;
constexpr double bottom = 40;
constexpr int ticks = 5;
constexpr std::size_t most_points = 400;
constexpr std::array colours{"#1f6fb4", "#c8501e", "#2c8c3c", "#7a3fa0", "#8a6d1d", "#d03a7b"};

void write_text(const std::filesystem::path& path, const std::string& text) {
  write_file(path, std::as_bytes(std::span(text)));
}

/// A column as at most `most_points` means over stretches of equal length.
std::vector<double> smoothed(std::span<const LogRow> rows, std::size_t column) {
  std::vector<double> points;
  const std::size_t count = std::min(rows.size(), most_points);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = i * rows.size() / count;
    const std::size_t end = std::max(first + 1, (i + 1) * rows.size() / count);
    double sum = 0;
    for (std::size_t row = first; row < end; ++row) {
      sum += rows[row].values[column];
    }
    points.push_back(sum / static_cast<double>(end - first));
  }
  return points;
}

struct Axis {
  double low = 0;
  double high = 1;
};

/// The range of all curves, 0 included.
Axis range(std::span<const std::vector<double>> curves) {
  Axis axis{.low = 0, .high = std::numeric_limits<double>::min()};
  for (const std::vector<double>& curve : curves) {
    axis.low = std::min(axis.low, std::ranges::min(curve));
    axis.high = std::max(axis.high, std::ranges::max(curve));
  }
  return axis;
}

double place_x(double share) { return left + share * (width - left - right); }
double place_y(double share) { return height - bottom - share * (height - top - bottom); }

std::string grid(const Axis& axis, double epochs) {
  std::string svg;
  for (int i = 0; i <= ticks; ++i) {
    const double share = static_cast<double>(i) / ticks;
    const double y = place_y(share);
    svg += std::format("<line x1='{}' y1='{:.1f}' x2='{}' y2='{:.1f}' stroke='#ddd'/>\n", left, y, width - right, y);
    svg += std::format("<text x='{}' y='{:.1f}' text-anchor='end'>{:.3g}</text>\n", left - 6, y + 4,
                       axis.low + share * (axis.high - axis.low));
    svg += std::format("<text x='{:.1f}' y='{}' text-anchor='middle'>{:.4g}</text>\n", place_x(share),
                       height - bottom + 18, share * epochs);
  }
  return svg + std::format("<text x='{}' y='{}' text-anchor='end'>epochs</text>\n", width - right, height - 6);
}

std::string polyline(const std::vector<double>& curve, const Axis& axis, const char* colour) {
  std::string points;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const double x = static_cast<double>(i + 1) / static_cast<double>(curve.size());
    points += std::format("{:.1f},{:.1f} ", place_x(x), place_y((curve[i] - axis.low) / (axis.high - axis.low)));
  }
  return std::format("<polyline fill='none' stroke='{}' stroke-width='1.5' points='{}'/>\n", colour, points);
}

}  // namespace

double Log::recent(std::size_t column, std::size_t count) const {
  const std::size_t taken = std::min(count, rows_.size());
  double sum = 0;
  for (const LogRow& row : std::span(rows_).last(taken)) {
    sum += row.values[column];
  }
  return taken == 0 ? 0 : sum / static_cast<double>(taken);
}

void Log::read(const std::filesystem::path& csv, int step) {
  std::ifstream file(csv);
  std::string line;
  std::string header = "step";
  for (const std::string& column : columns_) {
    header += "," + column;
  }
  if (!std::getline(file, line) || line != header) {
    throw Error("The log “" + csv.string() +
                "” does not belong to this run. Move it away, or train in another folder.");
  }
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    LogRow row;
    char comma = 0;
    double value = 0;
    fields >> row.step;
    while (fields >> comma >> value) {
      row.values.push_back(value);
    }
    if (row.step <= step && row.values.size() == columns_.size()) {
      rows_.push_back(std::move(row));
    }
  }
}

void Log::write_csv(const std::filesystem::path& path) const {
  std::string text = "step";
  for (const std::string& column : columns_) {
    text += "," + column;
  }
  text += "\n";
  for (const LogRow& row : rows_) {
    text += std::to_string(row.step);
    for (const double value : row.values) {
      text += std::format(",{:.6g}", value);
    }
    text += "\n";
  }
  write_text(path, text);
}

void Log::write_svg(const std::filesystem::path& path, const std::string& title, int steps_per_epoch) const {
  if (rows_.empty()) {
    return;
  }
  std::vector<std::vector<double>> curves;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    curves.push_back(smoothed(rows_, column));
  }
  const Axis axis = range(curves);
  std::string svg = std::format(
      "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}' viewBox='0 0 {0} {1}' font-family='sans-serif' "
      "font-size='12'>\n<rect width='100%' height='100%' fill='white'/>\n<text x='{2}' y='20' "
      "font-size='14'>{3}</text>\n",
      width, height, left, title);
  svg += grid(axis, static_cast<double>(rows_.back().step) / steps_per_epoch);
  for (std::size_t column = 0; column < curves.size(); ++column) {
    const char* colour = colours.at(column % colours.size());
    svg += polyline(curves[column], axis, colour);
    svg += std::format("<text x='{}' y='{}' fill='{}' text-anchor='end'>{}</text>\n", width - right,
                       top + 14 * static_cast<double>(column), colour, columns_[column]);
  }
  write_text(path, svg + "</svg>\n");
}

}  // namespace nst::train
