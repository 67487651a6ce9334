// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture is continued at its edges while it is painted. The first and last rows and columns are seen by fewer
// windows of the network than others, and would become a frame of other strokes. Private to the core.
#pragma once

#include "core/image.h"
#include "core/settings.h"
#include "core/tensors.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

namespace nst {

/// How far a picture is continued by reflection, in pixels: left, right, top, bottom.
using Frame = std::array<std::int64_t, 4>;

/// Pixels of the working size on each side.
inline constexpr int frame_width = 16;

/// The frame of `part` of `content`: `frame_width` (up to 15 more at the right and bottom) at those of its sides that
/// are sides of the content; at the others the part's margin does the same.
Frame frame_of(const Rect& part, const Image& content, const Settings& settings);

/// x, (N, C, H, W), with the frame around it; undefined stays so.
at::Tensor framed(const at::Tensor& x, const Frame& frame);

/// The way back: x without its frame. A view.
at::Tensor without_frame(const at::Tensor& x, const Frame& frame);

/// The size at which a part with its frame, `full` in all, is painted: as large as the part alone would be, and the
/// frame around it.
Size framed_working_size(const Rect& part, const Size& full, const Settings& settings);

}  // namespace nst
