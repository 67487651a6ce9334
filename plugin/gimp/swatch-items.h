// SPDX-License-Identifier: GPL-3.0-or-later
//
// Swatches as what GIMP works with: layers of a new image, or patterns. Used by the procedure of swatches.
#pragma once

#include "core/image.h"

#include <libgimp/gimp.h>

#include <string>
#include <vector>

namespace nst::gimp {

/// The parasite on a swatch's layer that tells how it was made.
inline constexpr const char* swatch_parasite = "neural-style-swatch";

struct NamedSwatch {
  Image image;              ///< R'G'B'; all have one size
  std::string name;         ///< "dcgan-abstract 12"
  std::string description;  ///< JSON
};

/// A new image without a display, one layer a swatch, the first on top. Throws Error if GIMP cannot make it.
GimpImage* make_swatch_image(const std::vector<NamedSwatch>& swatches);

/// Adds the swatches to the user's patterns, in place of those that have the same names. Throws Error if they cannot be
/// written.
void make_patterns(const std::vector<NamedSwatch>& swatches);

}  // namespace nst::gimp
