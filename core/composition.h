// SPDX-License-Identifier: GPL-3.0-or-later
//
// A request, checked and turned into what is painted: the part of the picture that the regions cover, as a scene of
// tensors. Private to the core.
#pragma once

#include "core/frame.h"
#include "core/image.h"
#include "core/scene.h"
#include "core/stylist.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace nst {

/// Throws Error with a sentence for the user if the request's parts do not fit together: sizes, masks, styles.
void check(const Request& request);

struct Composition {
  Rect part;    ///< of the content that is worked on: what is painted, and a margin
  Frame frame;  ///< around the part, in the scene
  Scene scene;  ///< of that part with its frame, at full size; the styles at full size
  Image mask;   ///< see Result::mask; the size of the content
};

/// Throws Error if nothing is there to be painted.
Composition compose(const Request& request);

/// The part of the picture that compose() makes the scene of. Throws as it does.
Rect part_of(const Request& request);

/// The styles with their shares, at full size. Throws Error for one that shows nothing.
std::vector<StyleSample> samples(const std::vector<Style>& styles);

/// The sum of the masks of a scene's regions, at most 1, (1, 1, H, W); undefined for ones.
at::Tensor area_of(const Scene& scene);

/// The colours of `image`, (1, 3, H, W) in [0, 1]. Values that are not numbers become black, values out of range the
/// nearest in range: a network spreads one such pixel over the whole picture.
at::Tensor colours(const Image& image);

}  // namespace nst
