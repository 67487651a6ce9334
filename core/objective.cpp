// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/objective.h"

#include "core/tensors.h"

#include <ATen/ATen.h>
#include <torch/utils.h>

#include <array>
#include <utility>

namespace nst {
namespace {

// Style at the first layer of each block, as Gatys et al. 2016. Content at 3_1 and 4_1, where the slim encoder follows
// VGG-19 closely; its values at conv4_2, the classic choice, are the least faithful ones.
const std::array<std::pair<std::string, double>, 5> style_layers{
    {{"conv1_1", 0.2}, {"conv2_1", 0.2}, {"conv3_1", 0.2}, {"conv4_1", 0.2}, {"conv5_1", 0.2}}};
const std::array<std::pair<std::string, double>, 2> content_layers{{{"conv3_1", 0.5}, {"conv4_1", 0.5}}};

// The balance at strength, content weight and smoothness 1.
constexpr double content_balance = 0.03;
constexpr double smoothness_balance = 2.0;
// A relative squared error of Gram matrices falls much faster than the distance of the distributions.
constexpr double gram_balance = 10.0;

}  // namespace

Objective::Objective(const Encoder& encoder, const Settings& settings, const at::Tensor& content,
                     const at::Tensor& mask, std::span<const StyleSample> styles, std::function<void()> step)
    : encoder_(encoder), settings_(settings), step_(std::move(step)) {
  const torch::NoGradGuard no_grad;  // not inference mode: what is computed here takes part in backward passes
  std::vector<std::string> content_names;
  std::vector<std::string> style_names;
  for (const auto& [layer, weight] : content_layers) {
    content_names.push_back(layer);
  }
  for (const auto& [layer, weight] : style_layers) {
    style_names.push_back(layer);
  }
  if (settings.content_weight > 0) {
    layers_.insert(layers_.end(), content_names.begin(), content_names.end());
    content_ = encoder.features(pad_to_multiple(content, side_multiple), content_names, step_);
  }
  if (settings.strength > 0) {
    layers_.insert(layers_.end(), style_names.begin(), style_names.end());
  }
  guides_ = propagate(mask.defined() ? pad_to_multiple(mask, side_multiple) : mask, encoder.description(), layers_);
  if (settings.strength <= 0) {
    return;
  }

  std::map<std::string, Statistics> targets;
  std::map<std::string, double> shares;  // below 1 at layers where a style's mask has nothing left
  for (const StyleSample& style : styles) {
    const Features features = encoder.features(pad_to_multiple(style.picture, side_multiple), style_names, step_);
    const at::Tensor style_mask = style.mask.defined() ? pad_to_multiple(style.mask, side_multiple) : style.mask;
    const Guides guides = propagate(style_mask, encoder.description(), style_names);
    for (const auto& [layer, guide] : guides) {
      shares[layer] += style.share;
      // A running mean, so that the styles that are left count fully.
      blend(targets[layer], statistics(features.at(layer), guide), style.share / shares[layer]);
    }
  }
  const double balance = settings.style_loss == StyleLoss::gram ? gram_balance : 1.0;
  for (const auto& [layer, weight] : style_layers) {
    if (guides_.contains(layer) && targets.contains(layer)) {
      styles_.emplace(layer, Style{StyleTerm(settings.style_loss, targets.at(layer)), balance * weight});
    }
  }
}

at::Tensor Objective::operator()(const at::Tensor& picture) const {
  at::Tensor total = at::zeros({}, picture.options().requires_grad(false));
  if (settings_.smoothness > 0) {
    total = total + settings_.smoothness * smoothness_balance * total_variation(picture);
  }
  if (layers_.empty()) {
    return total;
  }
  const Features features = encoder_.differentiable_features(pad_to_multiple(picture, side_multiple), layers_, step_);
  for (const auto& [layer, weight] : content_layers) {
    if (content_.contains(layer) && guides_.contains(layer)) {
      total = total + settings_.content_weight * content_balance * weight *
                          content_loss(features.at(layer), content_.at(layer), guides_.at(layer));
    }
  }
  for (const auto& [layer, style] : styles_) {
    total = total + settings_.strength * style.weight * style.term(statistics(features.at(layer), guides_.at(layer)));
  }
  return total;
}

}  // namespace nst
