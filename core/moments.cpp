// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/moments.h"

#include "core/nets/rows.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace nst {
namespace {

// So many positions are worked on at a time: they stay in the cache, and a float32 holds their sum. On other devices
// all are.
constexpr std::int64_t positions_per_chunk = 2048;

/// The positions of x, (1, C, H, W), as rows, (H W, C). Channels-last memory is that already: no copy.
at::Tensor rows_of(const at::Tensor& x) { return x.permute({0, 2, 3, 1}).reshape({-1, x.size(1)}); }

struct Chunk {
  std::int64_t index;
  std::int64_t first;
  std::int64_t count;
  at::Tensor of(const at::Tensor& rows) const { return rows.defined() ? rows.narrow(0, first, count) : rows; }
};

std::int64_t chunk_size(const at::Tensor& rows) { return rows.is_cpu() ? positions_per_chunk : rows.size(0); }

std::int64_t chunk_count(const at::Tensor& rows) { return (rows.size(0) + chunk_size(rows) - 1) / chunk_size(rows); }

template <class F>
void for_chunks(const at::Tensor& rows, F f) {
  const std::int64_t size = chunk_size(rows);
  at::parallel_for(0, chunk_count(rows), 1, [&](std::int64_t begin, std::int64_t end) {
    const at::NoGradGuard no_grad;  // each thread has its own
    for (std::int64_t i = begin; i < end; ++i) {
      f(Chunk{i, i * size, std::min(size, rows.size(0) - i * size)});
    }
  });
}

at::Tensor rows_of_weights(const at::Tensor& weights) {
  return weights.defined() ? weights.reshape({-1, 1}).to(at::kFloat).contiguous() : weights;
}

void add_to(at::Tensor& total, const at::Tensor& part) { total = total.defined() ? total + part : part; }

/// Makes `out` if there is none. Whether there was none: then it is to be written, not added to.
bool make(at::Tensor& out, const at::Tensor& like) {
  if (out.defined()) {
    return false;
  }
  out = at::empty(like.sizes(), like.options(), at::MemoryFormat::ChannelsLast);
  return true;
}

/// The moments of one chunk by ATen's functions.
void chunk_moments(const at::Tensor& rows, const at::Tensor& weights, at::Tensor sum, at::Tensor product) {
  const at::Tensor values = rows.to(at::kFloat);                              // (m, C)
  const at::Tensor weighted = weights.defined() ? values * weights : values;  // (m, C)
  at::sum_out(sum, weighted, 0);
  if (product.defined()) {
    at::mm_out(product, weighted.t(), values);
  }
}

/// The same by kernels of ours; all memory is contiguous. Only the upper triangle of the product is valid.
template <class T>
void chunk_moments_as(const at::Tensor& rows, const at::Tensor& weights, const at::Tensor& sum,
                      const at::Tensor& product) {
  // These many floats, there twice, stay in the fastest caches.
  constexpr std::int64_t floats_at_once = 8192;
  const std::int64_t channels = rows.size(1);
  const std::int64_t step = std::max<std::int64_t>(floats_at_once / channels, 64);
  std::vector<float> values(static_cast<std::size_t>(step * channels));
  std::vector<float> weighted(weights.defined() ? values.size() : 0);
  sum.zero_();
  if (product.defined()) {
    product.zero_();
  }
  for (std::int64_t first = 0; first < rows.size(0); first += step) {
    const std::int64_t count = std::min(step, rows.size(0) - first);
    rows::weigh(static_cast<const T*>(rows.data_ptr()) + first * channels,
                weights.defined() ? weights.data_ptr<float>() + first : nullptr, values.data(), weighted.data(),
                sum.data_ptr<float>(), count, channels);
    if (product.defined()) {
      rows::add_product(weights.defined() ? weighted.data() : values.data(), values.data(), product.data_ptr<float>(),
                        count, channels);
    }
  }
}

}  // namespace

