// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/l-bfgs.h"

#include "core/l-bfgs-sums.h"
#include "core/plan.h"

#include <ATen/ATen.h>

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace nst {
namespace {

constexpr double first_step = 0.01;  // mean change of a value in [0, 1]
// Root mean square, a tenth of the whole range. Without a search along the line nothing else holds a step back that a
// pair of almost no curvature makes long, and the Gram matrix, a fourth power, takes such a picture to infinity.
constexpr double longest_step = 0.1;
// Of |s| |y|: below this a pair tells about rounding, not about curvature.
constexpr double least_curvature = 1e-6;

/// x, (K, 3, H, W) channels-last, as (K, 3 H W), a view.
at::Tensor rows(const at::Tensor& x) { return x.permute({0, 2, 3, 1}).reshape({x.size(0), -1}); }

/// What pairs of pictures of x's size, (1, 3, H, W), are kept in.
at::ScalarType pair_type(const at::Tensor& x) {
  return x.size(2) * x.size(3) > compact_pixels ? at::kBFloat16 : at::kFloat;
}

/// The slot with one row more, in memory for `most` rows: a slot that moved as it grew would leave holes of its size.
at::Tensor longer(const at::Tensor& slot, const at::Tensor& like, int most) {
  const std::int64_t count = slot.defined() ? slot.size(0) : 0;
  const std::int64_t row = 3 * like.size(2) * like.size(3);
  const auto sized = [&](const at::Tensor& x, std::int64_t rows) {
    return x.as_strided({rows, 3, like.size(2), like.size(3)}, {row, 1, 3 * like.size(3), 3});
  };
  const auto room_bytes = static_cast<std::size_t>(most * row * elementSize(pair_type(like)));
  if (slot.defined() && slot.storage().nbytes() == room_bytes) {  // made below
    return sized(slot, count + 1);
  }
  const at::Tensor room = at::empty({most * row}, like.options().dtype(pair_type(like)));
  if (slot.defined()) {
    sized(room, count).copy_(slot);
  }
  return sized(room, count + 1);
}

/// Puts x, (1, 3, H, W), into row `pair` modulo `most` of the slot.
void put(at::Tensor& slot, const at::Tensor& x, std::int64_t pair, int most) {
  if (pair < most) {
    slot = longer(slot, x, most);
  }
  slot[pair % most].copy_(x[0]);
}

/// slot, (K, 3, H, W), resampled and divided by `divisor`, row by row: not all rows are there twice.
at::Tensor resampled(const at::Tensor& slot, const Size& size, double divisor) {
  at::Tensor result;
  for (std::int64_t i = 0; i < slot.size(0); ++i) {
    const at::Tensor row = resize_signed(slot.narrow(0, i, 1).to(at::kFloat), size).div(divisor);
    put(result, row, i, static_cast<int>(slot.size(0)));
  }
  return result;
}

/// The rows of the pairs, the oldest first, (K).
at::Tensor order_of(const std::map<std::string, at::Tensor>& slots) {
  const auto count = slots.at("s").size(0);
  return (at::arange(count, at::kLong) + slots.at("pairs").item<std::int64_t>()).remainder(count);
}

/// The coefficients of the step in front of the K vectors s, the K vectors y, and the gradient.
struct Coefficients {
  std::vector<double> s;
  std::vector<double> y;
  double gradient;
};

/// The two loops. sy(i, j) = s_i y_j, yy likewise, sg(i) = s_i g, yg(i) = y_i g.
Coefficients two_loops(const at::Tensor& sy, const at::Tensor& yy, const at::Tensor& sg, const at::Tensor& yg) {
  const auto products_sy = sy.accessor<double, 2>();
  const auto products_yy = yy.accessor<double, 2>();
  const auto count = static_cast<int>(sy.size(0));
  std::vector<double> alpha(count);
  for (int i = count - 1; i >= 0; --i) {
    double product = sg[i].item<double>();  // s_i q with q = g - sum of alpha_j y_j over the newer j
    for (int j = i + 1; j < count; ++j) {
      product -= alpha[j] * products_sy[i][j];
    }
    alpha[i] = product / products_sy[i][i];
  }
  const double scale = products_sy[count - 1][count - 1] / products_yy[count - 1][count - 1];
  Coefficients result{std::vector<double>(count), std::vector<double>(count), -scale};
  std::vector<double> difference(count);
  for (int i = 0; i < count; ++i) {
    double product = yg[i].item<double>();  // y_i r with r = scale * q + sum of difference_j s_j over the older j
    for (int j = 0; j < count; ++j) {
      product -= alpha[j] * products_yy[i][j];
    }
    product *= scale;
    for (int j = 0; j < i; ++j) {
      product += difference[j] * products_sy[j][i];
    }
    difference[i] = alpha[i] - product / products_sy[i][i];
    result.s[i] = -difference[i];
    result.y[i] = scale * alpha[i];
  }
  return result;
}

/// The coefficients of the pairs, of which the i-th lies in row order[i], in the order of the rows.
at::Tensor by_row(const std::vector<double>& coefficients, const at::Tensor& order) {
  at::Tensor result = at::empty({order.size(0)}, at::kDouble);
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    result[order[static_cast<std::int64_t>(i)].item<std::int64_t>()] = coefficients[i];
  }
  return result;
}

/// The row that the next pair goes to, or nothing if the last step taught nothing. Leaves y in slots["gradient"].
std::optional<std::int64_t> next_row(std::map<std::string, at::Tensor>& slots, const at::Tensor& gradient,
                                     int history) {
  if (!slots.contains("step")) {
    return {};
  }
  const at::Tensor& s = slots.at("step");
  at::Tensor& y = slots.at("gradient");  // no longer needed as what it was
  at::sub_out(y, gradient, y);
  const at::Tensor of_s = inner_products(rows(s), {rows(s), rows(y)});  // (1, 2)
  const double lengths = of_s[0][0].item<double>() * inner_products(rows(y), {rows(y)}).item<double>();
  const double product = of_s[0][1].item<double>();
  if (product <= least_curvature * std::sqrt(lengths)) {
    return {};
  }
  at::Tensor& pairs = slots.try_emplace("pairs", at::zeros({1}, at::kLong)).first->second;
  const auto pair = pairs.item<std::int64_t>();
  put(slots["s"], s, pair, history);
  put(slots["y"], y, pair, history);
  pairs += 1;
  return pair % history;
}

/// The table `name`, (K, K), with room for one row more.
at::Tensor& table_of(std::map<std::string, at::Tensor>& slots, const char* name, std::int64_t count) {
  at::Tensor& table = slots[name];
  if (!table.defined() || table.size(0) < count) {
    at::Tensor larger = at::zeros({count, count}, at::kDouble);
    if (table.defined()) {
      larger.narrow(0, 0, table.size(0)).narrow(1, 0, table.size(1)).copy_(table);
    }
    table = larger;
  }
  return table;
}

/// No longer than `longest_step`.
void shorten(at::Tensor& step) {
  const double square = inner_products(rows(step), {rows(step)}).item<double>();
  const double length = std::sqrt(square / static_cast<double>(step.numel()));
  if (length > longest_step) {
    step.mul_(longest_step / length);
  }
}

/// s_i g and y_i g, (K) each, and with them the tables of s_i y_j and y_i y_j brought up to date for `row`: all that
/// needs the pictures, in one reading of each.
std::pair<at::Tensor, at::Tensor> read_products(std::map<std::string, at::Tensor>& slots, const at::Tensor& gradient,
                                                std::optional<std::int64_t> row) {
  const at::Tensor s = rows(slots.at("s"));
  const at::Tensor y = rows(slots.at("y"));
  const at::Tensor g = rows(gradient);
  if (!row) {
    return {inner_products(s, {g}).squeeze(1), inner_products(y, {g}).squeeze(1)};
  }
  const at::Tensor of_s = inner_products(s, {g, y.narrow(0, *row, 1)});                        // (K, 2)
  const at::Tensor of_y = inner_products(y, {g, s.narrow(0, *row, 1), y.narrow(0, *row, 1)});  // (K, 3)
  at::Tensor& sy = table_of(slots, "sy", s.size(0));
  at::Tensor& yy = table_of(slots, "yy", s.size(0));
  sy.select(1, *row).copy_(of_s.select(1, 1));
  sy.select(0, *row).copy_(of_y.select(1, 1));
  yy.select(1, *row).copy_(of_y.select(1, 2));
  yy.select(0, *row).copy_(of_y.select(1, 2));
  return {of_s.select(1, 0), of_y.select(1, 0)};
}

}  // namespace

