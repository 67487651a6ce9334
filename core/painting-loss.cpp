// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/painting-loss.h"

#include "core/losses.h"
#include "core/nets/decoder.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <algorithm>

namespace nst {
namespace {

const std::vector<std::string>& content_layers() {
  static const std::vector<std::string> layers{"conv3_1", "conv4_1"};
  return layers;
}

const std::vector<std::string>& style_layers() {
  static const std::vector<std::string> layers(style_vector_layers.begin(), style_vector_layers.end());
  return layers;
}

/// Sums have to be exact: within its life no product is rounded to bfloat16.
class FullPrecision {
  c10::impl::ExcludeDispatchKeyGuard cpu_{c10::DispatchKey::AutocastCPU};
  c10::impl::ExcludeDispatchKeyGuard cuda_{c10::DispatchKey::AutocastCUDA};
};

struct BatchMoments {
  at::Tensor mean;    // (N, C)
  at::Tensor moment;  // (N, C, C)
};

BatchMoments moments_of(const at::Tensor& feature) {
  const at::Tensor f = feature.to(at::kFloat).flatten(2);  // (N, C, M)
  return {f.mean(2), f.bmm(f.transpose(1, 2)) / f.size(2)};
}

at::Tensor variation(const at::Tensor& x) {
  const auto difference = [&](std::int64_t dimension) {
    const std::int64_t count = x.size(dimension) - 1;
    return (x.narrow(dimension, 1, count) - x.narrow(dimension, 0, count)).square().mean();
  };
  return difference(2) + difference(3);
}

/// A number with the gradients of the distance: their products with the moments, whose own gradients these are.
at::Tensor with_gradients(const StyleDistance& distance, const at::Tensor& mean, const at::Tensor& moment) {
  return (mean * distance.mean.to(mean.options())).sum() + (moment * distance.moment.to(moment.options())).sum();
}

}  // namespace

std::span<const std::string> content_loss_layers() { return content_layers(); }
std::span<const std::string> style_loss_layers() { return style_layers(); }

std::vector<LayerStatistics> batch_statistics(const Features& features, std::span<const std::string> layers) {
  const at::NoGradGuard no_grad;
  const FullPrecision exact;
  std::vector<LayerStatistics> all;
  for (const std::string& layer : layers) {
    const BatchMoments moments = moments_of(features.at(layer));
    const at::Tensor mean = moments.mean.cpu().to(at::kDouble);
    const at::Tensor moment = moments.moment.cpu().to(at::kDouble);
    all.resize(static_cast<std::size_t>(mean.size(0)));
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i][layer] = {mean[static_cast<std::int64_t>(i)], moment[static_cast<std::int64_t>(i)]};
    }
  }
  return all;
}

PaintingLoss painting_loss(const Encoder& encoder, const at::Tensor& painted, const Features& contents,
                           std::span<const LayerStatistics> styles, const PaintingWeights& weights) {
  const Features features = encoder.differentiable_features(painted, style_layers());
  const FullPrecision exact;
  PaintingLoss loss;
  at::Tensor content = at::zeros({}, painted.options());
  for (const std::string& layer : content_layers()) {
    const at::Tensor target = contents.at(layer).to(at::kFloat);
    const at::Tensor power = target.square().mean({1, 2, 3}).clamp_min(1e-8);  // (N)
    content = content + ((features.at(layer).to(at::kFloat) - target).square().mean({1, 2, 3}) / power).mean();
  }
  content = content / static_cast<double>(content_layers().size());
  at::Tensor style = at::zeros({}, painted.options());
  const double count = static_cast<double>(styles.size() * style_layers().size());
  for (const std::string& layer : style_layers()) {
    const BatchMoments moments = moments_of(features.at(layer));
    const at::Tensor mean = moments.mean.detach().cpu().to(at::kDouble);
    const at::Tensor moment = moments.moment.detach().cpu().to(at::kDouble);
    for (std::size_t i = 0; i < styles.size(); ++i) {
      const auto index = static_cast<std::int64_t>(i);
      const StyleTerm term(Measure::wasserstein, styles[i].at(layer));
      const StyleDistance distance = [&] {
        const at::NoGradGuard no_grad;
        return term({mean[index], moment[index]});
      }();
      const double factor = 1 / (std::max(term.power(), 1e-8) * count);
      loss.style += factor * distance.value;
      style = style + factor * with_gradients(distance, moments.mean[index], moments.moment[index]);
    }
  }
  const at::Tensor excess = (painted - painted.detach().clamp(0, 1)).to(at::kFloat).square().mean();
  const at::Tensor smooth = variation(painted.to(at::kFloat));
  loss.content = content.item<double>();
  loss.variation = smooth.item<double>();
  loss.total = weights.content * content + weights.style * style + weights.variation * smooth + weights.range * excess;
  return loss;
}

}  // namespace nst
