// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/between.h"

#include "core/nets/encoder.h"
#include "core/nets/layer-rows.h"
#include "core/nets/rows.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace nst {
namespace {

/// Everything that the loops below have in common: one stage's tensors as rows.
template <class T>
struct Layer {
  std::int64_t channels, height, width, n;
  Rows<T> values;                ///< y, or its gradient
  Rows<std::uint64_t> positive;  ///< first == nullptr where it is not kept
  std::uint64_t* positive_at(std::int64_t y) const { return positive.first == nullptr ? nullptr : positive.at(y); }
};

template <class T>
Layer<T> layer_of(const at::Tensor& y, const at::Tensor& positive) {
  Layer<T> layer{y.size(1), y.size(2), y.size(3), y.size(1) * y.size(3), rows_of<T>(y), {nullptr, 0}};
  if (positive.defined()) {
    layer.positive = {static_cast<std::uint64_t*>(positive.data_ptr()), rows::words(layer.n)};
  }
  return layer;
}

/// The row of codes of blurred maxima begins with a position of zeros, and so ends every neighbourhood.
std::int64_t blurred_stride(std::int64_t channels, std::int64_t width) { return channels * (width + 1); }

/// ReLU without pooling; `next` is the padded input of what follows, or undefined.
template <class T>
void rectify_layer(const Layer<T>& layer, const at::Tensor& next, bool tapped) {
  const Rows<T> out = next.defined() ? inner_rows_of<T>(next) : Rows<T>{nullptr, 0};
  for_rows(layer.height, layer.n, [&](std::int64_t y) {
    T* const values = layer.values.at(y);
    T* const row = next.defined() ? out.at(y) : values;
    rows::rectify(values, tapped ? values : row, layer.positive_at(y), layer.n);
    if (tapped && next.defined()) {
      std::copy_n(values, layer.n, row);
    }
    if (next.defined()) {
      reflect_sides(row, layer.channels, layer.width);
    }
  });
}

template <class T>
void pool_blurred(const Layer<T>& layer, std::int64_t pooled_y, T* out, std::uint8_t* codes, rows::Row row,
                  float factor) {
  const std::int64_t n = layer.n - layer.channels;  // one window less than positions
  const auto scratch = std::make_unique_for_overwrite<float[]>(2 * layer.n);
  float* maxima[2] = {scratch.get(), scratch.get() + layer.n};
  const std::int64_t stride = blurred_stride(layer.channels, layer.width);
  for (const std::int64_t i : {0, 1}) {
    const std::int64_t y = 2 * pooled_y + i;
    std::uint8_t* const code = codes == nullptr ? nullptr : codes + y * stride + layer.channels;
    if (y + 1 < layer.height) {
      rows::window_max(layer.values.at(y), layer.values.at(y + 1), maxima[i], code, n, layer.channels);
      std::copy_n(maxima[i] + n - layer.channels, layer.channels, maxima[i] + n);
    } else {
      maxima[i] = maxima[0];  // the last row is doubled
    }
    if (code != nullptr) {
      std::fill_n(code - layer.channels, layer.channels, 0);
      std::fill_n(code + n, layer.channels, 0);
      if (y + 1 == layer.height) {
        std::fill_n(code, n, 0);
      }
    }
  }
  rows::sum_windows(maxima[0], maxima[1], out, row, factor / 4);
}

template <class T>
void pool_rows(const Layer<T>& layer, const ScaledPooling& pooling, std::int64_t pooled_y, T* out,
               const at::Tensor& codes) {
  const T* const upper = layer.values.at(2 * pooled_y);
  const T* const lower = layer.values.at(2 * pooled_y + 1);
  const rows::Row row{layer.width / 2, layer.channels};
  auto* const code = codes.defined() ? data<std::uint8_t>(codes) : nullptr;
  switch (pooling.kind) {
    case Pooling::max:
      return rows::pool_max(upper, lower, out, code == nullptr ? nullptr : code + pooled_y * row.width * row.channels,
                            row, pooling.factor);
    case Pooling::average:
      return rows::pool_average(upper, lower, out, row, pooling.factor);
    case Pooling::l2:
      return rows::pool_l2(upper, lower, out, row, pooling.factor);
    case Pooling::blurred_max:
      return pool_blurred(layer, pooled_y, out, code, row, pooling.factor);
  }
}

/// ReLU and pooling into `next`, padded.
template <class T>
void pool_layer(const Layer<T>& layer, const ScaledPooling& pooling, const at::Tensor& next, bool rectified,
                const at::Tensor& codes) {
  const Rows<T> out = inner_rows_of<T>(next);
  const bool reaches_further = pooling.kind == Pooling::blurred_max;  // into rows of another thread
  const auto rectify = [&](std::int64_t y) {
    rows::rectify(layer.values.at(y), layer.values.at(y), layer.positive_at(y), layer.n);
  };
  if (rectified && reaches_further) {
    for_rows(layer.height, layer.n, rectify);
  }
  for_rows(layer.height / 2, 2 * layer.n, [&](std::int64_t y) {
    if (rectified && !reaches_further) {
      rectify(2 * y);
      rectify(2 * y + 1);
    }
    pool_rows(layer, pooling, y, out.at(y), codes);
    reflect_sides(out.at(y), layer.channels, layer.width / 2);
  });
}

/// Makes room for what `stage` has to remember of y.
Trace trace_for(const at::Tensor& y, const Stage& stage) {
  const std::int64_t channels = y.size(1);
  Trace trace{.height = y.size(2), .width = y.size(3)};
  const bool codes = stage.pooling && !stage.last &&
                     (stage.pooling->kind == Pooling::max || stage.pooling->kind == Pooling::blurred_max);
  const bool values = stage.pooling && !stage.last && stage.pooling->kind == Pooling::l2;
  if (stage.tapped || !(codes || values)) {
    trace.positive = at::empty({trace.height, rows::words(channels * trace.width)}, y.options().dtype(at::kLong));
  }
  if (codes) {
    const std::int64_t size = stage.pooling->kind == Pooling::max
                                  ? trace.height / 2 * (trace.width / 2) * channels
                                  : trace.height * blurred_stride(channels, trace.width);
    trace.codes = at::empty({size}, y.options().dtype(at::kByte));
  }
  if (values) {
    trace.values = y;
  }
  return trace;
}

template <class T>
at::Tensor advance_as(const at::Tensor& y, const Stage& stage, Trace& trace) {
  const Layer<T> layer = layer_of<T>(y, trace.positive);
  if (stage.last || !stage.pooling) {
    const at::Tensor next = stage.last ? at::Tensor() : empty(layer.channels, layer.height + 2, layer.width + 2, y);
    rectify_layer(layer, next, stage.tapped);
    if (next.defined()) {
      reflect_ends<T>(next);
    }
    return next;
  }
  const at::Tensor next = empty(layer.channels, layer.height / 2 + 2, layer.width / 2 + 2, y);
  const bool rectified = stage.tapped || trace.positive.defined() || trace.values.defined();
  pool_layer(layer, *stage.pooling, next, rectified, trace.codes);
  reflect_ends<T>(next);
  return next;
}

/// The way back from blurred maxima for the two rows above pooled row `pooled_y`.
template <class T>
void unpool_blurred(const Rows<T>& g, const Trace& trace, const Layer<T>& layer, std::int64_t pooled_y, float factor) {
  const std::int64_t channels = layer.channels;
  const std::int64_t stride = blurred_stride(channels, layer.width);
  const rows::Row row{layer.width / 2, channels};
  const auto scratch = std::make_unique<float[]>(2 * stride);  // each begins with a position of zeros
  float* const before = scratch.get() + channels;
  float* const here = before + stride;
  const auto spread = [&](std::int64_t y, float* out) {
    rows::spread(g.at(y), out, row, factor / 4);
    // The last column of maxima was counted twice.
    float* const last = out + (layer.width - 2) * channels;
    std::transform(last, last + channels, last, [](float value) { return 2 * value; });
  };
  spread(pooled_y, here);
  if (pooled_y > 0) {
    spread(pooled_y - 1, before);
  }
  const std::int64_t y = 2 * pooled_y;
  const auto* const codes = data<std::uint8_t>(trace.codes) + channels;
  const auto codes_at = [&](std::int64_t at) { return codes + std::max<std::int64_t>(at, 0) * stride; };
  const float doubled = y == layer.height - 2 ? 2.F : 1.F;  // as was the last row
  rows::gather_windows(before, codes_at(y - 1), pooled_y > 0 ? 1.F : 0.F, here, codes_at(y), doubled,
                       layer.values.at(y), layer.n, channels);
  rows::gather_windows(here, codes_at(y), doubled, here, codes_at(y + 1), 1.F, layer.values.at(y + 1), layer.n,
                       channels);
}

/// The gradient of the two rows above pooled row `pooled_y`, still to be passed through the ReLU where it is average.
template <class T>
void unpool_rows(const Rows<T>& g, const ScaledPooling& pooling, const Trace& trace, const Layer<T>& layer,
                 std::int64_t pooled_y) {
  T* const upper = layer.values.at(2 * pooled_y);
  T* const lower = layer.values.at(2 * pooled_y + 1);
  const rows::Row row{layer.width / 2, layer.channels};
  switch (pooling.kind) {
    case Pooling::max:
      return rows::unpool_max(g.at(pooled_y), data<std::uint8_t>(trace.codes) + pooled_y * row.width * row.channels,
                              upper, lower, row, pooling.factor);
    case Pooling::average:
      rows::unpool_average(g.at(pooled_y), upper, row, pooling.factor);
      std::copy_n(upper, layer.n, lower);
      return;
    case Pooling::l2: {
      const Rows<T> x = rows_of<T>(trace.values);
      return rows::unpool_l2(g.at(pooled_y), x.at(2 * pooled_y), x.at(2 * pooled_y + 1), upper, lower, row,
                             pooling.factor);
    }
    case Pooling::blurred_max:
      return unpool_blurred(g, trace, layer, pooled_y, pooling.factor);
  }
}

template <class T>
at::Tensor retreat_as(const at::Tensor& g, const at::Tensor& inject, const Stage& stage, const Trace& trace) {
  const at::Tensor& like = g.defined() ? g : inject;
  const at::Tensor result = empty(like.size(1), trace.height, trace.width, like);
  const Layer<T> layer = layer_of<T>(result, trace.positive);
  const Rows<T> injected = inject.defined() ? rows_of<T>(inject) : Rows<T>{nullptr, 0};
  const auto inject_at = [&](std::int64_t y) { return inject.defined() ? injected.at(y) : nullptr; };
  if (g.defined()) {
    fold<T>(g);
  }
  if (!g.defined() || !stage.pooling) {
    const Rows<T> from = g.defined() ? inner_rows_of<T>(g) : Rows<T>{nullptr, 0};
    for_rows(layer.height, layer.n, [&](std::int64_t y) {
      rows::gate(g.defined() ? from.at(y) : nullptr, inject_at(y), layer.positive_at(y), layer.values.at(y), layer.n);
    });
    return result;
  }
  const bool gated = stage.pooling->kind == Pooling::average || inject.defined();
  for_rows(layer.height / 2, 2 * layer.n, [&](std::int64_t pooled_y) {
    unpool_rows(inner_rows_of<T>(g), *stage.pooling, trace, layer, pooled_y);
    for (std::int64_t y = 2 * pooled_y; gated && y < 2 * pooled_y + 2; ++y) {
      rows::gate<T>(layer.values.at(y), inject_at(y), layer.positive_at(y), layer.values.at(y), layer.n);
    }
  });
  return result;
}

}  // namespace

at::Tensor advance(at::Tensor y, const Stage& stage, Trace* trace) {
  if (!y.is_cpu()) {
    return generic::advance(std::move(y), stage, trace);
  }
  Trace kept = trace == nullptr ? Trace{} : trace_for(y, stage);
  at::Tensor next = with_type(y.scalar_type(), [&](auto type) { return advance_as<decltype(type)>(y, stage, kept); });
  if (trace != nullptr) {
    *trace = std::move(kept);
  }
  return next;
}

at::Tensor retreat(at::Tensor g, const at::Tensor& inject, const Stage& stage, const Trace& trace) {
  const at::Tensor& any = g.defined() ? g : inject;
  if (!any.is_cpu()) {
    return generic::retreat(g, inject, stage, trace);
  }
  return with_type(any.scalar_type(), [&](auto type) { return retreat_as<decltype(type)>(g, inject, stage, trace); });
}

}  // namespace nst
