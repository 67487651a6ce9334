// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/objective.h"

#include "core/conventions.h"
#include "core/error.h"
#include "core/guidance.h"
#include "core/i18n.h"
#include "core/layers.h"
#include "core/style-targets.h"
#include "core/tensors.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace nst {
namespace {

double mean_deviation(const EncoderDescription& encoder) {
  return std::accumulate(encoder.deviation.begin(), encoder.deviation.end(), 0.0) / 3;
}

std::vector<std::string> names(const std::vector<WeightedLayer>& layers) {
  std::vector<std::string> names;
  for (const WeightedLayer& layer : layers) {
    names.push_back(layer.layer);
  }
  return names;
}

double sum_of_weights(const std::vector<WeightedLayer>& layers) {
  return std::accumulate(layers.begin(), layers.end(), 0.0,
                         [](double sum, const WeightedLayer& layer) { return sum + layer.weight; });
}

at::Tensor padded_mask(const at::Tensor& mask) {
  return mask.defined() ? pad_to_multiple(mask, side_multiple).contiguous() : mask;
}

/// The whole picture's area counts as 1.
double area(const at::Tensor& mask) { return mask.defined() ? mask.mean().item<double>() : 1; }

/// sum of w (f - t)^2; feature, target: (1, C, H, W), weights: (1, 1, H, W).
double squared_error(const at::Tensor& feature, const at::Tensor& target, const at::Tensor& weights) {
  const at::Tensor error = (feature.to(at::kFloat) - target.to(at::kFloat)).square_().mul_(weights);
  return error.sum(at::kDouble).item<double>();
}

void add_missing(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::ranges::find(all, name) == all.end()) {
      all.push_back(name);
    }
  }
}

/// sum_r factor_r * mask_r, or undefined if that is 1 everywhere.
at::Tensor mixed_masks(const std::vector<at::Tensor>& masks, const std::vector<double>& factors, const Size& size,
                       const at::TensorOptions& options) {
  if (masks.size() == 1 && !masks[0].defined() && factors[0] == 1) {
    return {};
  }
  at::Tensor sum = at::zeros({1, 1, size.height, size.width}, options);
  for (std::size_t i = 0; i < masks.size(); ++i) {
    masks[i].defined() ? sum.add_(masks[i], factors[i]) : sum.add_(factors[i]);
  }
  return sum;
}

}  // namespace

std::vector<std::string> objective_layers(const EncoderDescription& encoder, const Settings& settings) {
  std::vector<std::string> layers;
  if (settings.strength > 0) {
    add_missing(layers, names(resolve_layers(settings.style_layers, LayerUse::style, encoder.layers)));
  }
  if (settings.content_weight > 0) {
    add_missing(layers, names(resolve_layers(settings.content_layers, LayerUse::content, encoder.layers)));
  }
  return layers;
}

Objective::Objective(const Encoder& encoder, const Settings& settings, const Scene& scene, double memory,
                     std::function<void()> step)
    : encoder_(encoder),
      settings_(settings),
      memory_(memory),
      step_(std::move(step)),
      options_(scene.content.options().dtype(at::kFloat)),
      scale_(feature_scale(settings.convention, mean_deviation(encoder.description()))) {
  const torch::NoGradGuard no_grad;
  std::vector<at::Tensor> masks;
  for (const SceneRegion& region : scene.regions) {
    masks.push_back(padded_mask(region.mask));
  }
  if (settings.strength > 0) {
    add_styles(scene, masks);
  }
  if (settings.content_weight > 0) {
    add_content(scene, masks);
  }
  tiles_ = plan(pad_to_multiple(scene.content, side_multiple), layers_);
}

std::vector<Tile> Objective::plan(const at::Tensor& picture, std::span<const std::string> layers) const {
  return layers.empty() ? std::vector<Tile>()
                        : plan_tiles(size_of(picture), encoder_.reach(layers), side_multiple,
                                     encoder_.bytes_per_pixel(layers), memory_);
}

void Objective::add_content(const Scene& scene, const std::vector<at::Tensor>& masks) {
  const auto wanted = resolve_layers(settings_.content_layers, LayerUse::content, encoder_.description().layers);
  const std::vector<std::string> layers = names(wanted);
  const at::Tensor picture = pad_to_multiple(scene.content, side_multiple);
  std::vector<double> factors;
  for (const SceneRegion& region : scene.regions) {
    factors.push_back(region.content_weight);
  }
  const at::Tensor weighted = mixed_masks(masks, factors, size_of(picture), options_);
  const at::Tensor plain = mixed_masks(masks, std::vector<double>(masks.size(), 1.0), size_of(picture), options_);
  if (weighted.defined() && weighted.max().item<double>() <= 0) {
    return;
  }
  const Guides weights = propagate(weighted, encoder_, layers);
  const Guides areas = propagate(plain, encoder_, layers);
  const Features features = features_in_tiles(encoder_, picture, layers, plan(picture, layers), step_);
  const double sum = settings_.convention == Convention::relative ? sum_of_weights(wanted) : 1;
  for (const auto& [layer, weight] : wanted) {
    if (!weights.contains(layer)) {
      continue;
    }
    const at::Tensor& feature = features.at(layer);
    const at::Tensor& here = areas.at(layer);
    Moments sums;  // sum P^2 is the trace of sum P P^T, which is had without a copy of the features
    accumulate(sums, feature, here);
    const double power = sums.product.trace().item<double>();
    const LayerShape shape{
        .channels = feature.size(1),
        .positions = here.defined() ? std::llround(here.sum().item<double>()) : feature.size(2) * feature.size(3),
        .stride = stride_of(encoder_.description(), layer)};
    const double factor = content_factor(settings_.convention, shape, power * scale_ * scale_);
    content_.push_back({layer, shape.stride, feature, weights.at(layer), weight / sum * scale_ * scale_ * factor});
  }
  add_missing(layers_, layers);
}

