// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the objective aims at: the moments of the styles, and the features of the content, computed in tiles where the
// memory asks for it. Private to the core.
#pragma once

#include "core/guidance.h"
#include "core/nets/encoder.h"
#include "core/scene.h"
#include "core/settings.h"
#include "core/statistics.h"
#include "core/tiling.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// The tiles in which a picture, (1, 3, H, W), is looked at.
using Plan = std::function<std::vector<Tile>(const at::Tensor& picture)>;

/// The features of picture, (1, 3, H, W) with sides that are multiples of side_multiple, at `layers`.
Features features_in_tiles(const Encoder& encoder, const at::Tensor& picture, std::span<const std::string> layers,
                           const std::vector<Tile>& tiles, const std::function<void()>& step);

/// The moments of all styles, mixed by their shares, for each of `layers` at which one of them shows something. A style
/// whose mask has nothing left at a layer does not count there: the others count fully.
///
/// Mixing the moments makes many styles as cheap as one. For Gram losses nothing is lost: with shares a_i that add up
/// to 1, sum_i a_i |Q - Q_i|^2 = |Q - sum_i a_i Q_i|^2 + sum_i a_i |Q_i|^2 - |sum_i a_i Q_i|^2, and only the first term
/// depends on the picture.
std::map<std::string, Statistics> style_targets(const Encoder& encoder, std::span<const StyleSample> styles,
                                                std::span<const std::string> layers, Propagation propagation,
                                                const Plan& plan, const std::function<void()>& step);

}  // namespace nst