at::Tensor l_bfgs_step(std::map<std::string, at::Tensor>& slots, const at::Tensor& gradient, int history) {
  const std::optional<std::int64_t> row = next_row(slots, gradient, history);
  // The last step is among the pairs now: its memory is the next one's.
  at::Tensor& step = slots["step"];
  if (slots.contains("s")) {
    const auto [sg, yg] = read_products(slots, gradient, row);
    const at::Tensor order = order_of(slots);
    const auto ordered = [&](const at::Tensor& x) { return x.index_select(0, order); };
    const auto both = [&](const at::Tensor& x) { return ordered(x).index_select(1, order); };
    const Coefficients c = two_loops(both(slots.at("sy")), both(slots.at("yy")), ordered(sg), ordered(yg));
    if (!step.defined() || !step.is_contiguous(at::MemoryFormat::ChannelsLast)) {
      step = at::empty_like(gradient);
    }
    weighted_sum({{by_row(c.s, order), rows(slots.at("s"))},
                  {by_row(c.y, order), rows(slots.at("y"))},
                  {at::full({1}, c.gradient, at::kDouble), rows(gradient)}},
                 rows(step));
    shorten(step);
  } else {
    const double mean = gradient.abs().mean().item<double>();
    step = gradient * (mean > 0 ? -first_step / mean : 0.0);
  }
  at::Tensor& last = slots["gradient"];
  last.defined() ? last.copy_(gradient) : last = gradient.clone();
  return step;
}

void resample_l_bfgs(std::map<std::string, at::Tensor>& slots, const Size& size) {
  slots.erase("step");
  slots.erase("gradient");
  for (const char* name : {"s", "y"}) {
    if (slots.contains(name)) {
      at::Tensor& slot = slots.at(name);
      const auto pixels = static_cast<double>(slot.size(2) * slot.size(3));
      const double growth = static_cast<double>(size.height * size.width) / pixels;
      slot = resampled(slot, size, name[0] == 'y' ? growth : 1);
    }
  }
  if (slots.contains("s")) {
    const at::Tensor y = rows(slots.at("y"));
    slots["sy"] = inner_products(rows(slots.at("s")), {y});
    slots["yy"] = inner_products(y, {y});
  }
}

}  // namespace nst