void Objective::add_styles(const Scene& scene, const std::vector<at::Tensor>& masks) {
  double total_area = 0;
  for (const at::Tensor& mask : masks) {
    total_area += area(mask);
  }
  const bool sums = settings_.region_statistics == RegionStatistics::sums && masks.size() > 1;
  std::vector<StyleSample> all;
  double strength = 0;
  for (std::size_t i = 0; i < masks.size(); ++i) {
    const SceneRegion& region = scene.regions[i];
    const double share = total_area > 0 ? region.strength * area(masks[i]) / total_area : 0;
    if (region.styles.empty() || share <= 0) {
      continue;
    }
    add_region(region.styles, masks[i], sums ? Measure::sums : measure_of(settings_.style_loss), share);
    for (const StyleSample& style : region.styles) {
      all.push_back({style.picture, style.mask, style.share * share});
    }
    strength += share;
  }
  if (sums && strength > 0) {
    const at::Tensor everywhere = mixed_masks(masks, std::vector<double>(masks.size(), 1.0),
                                              padded(size_of(scene.content), side_multiple), options_);
    add_region(all, everywhere.defined() ? everywhere.clamp(0, 1) : everywhere, measure_of(settings_.style_loss),
               strength);
  }
}

void Objective::add_region(std::span<const StyleSample> styles, const at::Tensor& mask, Measure measure, double share) {
  const auto wanted = resolve_layers(settings_.style_layers, LayerUse::style, encoder_.description().layers);
  const std::vector<std::string> layers = names(wanted);
  const Guides guides = propagate(mask, encoder_, layers, settings_.propagation);
  const auto plan_for = [&](const at::Tensor& picture) { return plan(picture, layers); };
  const std::map<std::string, Statistics> targets =
      style_targets(encoder_, styles, layers, settings_.propagation, plan_for, step_);
  std::vector<WeightedLayer> left = wanted;
  std::erase_if(left, [&](const WeightedLayer& layer) {
    return !guides.contains(layer.layer) || !targets.contains(layer.layer);
  });
  const double all = sum_of_weights(wanted);
  const double shared = shares_weight(settings_.convention) ? all : 1;
  for (const auto& [layer, weight] : left) {
    const double renormalised = weight * all / sum_of_weights(left);
    add_target(layer, guides.at(layer), targets.at(layer), measure, share * renormalised / shared);
  }
  add_missing(layers_, names(left));
}

void Objective::add_target(const std::string& layer, const at::Tensor& guide, const Statistics& target, Measure measure,
                           double weight) {
  StyleTerm term(measure, target);
  const double scale = std::pow(scale_, term.quadratic() ? 4 : 2);
  const LayerShape shape{
      .channels = target.mean.size(0), .positions = 0, .stride = stride_of(encoder_.description(), layer)};
  const double factor = style_factor(settings_.convention, term.quadratic(), shape, term.power() * scale) * scale;
  styles_.push_back({layer, shape.stride, guide, std::move(term), weight * factor});
}

Value Objective::operator()(const at::Tensor& picture, at::Tensor& gradient) const {
  const torch::NoGradGuard no_grad;
  Value value;
  if (layers_.empty()) {
    gradient.zero_();
  } else {
    const at::Tensor padded = pad_to_multiple(picture, side_multiple);
    if (size_of(padded) == size_of(picture)) {
      value = look_in_fitting_tiles(padded, gradient);
    } else {
      at::Tensor whole = at::empty_like(padded);
      value = look_in_fitting_tiles(padded, whole);
      gradient.copy_(unpad_gradient(whole, size_of(picture)));
    }
  }
  const Balance balance = nst::balance(settings_.convention, settings_.style_loss);
  if (settings_.smoothness > 0) {
    const double unit = variation_factor(settings_.convention, settings_.variation, picture.size(2) * picture.size(3));
    const double weight = settings_.smoothness * balance.variation;
    value.variation = add_variation(picture, settings_.variation, unit * weight, gradient) / weight;
    value.total += weight * value.variation;
  }
  value.total += settings_.content_weight * balance.content * value.content;
  value.total += settings_.strength * balance.style * value.style;
  return value;
}

