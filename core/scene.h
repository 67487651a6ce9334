// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be painted at one scale, as tensors: the picture, and for each region where it lies and in which styles it
// is wanted. Private to the core.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <vector>

namespace nst {

/// A style at the size at which it is wanted.
struct StyleSample {
  at::Tensor picture;                  ///< (1, 3, H, W)
  at::Tensor mask;                     ///< (1, 1, H, W), or undefined for everywhere
  double share;                        ///< of all styles of its region; the shares add up to 1
  double size = 1;                     ///< of its longer side, relative to what the run gives to its styles
  std::filesystem::path network = {};  ///< weights of the decoder that was trained on it, or empty
};

struct SceneRegion {
  at::Tensor mask;                  ///< (1, 1, H, W) of the content's size, or undefined for everywhere
  std::vector<StyleSample> styles;  ///< of any sizes; none: the region has no style term
  double strength = 1;              ///< times the strength of the settings
  double content_weight = 1;        ///< times that of the settings
};

struct Scene {
  at::Tensor content;  ///< (1, 3, H, W)
  std::vector<SceneRegion> regions;
};

}  // namespace nst
