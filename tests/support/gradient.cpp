// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gradient.h"

#include <ATen/ATen.h>

namespace nst::test {

double gradient_error(const std::function<at::Tensor(const at::Tensor&)>& function, const at::Tensor& x) {
  constexpr double step = 1e-5;
  const at::Tensor variable = x.clone().requires_grad_(true);
  function(variable).backward();
  const at::Tensor gradient = variable.grad().reshape({-1});
  at::Tensor numeric = at::empty_like(gradient);
  for (std::int64_t i = 0; i < gradient.numel(); ++i) {
    const auto value = [&](double offset) {
      at::Tensor moved = x.clone();
      moved.view({-1})[i] += offset;
      return function(moved).item<double>();
    };
    numeric[i] = (value(step) - value(-step)) / (2 * step);
  }
  return ((gradient - numeric).abs().max() / gradient.abs().max()).item<double>();
}

}  // namespace nst::test
