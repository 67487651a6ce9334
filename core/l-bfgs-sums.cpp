// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/l-bfgs-sums.h"

#include "core/pair-rows.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>

namespace nst {
namespace {

// So many values of all rows that are needed at once stay in the cache of a core.
constexpr std::int64_t block = 8192;

std::int64_t blocks_of(std::int64_t length) { return (length + block - 1) / block; }

/// Calls work(index, first, count) for each block of a row of `length`.
template <class F>
void for_blocks(std::int64_t length, F work) {
  constexpr std::int64_t blocks_per_task = 4;
  at::parallel_for(0, blocks_of(length), blocks_per_task, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      work(i, i * block, std::min(block, length - i * block));
    }
  });
}

/// Calls f with a pointer to row `row` of x, of its own type.
template <class F>
void with_row(const at::Tensor& x, std::int64_t row, F f) {
  if (x.scalar_type() == at::kFloat) {
    f(static_cast<const float*>(x.data_ptr()) + row * x.stride(0));
  } else {
    f(static_cast<const std::uint16_t*>(x.data_ptr()) + row * x.stride(0));
  }
}

/// The values from `first` on of each row of all tensors as floats: where they are not, in `scratch`.
class FloatRows {
 public:
  explicit FloatRows(const std::vector<at::Tensor>& tensors) {
    for (const at::Tensor& x : tensors) {
      for (std::int64_t row = 0; row < x.size(0); ++row) {
        with_row(x, row, [&](const auto* values) { add(values); });
      }
    }
  }
  std::size_t count() const { return sources_.size(); }
  std::size_t scratch_size() const { return sources_.size() * block; }
  void at(std::int64_t first, std::int64_t n, float* scratch, const float** to) const {
    for (const Source& source : sources_) {
      if (source.wide != nullptr) {
        *to++ = source.wide + first;
      } else {
        rows::widen_row(source.narrow + first, scratch, n);
        *to++ = scratch;
        scratch += block;
      }
    }
  }

 private:
  struct Source {
    const float* wide;
    const std::uint16_t* narrow;
  };
  void add(const float* values) { sources_.push_back({values, nullptr}); }
  void add(const std::uint16_t* values) { sources_.push_back({nullptr, values}); }
  std::vector<Source> sources_;
};

at::Tensor inner_products_on_cpu(const at::Tensor& a, const std::vector<at::Tensor>& b) {
  const FloatRows others(b);
  const auto columns = static_cast<std::int64_t>(others.count());
  // A sum for each block: the result does not depend on how many threads there are.
  const at::Tensor parts = at::zeros({blocks_of(a.size(1)), a.size(0), columns}, at::kDouble);
  auto* const sums = parts.data_ptr<double>();
  for_blocks(a.size(1), [&](std::int64_t index, std::int64_t first, std::int64_t n) {
    thread_local std::vector<float> scratch;
    thread_local std::vector<const float*> columns_here;
    scratch.resize(others.scratch_size());
    columns_here.resize(others.count());
    others.at(first, n, scratch.data(), columns_here.data());
    for (std::int64_t row = 0; row < a.size(0); ++row) {
      with_row(a, row, [&](const auto* values) {
        rows::add_inner_products(values + first, columns_here.data(), static_cast<int>(columns), n,
                                 sums + (index * a.size(0) + row) * columns);
      });
    }
  });
  return parts.sum(0);
}

}  // namespace

at::Tensor inner_products(const at::Tensor& a, const std::vector<at::Tensor>& b) {
  if (a.is_cpu()) {
    return inner_products_on_cpu(a, b);
  }
  std::vector<at::Tensor> products;
  for (const at::Tensor& other : b) {
    products.push_back(a.to(at::kFloat).matmul(other.to(at::kFloat).t()));
  }
  return at::cat(products, 1).to(at::kDouble).cpu();
}

void weighted_sum(const std::vector<Scaled>& parts, at::Tensor sum) {
  if (!sum.is_cpu()) {
    sum.zero_();
    for (const Scaled& part : parts) {
      sum.addmm_(part.factors.unsqueeze(0).to(sum.options()), part.rows.to(at::kFloat));
    }
    return;
  }
  auto* const out = sum.data_ptr<float>();
  for_blocks(sum.size(1), [&](std::int64_t, std::int64_t first, std::int64_t n) {
    std::fill_n(out + first, n, 0.0F);
    for (const Scaled& part : parts) {
      for (std::int64_t row = 0; row < part.rows.size(0); ++row) {
        with_row(part.rows, row, [&](const auto* values) {
          const auto factor = static_cast<float>(part.factors.data_ptr<double>()[row]);
          rows::add_scaled(values + first, factor, out + first, n);
        });
      }
    }
  });
}

}  // namespace nst
