// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any picture as a mask.
#pragma once

#include "core/image.h"

namespace nst::cli {

/// One channel: the luma of `picture` (three or four channels) times its alpha. Grey values are taken as they are,
/// without a gamma: 50 % grey is half painted. The luma is Rec. 709's, so that coloured masks do what they look like.
Image to_mask(const Image& picture);

}  // namespace nst::cli
