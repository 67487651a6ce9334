// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes a picture step by step so that an objective falls. Private to the core.
#pragma once

#include "core/progress.h"
#include "core/settings.h"

#include <ATen/core/Tensor.h>

#include <functional>

namespace nst {

/// A differentiable scalar of picture, (1, 3, H, W).
using Function = std::function<at::Tensor(const at::Tensor& picture)>;

/// The picture after `settings.steps` steps from start, (1, 3, H, W), with values in [0, 1].
/// movable: (1, 1, H, W), 1 where pixels may change and 0 where they keep their value; undefined for everywhere.
/// L-BFGS (Nocedal 1980) without line search and without a stop by tolerance, as is usual in this field; or Adam
/// (Kingma and Ba 2015), clamped to [0, 1] after each step, its bias-corrected running average being the result.
at::Tensor optimise(const at::Tensor& start, const Function& objective, const at::Tensor& movable,
                    const Settings& settings, const Progress& progress);

}  // namespace nst
