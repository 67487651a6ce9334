// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be painted: the selected layer and the selection, checked and read. Used by the procedure.
#pragma once

#include "core/image.h"
#include "core/settings.h"
#include "plugin/gimp/drawable.h"

#include <libgimp/gimp.h>

namespace nst::gimp {

/// The one layer among `drawables` (ended by null) that can be painted. Cheap: reads no pixels. Throws Error with the
/// remedy for none, several, a group, a mask or channel, a floating selection, a layer that is too small or that the
/// selection does not touch.
GimpLayer* content_layer(GimpImage* image, GimpDrawable** drawables);

struct Content {
  Image picture;  ///< three channels, or four where the layer has alpha
  Image mask;     ///< the selection, less what the layer's own mask hides; empty means everywhere
};

/// The mask alone over an excerpt of the layer, for a preview.
Image read_content_mask(GimpLayer* layer, const Excerpt& excerpt);

/// Throws Error if the memory does not suffice (before anything is read) or if nothing of the layer is there to be
/// painted.
Content read_content(GimpLayer* layer, const Settings& settings);

}  // namespace nst::gimp
