// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/sheet.h"

#include <ATen/ATen.h>

namespace nst::train {

at::Tensor sheet(const at::Tensor& pictures, std::int64_t columns) {
  constexpr std::int64_t gap = 2;
  const at::Tensor padded = at::constant_pad_nd(pictures.to(at::kCPU, at::kFloat), {0, gap, 0, gap}, 1.0);
  const std::int64_t rows = (padded.size(0) + columns - 1) / columns;
  const at::Tensor full = at::ones({rows * columns, 3, padded.size(2), padded.size(3)});
  full.narrow(0, 0, padded.size(0)).copy_(padded);
  return full.view({rows, columns, 3, padded.size(2), padded.size(3)})
      .permute({2, 0, 3, 1, 4})  // (3, rows, H, columns, W)
      .reshape({3, rows * padded.size(2), columns * padded.size(3)});
}

}  // namespace nst::train
