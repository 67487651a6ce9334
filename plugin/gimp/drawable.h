// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pixels between GIMP's drawables and the core's images. The only place that knows babl formats. Main thread only,
// but for what says otherwise.
#pragma once

#include "core/image.h"

#include <libgimp/gimp.h>

#include <memory>

namespace nst::gimp {

/// A part of a layer's extents, and the scale at which it is read: for previews.
struct Excerpt {
  Rect part;         ///< in pixels of the layer
  double scale = 1;  ///< above 0, at most 1

  int width() const;  ///< of what is read
  int height() const;
};

/// All of a drawable, at its own size.
Excerpt whole(GimpDrawable* drawable);

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

/// What babl has to do once before an excerpt of a layer is read, or of a mask over it: for each pair of formats that
/// is new to it, it looks for the quickest way from the one to the other, which takes it some 30 ms. To be held beside
/// the main loop, which would have to wait.
class Rehearsal {
 public:
  Rehearsal(GimpDrawable* layer, const Excerpt& excerpt);

  /// Reads pixels of the same formats, at the same scale. On any thread.
  void hold() const;

 private:
  double scale_;
  int channels_;
  const Babl* layer_format_;
  const Babl* mask_format_;  // of the image's selection, channels and layer masks
};

/// Reads an excerpt as the functions above do, but some of it at a time, for a main loop that must not wait.
class BlockReader {
 public:
  static BlockReader of_pixels(GimpDrawable* drawable, const Excerpt& excerpt);
  static BlockReader of_selection(GimpImage* image, GimpDrawable* layer, const Excerpt& excerpt);
  static BlockReader of_mask(GimpDrawable* mask, const Excerpt& excerpt);
  static BlockReader of_mask_over(GimpDrawable* mask, GimpDrawable* layer, const Excerpt& excerpt);
  ~BlockReader();
  BlockReader(BlockReader&&) noexcept;
  BlockReader& operator=(BlockReader&&) noexcept;

  /// Whether the drawable is still there, as it was when the reading began: libgimp ends the program that goes on to
  /// read another one.
  bool is_valid() const;

  /// Reads for some 10 ms. Returns whether there is more to read; if there is not, all of it is in image().
  bool read();
  const Image& image() const;

 private:
  struct State;
  explicit BlockReader(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

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
