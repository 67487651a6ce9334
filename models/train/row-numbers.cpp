// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/row-numbers.h"

#include <ATen/ATen.h>

#include <utility>
#include <vector>

namespace nst::train {
namespace {

std::vector<std::int64_t> with_rows(at::IntArrayRef shape, std::int64_t rows) {
  std::vector<std::int64_t> whole = shape.vec();
  whole.front() = rows;
  return whole;
}

}  // namespace

RowNumbers::RowNumbers(at::Generator random, int index, int count)
    : random_(std::move(random)), index_(index), count_(count) {}

at::Tensor RowNumbers::normal(at::IntArrayRef shape) const {
  return own(at::randn(with_rows(shape, all(shape[0])), random_, at::kFloat));
}

at::Tensor RowNumbers::uniform(at::IntArrayRef shape, double low, double high) const {
  return own(at::empty(with_rows(shape, all(shape[0])), at::kFloat).uniform_(low, high, random_));
}

at::Tensor RowNumbers::integers(at::IntArrayRef shape, std::int64_t low, std::int64_t high) const {
  return own(
      at::randint(low, high + 1, with_rows(shape, all(shape[0])), random_, at::TensorOptions().dtype(at::kLong)));
}

at::Tensor RowNumbers::own(const at::Tensor& batch) const {
  const std::int64_t rows = batch.size(0) / count_;
  return batch.narrow(0, first(rows), rows);
}

}  // namespace nst::train
