// SPDX-License-Identifier: GPL-3.0-or-later
//
// From coarse to fine: large shapes of the style are painted where they are small, details where they are large.
// Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/progress.h"
#include "core/run-state.h"
#include "core/scene.h"
#include "core/settings.h"
#include "core/tensors.h"

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace nst {

class Viewfinder;

/// The sizes of the pyramid in rising order: each side doubles from one to the next, the last is `finest`, and the
/// first has a longer side of at least 128 px, or is the only one. No shorter side is under `least_painted_side`.
/// `most` is their largest number, 0 for no limit; `coarsest` takes the place of the 128 px.
std::vector<Size> pyramid(const Size& finest, int most = 0, std::int64_t coarsest = 128);

/// The least longer side that a painting with these settings begins at: one that begins with a draft has its large
/// shapes already.
std::int64_t coarsest_side(const Settings& settings);

/// Steps at `size`. Above 512 px their number falls with the longer side: the smaller sizes have settled what is
/// painted where, what is left are the finest strokes, and each step costs four times as much. Best takes three times
/// as many; where it begins with a draft, half of these, which reach the same losses (measured: core/README.md).
int steps_at(const Size& size, const Settings& settings);

struct Painting {
  /// Everything at the finest size, but the styles at full size.
  Scene scene;
  double style_side;  ///< longer side that the styles have at the finest size, in px
  at::Tensor start;   ///< (1, 3, H, W) of any size; only for Start::picture and Start::draft
};

/// The scene at `size`, the longer sides of its styles scaled to `style_side` px times the size of each.
Scene scene_at(const Scene& scene, const Size& size, double style_side);

/// Where the picture may change, (1, 1, H, W) of 0 and 1, or undefined for everywhere.
at::Tensor movable_of(const Scene& scene);

struct Painted {
  at::Tensor picture;    ///< (1, 3, H, W) at the finest size
  int steps = 0;         ///< at all sizes
  bool stopped = false;  ///< before the end, and wanted nonetheless
};

/// The painting at its finest size. Pixels with a mask of 0 are those of the content. `memory` in bytes is what a look
/// through the network may take. Where `keeper` is given, the run is stored there from time to time, and goes on from
/// what is stored there. Where `view` is given, it shows the painting on its way, and decides what a stop keeps.
Painted paint(const Encoder& encoder, const Painting& painting, const Settings& settings, double memory,
              const StateKeeper* keeper, const Viewfinder* view, const Progress& progress);

}  // namespace nst
