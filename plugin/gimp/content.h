// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be painted: the selected layer and the selection, checked and read. Used by the procedure.
#pragma once

#include "core/image.h"
#include "core/settings.h"
#include "plugin/gimp/drawable.h"

#include <libgimp/gimp.h>

#include <cstddef>
#include <vector>

namespace nst::gimp {

/// The one layer among `drawables` (ended by null) that can be painted. Cheap: reads no pixels. Throws Error with the
/// remedy for none, several, a group, a mask or channel, a floating selection, a layer that is too small or that the
/// selection does not touch.
GimpLayer* content_layer(GimpImage* image, GimpDrawable** drawables);

struct Content {
  Image picture;  ///< three channels, or four where the layer has alpha
  Image mask;     ///< the selection, less what the layer's own mask hides; empty means everywhere
};

/// The mask alone, for a preview: over an excerpt of the layer, and some of it at a time.
class MaskReader {
 public:
  MaskReader(GimpLayer* layer, const Excerpt& excerpt);
  /// The values of `mask`, whatever is selected.
  MaskReader(GimpLayerMask* mask, const Excerpt& excerpt);

  /// As those of BlockReader.
  bool is_valid() const;
  bool read();
  Image mask() const;

 private:
  std::vector<BlockReader> factors_;
  std::size_t done_ = 0;  // of them
};

/// Throws Error if the memory does not suffice (before anything is read) or if nothing of the layer is there to be
/// painted.
Content read_content(GimpLayer* layer, const Settings& settings);

}  // namespace nst::gimp
