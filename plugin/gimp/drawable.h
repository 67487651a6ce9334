// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pixels between GIMP's drawables and the core's images. The only place that knows babl formats. Main thread only.
#pragma once

#include "core/image.h"

#include <libgimp/gimp.h>

namespace nst::gimp {

/// The pixels of a drawable as it is displayed, its filters included: R'G'B', or R'G'B'A where it has alpha, in sRGB.
/// Values that the core does not take (beyond [0, 1], not a number) are brought into range.
/// A drawable whose longer side exceeds `longest` is read scaled down to it; 0 sets no limit.
Image read_pixels(GimpDrawable* drawable, int longest = 0);

/// The selection of `image` over the extents of `layer`, one channel; empty if nothing is selected in the image.
Image read_selection(GimpImage* image, GimpDrawable* layer);

/// The values of a layer mask, one channel.
Image read_mask(GimpDrawable* mask);

/// The values of a channel, a layer mask or a layer (its lightness times its opacity, as displayed) over the extents of
/// `layer`, by their places in the image, one channel; 0 where `mask` does not reach.
Image read_mask_over(GimpDrawable* mask, GimpDrawable* layer);

/// The pixels of `pattern`, repeated from the corner until an image of that size is full.
Image read_pattern(GimpPattern* pattern, int width, int height);

/// Fills `target`, which no image holds yet, with the pixels of `source`, to the bit where their formats agree, and
/// then with those of `painted` where `mask` (one channel; empty means everywhere) and the alpha are above zero.
/// All have one size.
void write_painted(GimpDrawable* target, GimpDrawable* source, const Image& painted, const Image& mask);

/// Overwrites the pixels of `target` with those of `painted` where `mask` and the alpha are above zero, as above; not
/// to be undone.
void overwrite_painted(GimpDrawable* target, const Image& painted, const Image& mask);

/// Fills `target`, which no image holds yet, with `image` of the same size.
void write_pixels(GimpDrawable* target, const Image& image);

/// Fills the layer mask `target` with `mask` (one channel of the same size).
void write_mask(GimpDrawable* target, const Image& mask);

}  // namespace nst::gimp
