// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log of a training run: a CSV file of numbers by step, and the same as curves in an SVG picture.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nst::train {

struct LogRow {
  int step = 0;
  std::vector<double> values;
};

/// The numbers of a run, kept in memory and written with every checkpoint.
class Log {
 public:
  /// `columns` name the values of each row.
  explicit Log(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  const std::vector<LogRow>& rows() const { return rows_; }
  void add(LogRow row) { rows_.push_back(std::move(row)); }

  /// Mean of the last `count` values of a column; of fewer if there are not that many.
  double recent(std::size_t column, std::size_t count) const;

  /// Takes over the rows of a file up to `step`, which a run resumed at `step` has behind it. Throws Error if the file
  /// has other columns.
  void read(const std::filesystem::path& csv, int step);

  /// Writes all rows, whole or not at all.
  void write_csv(const std::filesystem::path& path) const;

  /// Draws all columns over the steps, each smoothed, with the axis of the steps in epochs of `steps_per_epoch`.
  void write_svg(const std::filesystem::path& path, const std::string& title, int steps_per_epoch) const;

 private:
  std::vector<std::string> columns_;
  std::vector<LogRow> rows_;
};

}  // namespace nst::train
