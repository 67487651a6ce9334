// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gradients against finite differences.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace nst::test {

/// The largest difference between autograd's gradient of `function` at x and central differences, relative to the
/// gradient's largest value. x is in double precision.
double gradient_error(const std::function<at::Tensor(const at::Tensor&)>& function, const at::Tensor& x);

}  // namespace nst::test
