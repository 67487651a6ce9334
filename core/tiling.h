// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture worked on in tiles that fit into the memory. What depends on global sums of features alone (all style
// losses here) is computed exactly: sums over the inner parts of tiles with enough margin add up to those of the whole,
// and so do the gradients (Galerne et al. 2024, "Scaling Painting Style Transfer").
// Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/tensors.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// A part of a picture, in pixels.
struct Box {
  std::int64_t y;
  std::int64_t x;
  std::int64_t height;
  std::int64_t width;

  bool operator==(const Box&) const = default;
};

/// The network sees `outer`; of what it gives, `inner` is right. The inner parts of all tiles cover the picture once.
struct Tile {
  Box outer;
  Box inner;

  bool whole() const { return outer == inner; }
};

/// Pixels of the picture per position of `layer`.
int stride_of(const EncoderDescription& encoder, const std::string& layer);

/// Tiles for a picture of `size`, whose sides are multiples of `multiple`, each side of a tile being one, too: as few
/// as possible such that looking at one, at `bytes_per_pixel`, takes at most `memory` bytes (or a tile of 256 px,
/// however little that is). `margin` is what the network reaches there and back.
std::vector<Tile> plan_tiles(const Size& size, int margin, int multiple, double bytes_per_pixel, double memory);

/// The part of x, (N, C, H / stride, W / stride), that belongs to a part of the picture. A view.
at::Tensor cut(const at::Tensor& x, const Box& box, int stride);

/// How much each position of a tile counts in sums: the guide (1, 1, H / stride, W / stride) of the whole picture
/// inside the tile's inner part, 0 in its margin; (1, 1, h, w) contiguous. `guide` undefined stands for ones; so does
/// the result, where the tile is the whole picture.
at::Tensor inner_weights(const at::Tensor& guide, const Tile& tile, int stride, const at::TensorOptions& options);

}  // namespace nst
