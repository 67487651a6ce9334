// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings a painting from the size at which it was made to the size of the photograph. Private to the core.
#pragma once

#include <ATen/core/Tensor.h>

namespace nst {

/// painting, (1, 3, h, w), at the size of content, (1, 3, H, W), with the photograph's fine edges where the style is
/// weak:
///
///   up(painting) + up(a) * (content - up(down(content))),   a = cov(p, c) / (var(c) + eps) in [0, 1],
///
/// with the local regression a of the painting on the photograph over small windows of their luminance, as in the fast
/// guided filter (He and Sun 2015). Where the painting follows the photograph, a is near 1 and its edges come back;
/// where strokes have replaced it, a is near 0 and the strokes stay as they are. (The guided filter itself would also
/// replace the painting by its local mean, and with it the strokes.)
/// `painting` is returned as it is if it has the content's size.
at::Tensor upscale(const at::Tensor& painting, const at::Tensor& content);

}  // namespace nst
