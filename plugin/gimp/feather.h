// SPDX-License-Identifier: GPL-3.0-or-later
//
// Soft edges for the masks of regions.
#pragma once

#include "core/image.h"

namespace nst::gimp {

/// `mask` (one channel) blurred by a Gaussian as GIMP's Select > Feather does: its standard deviation is the radius /
/// 3.5. What touches the border goes on behind it. In a time that does not depend on the radius: three extended box
/// filters in a row, whose variances add up to that of the Gaussian (Gwosdek and others 2011, Theoretical Foundations
/// of Gaussian Convolution by Extended Box Filtering).
Image feathered(Image mask, double radius);

}  // namespace nst::gimp
