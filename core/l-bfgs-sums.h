// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums over whole pictures: what of a step of L-BFGS grows with the pixels. Each reads its rows once, a block at a
// time, on all cores. Private to l-bfgs.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace nst {

/// The inner products of the rows of a, (A, N), with those of all of b, (B_i, N), as (A, sum of B_i) float64 on the
/// CPU. Rows are contiguous, of float32 or bfloat16.
at::Tensor inner_products(const at::Tensor& a, const std::vector<at::Tensor>& b);

/// One row times its factor, for each row of `rows`, (K, N): factors are (K) float64 on the CPU.
struct Scaled {
  at::Tensor factors;
  at::Tensor rows;
};

/// sum = the sum of all; (1, N) float32, none of the rows.
void weighted_sum(const std::vector<Scaled>& parts, at::Tensor sum);

}  // namespace nst
