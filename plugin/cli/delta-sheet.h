// SPDX-License-Identifier: GPL-3.0-or-later
//
// The differences between neighbours of a photograph and of its painting on one sheet.
#pragma once

#include "core/image.h"

namespace nst::cli {

/// Two by two pictures with labels: content above result, horizontal beside vertical differences; the captions tell
/// the total variations. Pictures up to 2048 px are shown pixel by pixel, but none smaller than 320 px.
Image delta_sheet(const Image& content, const Image& result);

}  // namespace nst::cli
