// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random numbers for the rows of a batch that several processes share. Each draws those of the whole batch and takes
// its own rows, so that the same numbers are drawn for the same picture by however many processes.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace nst::train {

class RowNumbers {
 public:
  /// Those of the rows that the process at `index` of `count` has; by default all rows.
  RowNumbers(at::Generator random, int index = 0, int count = 1);

  // One's own rows: the first side of a shape is their number.

  at::Tensor normal(at::IntArrayRef shape) const;                                         ///< from N(0, 1)
  at::Tensor uniform(at::IntArrayRef shape, double low, double high) const;               ///< in [low, high)
  at::Tensor integers(at::IntArrayRef shape, std::int64_t low, std::int64_t high) const;  ///< in [low, high]

  /// The row of the whole batch at which one's own `rows` begin, and how many the whole batch has.
  std::int64_t first(std::int64_t rows) const { return index_ * rows; }
  std::int64_t all(std::int64_t rows) const { return count_ * rows; }

  /// One's own rows of a tensor for the whole batch.
  at::Tensor own(const at::Tensor& batch) const;

  /// For numbers that mean the whole batch, the same in all processes.
  const at::Generator& random() const { return random_; }

 private:
  at::Generator random_;
  int index_;
  int count_;
};

}  // namespace nst::train