Value Objective::look_in_fitting_tiles(const at::Tensor& padded, at::Tensor& gradient) const {
  for (;;) {
    try {
      return look(padded, gradient);
    } catch (const c10::OutOfMemoryError&) {
      const Box& largest = tiles_.front().outer;
      const std::size_t count = tiles_.size();
      const double used = encoder_.bytes_per_pixel(layers_) * static_cast<double>(largest.height * largest.width);
      memory_ = std::min(memory_, used) / 2;
      tiles_ = plan(padded, layers_);
      if (tiles_.size() <= count) {
        throw Error(
            tr("The memory of the graphics card does not suffice, even for the smallest tiles. Choose a smaller "
               "working size, or the processor as the device."));
      }
    }
  }
}

Value Objective::look(const at::Tensor& padded, at::Tensor& gradient) const {
  Value value;
  std::vector<Moments> moments(styles_.size());
  if (tiles_.size() == 1) {
    Pass pass = encoder_.look(padded, layers_, step_);
    accumulate_tile(pass.features(), tiles_.front(), moments);
    const auto styles = style_gradients(moments, value);
    gradient.copy_(back(std::move(pass), tiles_.front(), styles, value));
    return value;
  }
  if (!styles_.empty()) {
    for (const Tile& tile : tiles_) {
      accumulate_tile(encoder_.features(cut(padded, tile.outer, 1), layers_, step_), tile, moments);
    }
  }
  const auto styles = style_gradients(moments, value);
  for (const Tile& tile : tiles_) {
    const at::Tensor part = back(encoder_.look(cut(padded, tile.outer, 1), layers_, step_), tile, styles, value);
    const Box inside{tile.inner.y - tile.outer.y, tile.inner.x - tile.outer.x, tile.inner.height, tile.inner.width};
    cut(gradient, tile.inner, 1).copy_(cut(part, inside, 1));
  }
  return value;
}

void Objective::accumulate_tile(const Features& features, const Tile& tile, std::vector<Moments>& moments) const {
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    const StyleTarget& style = styles_[i];
    accumulate(moments[i], features.at(style.layer), inner_weights(style.guide, tile, style.stride, options_),
               style.term.needs_products());
  }
}

Objective::MomentGradient Objective::style_gradient(const StyleTarget& style, const Moments& moments,
                                                    double& distance) const {
  const double strength = settings_.strength * balance(settings_.convention, settings_.style_loss).style;
  const torch::NoGradGuard no_grad;  // each thread has its own
  const StyleDistance here = style.term(statistics(moments));
  distance = style.weight * here.value;
  const at::Tensor factor = strength * style.weight / moments.mass.cpu();
  // The moment is a sum of f f^T, in which f occurs twice.
  return {here.mean * factor, here.moment.defined() ? here.moment * (2 * factor) : here.moment};
}

std::vector<Objective::MomentGradient> Objective::style_gradients(const std::vector<Moments>& moments,
                                                                  Value& value) const {
  std::vector<MomentGradient> gradients(styles_.size());
  std::vector<double> distances(styles_.size());
  // Small matrices, one core each; each core takes the next one from the deepest layer on, where they are largest.
  std::atomic<std::size_t> left = styles_.size();
  at::parallel_for(0, at::get_num_threads(), 1, [&](std::int64_t, std::int64_t) {
    for (std::size_t i = left.load(); i > 0; i = left.load()) {
      if (left.compare_exchange_weak(i, i - 1)) {
        gradients[i - 1] = style_gradient(styles_[i - 1], moments[i - 1], distances[i - 1]);
      }
    }
  });
  value.style = std::accumulate(distances.begin(), distances.end(), 0.0);
  return gradients;
}

at::Tensor Objective::back(Pass pass, const Tile& tile, const std::vector<MomentGradient>& styles, Value& value) const {
  const Features& features = pass.features();
  std::map<std::string, at::Tensor> gradients;
  const auto part = [&](const at::Tensor& x, int stride) {
    return tile.whole() || !x.defined()
               ? x
               : cut(x, tile.outer, stride)
                     .contiguous(x.size(1) > 1 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
  };
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    const StyleTarget& style = styles_[i];
    add_moment_gradient(gradients[style.layer], features.at(style.layer), part(style.guide, style.stride),
                        styles[i].vector, styles[i].matrix);
  }
  const double weight = settings_.content_weight * balance(settings_.convention, settings_.style_loss).content;
  for (const ContentTarget& content : content_) {
    const at::Tensor& feature = features.at(content.layer);
    const at::Tensor target = part(content.feature, content.stride);
    const double all = add_content_gradient(gradients[content.layer], feature, target,
                                            part(content.weights, content.stride), 2 * weight * content.factor);
    // The gradient is wanted in the tile's margin, too, where it is another tile's turn to count the error.
    const double counted =
        tile.whole() ? all
                     : squared_error(feature, target, inner_weights(content.weights, tile, content.stride, options_));
    value.content += content.factor * counted;
  }
  return std::move(pass).backward(std::move(gradients));
}

}  // namespace nst
