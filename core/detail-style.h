// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fine strokes of one style on the forms of another. Private to the core.
#pragma once

#include "core/nets/encoder.h"
#include "core/progress.h"
#include "core/scene.h"
#include "core/settings.h"

namespace nst {

/// `coarse` painted in the fine strokes of `detail`, at a longer side of at most `side` px: a new style picture that
/// starts as `coarse` and whose Gram matrices at the first layers, up to that after the first pooling, become those of
/// `detail` (Gatys et al. 2017, section 6, scale control).
StyleSample with_detail(const Encoder& encoder, const StyleSample& coarse, const std::vector<StyleSample>& detail,
                        double side, const Settings& settings, double memory, const Progress& progress);

}  // namespace nst