void accumulate(Moments& moments, const at::Tensor& feature, const at::Tensor& weights, bool products) {
  const at::NoGradGuard no_grad;
  const at::Tensor rows = rows_of(feature);                 // (M, C)
  const at::Tensor row_weights = rows_of_weights(weights);  // (M, 1)
  const auto options = rows.options().dtype(at::kFloat);
  const std::int64_t count = chunk_count(rows);
  const at::Tensor sums = at::empty({count, rows.size(1)}, options);
  const at::Tensor squares = products ? at::empty({count, rows.size(1), rows.size(1)}, options) : at::Tensor();
  const bool has_kernels = rows.is_cpu() && rows.size(1) % 16 == 0;
  for_chunks(rows, [&](const Chunk& chunk) {
    const at::Tensor square = products ? squares[chunk.index] : squares;
    if (!has_kernels) {
      chunk_moments(chunk.of(rows), chunk.of(row_weights), sums[chunk.index], square);
    } else if (rows.scalar_type() == at::kFloat) {
      chunk_moments_as<float>(chunk.of(rows), chunk.of(row_weights), sums[chunk.index], square);
    } else {
      chunk_moments_as<std::uint16_t>(chunk.of(rows), chunk.of(row_weights), sums[chunk.index], square);
    }
  });
  add_to(moments.mass, weights.defined() ? weights.sum(at::kDouble)
                                         : at::full({}, static_cast<double>(rows.size(0)), options.dtype(at::kDouble)));
  add_to(moments.sum, sums.sum(0, false, at::kDouble));
  if (products) {
    const at::Tensor product = squares.sum(0, false, at::kDouble);  // (C, C)
    add_to(moments.product, has_kernels ? product.triu() + product.triu(1).t() : product);
  }
}

void add_moment_gradient(at::Tensor& out, const at::Tensor& feature, const at::Tensor& weights,
                         const at::Tensor& vector, const at::Tensor& matrix) {
  const at::NoGradGuard no_grad;
  if (!out.defined() && !weights.defined() &&
      matrix.defined()) {  // a convolution of 1 x 1, which is several times faster
    const at::Tensor kernel = matrix.to(feature.options()).reshape({matrix.size(0), -1, 1, 1});  // (C, C, 1, 1)
    out = at::conv2d(feature, kernel, vector.to(feature.options())).contiguous(at::MemoryFormat::ChannelsLast);
    return;
  }
  const bool is_new = make(out, feature);
  const at::Tensor rows = rows_of(feature);                                                  // (M, C)
  const at::Tensor row_weights = rows_of_weights(weights);                                   // (M, 1)
  const at::Tensor gradients = rows_of(out);                                                 // (M, C)
  const at::Tensor constant = vector.to(feature.options().dtype(at::kFloat));                // (C)
  const at::Tensor factors = matrix.defined() ? matrix.to(constant.options()).t() : matrix;  // (C, C)
  for_chunks(rows, [&](const Chunk& chunk) {
    at::Tensor part = factors.defined() ? at::addmm(constant, chunk.of(rows).to(at::kFloat), factors)
                                        : constant.expand({chunk.count, -1}).clone();  // (m, C)
    if (weights.defined()) {
      part.mul_(chunk.of(row_weights));
    }
    at::Tensor to = chunk.of(gradients);
    is_new ? to.copy_(part) : to.add_(part);
  });
}

double add_content_gradient(at::Tensor& out, const at::Tensor& feature, const at::Tensor& target,
                            const at::Tensor& weights, double factor) {
  const at::NoGradGuard no_grad;
  const bool is_new = make(out, feature);
  const at::Tensor rows = rows_of(feature);                 // (M, C)
  const at::Tensor targets = rows_of(target);               // (M, C)
  const at::Tensor row_weights = rows_of_weights(weights);  // (M, 1)
  const at::Tensor gradients = rows_of(out);                // (M, C)
  std::vector<double> sums(static_cast<std::size_t>(chunk_count(rows)));
  for_chunks(rows, [&](const Chunk& chunk) {
    const at::Tensor difference = chunk.of(rows).to(at::kFloat) - chunk.of(targets).to(at::kFloat);  // (m, C)
    const at::Tensor weighted = weights.defined() ? difference * chunk.of(row_weights) : difference;
    sums[static_cast<std::size_t>(chunk.index)] = (weighted * difference).sum(at::kDouble).item<double>();
    at::Tensor to = chunk.of(gradients);
    is_new ? to.copy_(weighted * factor) : to.add_(weighted * factor);
  });
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace nst
