// SPDX-License-Identifier: GPL-3.0-or-later
//
// A painting in one pass of a network in place of an optimisation: the content's features are moved to the statistics
// of the styles and decoded. What takes long and depends on few settings, the features of the content and the
// statistics of the styles, is kept from one painting to the next. Private to the core.
#pragma once

#include "core/nets/decoder.h"
#include "core/nets/encoder.h"
#include "core/progress.h"
#include "core/pyramid.h"
#include "core/scene.h"
#include "core/settings.h"
#include "core/statistics.h"
#include "core/tiling.h"

#include <ATen/core/Tensor.h>

#include <list>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace nst {

/// What was last computed, found again by the bytes that it was computed from. Small pictures only.
class OnePassMemory {
 public:
  /// The features that were kept for `key`, or null.
  const Features* features(const std::string& key) const;
  const Features& keep(const std::string& key, Features features);
  void forget_features();

  const LayerStatistics* statistics(const std::string& key) const;
  const LayerStatistics& keep(const std::string& key, LayerStatistics statistics);

  /// How often something new was kept, because it had to be computed.
  int computed() const { return computed_; }

 private:
  std::list<std::pair<std::string, Features>> features_;
  std::list<std::pair<std::string, LayerStatistics>> statistics_;
  int computed_ = 0;
};

class OnePass {
 public:
  /// All must outlive this. The decoder is prepared like the encoder. `budget` in bytes is what a look through the
  /// networks may take; larger pictures are painted in tiles. Throws Error if the networks do not fit together.
  OnePass(const Encoder& encoder, const Decoder& decoder, const Settings& settings, double budget,
          OnePassMemory& memory);

  /// The painting at its finest size, (1, 3, H, W) in [0, 1]: painted small first, so that the strokes are as large as
  /// the optimisation's, and then at each doubled size again, from what was painted with the photograph's edges
  /// (core/upscale.h). Where no region is, the pixels are those of the content.
  ///
  /// The strength of a region is that of its styles in a mixture with the content's own statistics,
  /// min(1, strength / content weight); where several regions overlap they are mixed by their masks.
  at::Tensor paint(const Painting& painting, const Progress& progress) const;

 private:
  struct Layout;  // what one size needs
  struct Look;    // how its regions shall look

  at::Tensor paint_at(const Scene& scene, std::span<const LayerStatistics> styles, const Progress& progress) const;
  Layout lay_out(const Scene& scene) const;
  Look look_of(const Scene& scene, std::span<const LayerStatistics> styles, const Layout& layout,
               const Progress& progress) const;
  at::Tensor paint_tile(const Layout& layout, const Look& look, const Tile& tile, const Progress& progress) const;
  std::vector<LayerStatistics> content_statistics(const Scene& scene, const Layout& layout,
                                                  const Progress& progress) const;
  /// Of the styles of each region together; none where a region has none.
  std::vector<LayerStatistics> style_statistics(const Scene& scene, const Progress& progress) const;
  const LayerStatistics& statistics_of(const StyleSample& style, const Progress& progress) const;
  LayerStatistics wanted_statistics(const SceneRegion& region, const LayerStatistics& style,
                                    const LayerStatistics& own) const;
  Features encode(const Layout& layout, const Tile& tile, std::span<const std::string> layers,
                  const Progress& progress) const;

  const Encoder& encoder_;
  const Decoder& decoder_;
  Settings settings_;
  double budget_;
  OnePassMemory& memory_;
};

/// The margin of the tiles that are painted, px: no pixel of theirs depends on what is further away.
int one_pass_margin(const Encoder& encoder, const Decoder& decoder);

/// What painting takes of the memory for each pixel of a tile at most, in bytes.
double one_pass_bytes_per_pixel(const Encoder& encoder, const Decoder& decoder, std::size_t regions);

/// The sizes at which a picture is painted in one pass, in rising order.
std::vector<Size> one_pass_sizes(const Size& finest);

}  // namespace nst
