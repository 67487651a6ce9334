// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures in memory at another size, for sheets and previews. What is read from a file is scaled while it is read.
#pragma once

#include "core/image.h"

namespace nst {

/// `picture` (three or four channels) with `side` as its longer side, in px: R'G'B', Lanczos, transparent parts over
/// white. Throws Error if the picture library fails.
Image scaled_to_fit(const Image& picture, int side);

}  // namespace nst
