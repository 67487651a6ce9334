// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is minimised at one scale: content term, style terms and smoothness of a picture, weighted. Private to the core.
#pragma once

#include "core/guidance.h"
#include "core/losses.h"
#include "core/nets/encoder.h"
#include "core/settings.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// A style at the size at which it is wanted.
struct StyleSample {
  at::Tensor picture;  ///< (1, 3, H, W)
  at::Tensor mask;     ///< (1, 1, H, W), or undefined for everywhere
  double share;        ///< of all styles; the shares add up to 1
};

/// total(x) = content_weight * content + strength * style + smoothness * variation, with the constant balance that
/// makes 1, 1, 1 the look that most pictures want (objective.cpp).
class Objective {
 public:
  /// `encoder` must outlive this. content: (1, 3, H, W); mask: (1, 1, H, W) or undefined.
  /// Terms of weight 0 are left out together with their cost. `step` is called between the layers; it may throw.
  Objective(const Encoder& encoder, const Settings& settings, const at::Tensor& content, const at::Tensor& mask,
            std::span<const StyleSample> styles, std::function<void()> step);

  /// The value for picture, (1, 3, H, W) of the content's size, as a scalar that can be differentiated.
  at::Tensor operator()(const at::Tensor& picture) const;

 private:
  struct Style {
    StyleTerm term;
    double weight;
  };

  const Encoder& encoder_;
  Settings settings_;
  std::function<void()> step_;
  std::vector<std::string> layers_;
  Guides guides_;
  Features content_;
  std::map<std::string, Style> styles_;
};

/// The sides of what an Objective sees are padded to multiples of this, so that no pooling drops a row.
inline constexpr int side_multiple = 16;

}  // namespace nst
