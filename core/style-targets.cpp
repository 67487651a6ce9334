// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/style-targets.h"

#include "core/objective.h"
#include "core/tensors.h"

#include <ATen/ATen.h>

namespace nst {
namespace {

/// The moments of one style at each layer where it shows something.
std::map<std::string, Statistics> moments_of(const Encoder& encoder, const StyleSample& style,
                                             std::span<const std::string> layers, Propagation propagation,
                                             const Plan& plan, const std::function<void()>& step) {
  const at::Tensor picture = pad_to_multiple(style.picture, side_multiple);
  const at::Tensor mask = style.mask.defined() ? pad_to_multiple(style.mask, side_multiple) : style.mask;
  const Guides guides = propagate(mask, encoder, layers, propagation);
  std::map<std::string, Moments> sums;
  for (const Tile& tile : plan(picture)) {
    const Features features = encoder.features(cut(picture, tile.outer, 1), layers, step);
    for (const auto& [layer, guide] : guides) {
      const int stride = stride_of(encoder.description(), layer);
      const at::Tensor weights = inner_weights(guide, tile, stride, picture.options().dtype(at::kFloat));
      accumulate(sums[layer], features.at(layer), weights);
    }
  }
  std::map<std::string, Statistics> result;
  for (const auto& [layer, moments] : sums) {
    result[layer] = statistics(moments);
  }
  return result;
}

}  // namespace

Features features_in_tiles(const Encoder& encoder, const at::Tensor& picture, std::span<const std::string> layers,
                           const std::vector<Tile>& tiles, const std::function<void()>& step) {
  if (tiles.size() == 1) {
    return encoder.features(picture, layers, step);
  }
  Features whole;
  for (const Tile& tile : tiles) {
    const Features part = encoder.features(cut(picture, tile.outer, 1), layers, step);
    const Box inside{tile.inner.y - tile.outer.y, tile.inner.x - tile.outer.x, tile.inner.height, tile.inner.width};
    for (const auto& [layer, feature] : part) {
      const int stride = stride_of(encoder.description(), layer);
      const auto [entry, added] = whole.try_emplace(layer);
      if (added) {
        entry->second = at::empty({1, feature.size(1), picture.size(2) / stride, picture.size(3) / stride},
                                  feature.options().memory_format(at::MemoryFormat::ChannelsLast));
      }
      cut(entry->second, tile.inner, stride).copy_(cut(feature, inside, stride));
    }
  }
  return whole;
}

std::map<std::string, Statistics> style_targets(const Encoder& encoder, std::span<const StyleSample> styles,
                                                std::span<const std::string> layers, Propagation propagation,
                                                const Plan& plan, const std::function<void()>& step) {
  std::map<std::string, Statistics> targets;
  std::map<std::string, double> shares;  // below 1 at layers where a style's mask has nothing left
  for (const StyleSample& style : styles) {
    for (const auto& [layer, moments] : moments_of(encoder, style, layers, propagation, plan, step)) {
      shares[layer] += style.share;
      blend(targets[layer], moments, style.share / shares[layer]);  // a running mean
    }
  }
  return targets;
}

}  // namespace nst
