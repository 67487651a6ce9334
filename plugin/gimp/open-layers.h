// SPDX-License-Identifier: GPL-3.0-or-later
//
// The images and layers that are open in GIMP. Used where layers are chosen as styles.
#pragma once

#include <libgimp/gimp.h>

#include <vector>

namespace nst::gimp {

std::vector<GimpImage*> open_images();

/// All layers of `image` from the top, those in groups and the groups themselves included.
std::vector<GimpLayer*> all_layers(GimpImage* image);

}  // namespace nst::gimp
