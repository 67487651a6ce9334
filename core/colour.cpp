// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/colour.h"

#include "core/statistics.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

constexpr double ridge = 1e-5;

// Moments are taken over at most about so many pixels, in double, which bounds the memory for large pictures.
constexpr double most_samples = 1 << 20;

struct Palette {
  at::Tensor mean;        // (C), double
  at::Tensor covariance;  // (C, C), double, with the ridge
};

/// The moments of `picture`, (1, C, H, W), by `weight`, (1, 1, H, W) or undefined.
Palette palette(const at::Tensor& picture, const at::Tensor& weight) {
  const auto pixels = static_cast<double>(picture.size(2) * picture.size(3));
  const auto step = static_cast<std::int64_t>(std::ceil(std::sqrt(pixels / most_samples)));
  const auto sampled = [&](const at::Tensor& x) {
    return x.slice(2, 0, at::nullopt, step).slice(3, 0, at::nullopt, step).to(at::kDouble);  // (1, C, H/step, W/step)
  };
  at::Tensor guide = weight.defined() ? sampled(weight) : weight;
  if (guide.defined() && guide.sum().item<double>() <= 0) {
    guide = at::Tensor();  // it counts only at pixels between the samples
  }
  const Statistics moments = statistics(sampled(picture), guide);
  const at::Tensor mean = moments.mean.to(at::kDouble);
  const at::Tensor centred = moments.moment.to(at::kDouble) - at::outer(mean, mean);
  return {mean, centred + ridge * at::eye(centred.size(0), centred.options())};
}

/// A with A from.covariance A^T = to.covariance, (3, 3).
at::Tensor linear_part(const Palette& from, const Palette& to, ColourMatching kind) {
  if (kind == ColourMatching::cholesky) {
    return at::linalg_cholesky(to.covariance).matmul(at::linalg_inv(at::linalg_cholesky(from.covariance)));
  }
  const at::Tensor root = square_root(from.covariance);
  const at::Tensor inverse = at::linalg_inv(root);
  if (kind == ColourMatching::pca) {
    return square_root(to.covariance).matmul(inverse);
  }
  return inverse.matmul(square_root(root.matmul(to.covariance).matmul(root))).matmul(inverse);
}

/// picture, (1, C, H, W), with its mean and covariance moved from one palette to the other.
at::Tensor moved(const at::Tensor& picture, const Palette& from, const Palette& to, ColourMatching kind) {
  const at::Tensor linear = linear_part(from, to, kind);         // (C, C)
  const at::Tensor offset = to.mean - linear.matmul(from.mean);  // (C)
  const at::Tensor kernel = linear.unsqueeze(2).unsqueeze(3);    // (C, C, 1, 1)
  const at::ScalarType type = picture.scalar_type();
  return at::conv2d(picture, kernel.to(type), offset.to(type)).clamp_(0, 1);
}

at::Tensor grey(const at::Tensor& lightness) {
  return lightness.expand({1, 3, -1, -1}).contiguous(at::MemoryFormat::ChannelsLast);
}

Prepared luminances(const Weighted& content, const std::vector<Weighted>& styles) {
  const at::Tensor lightness = luminance(content.picture);  // (1, 1, H, W)
  const Palette wanted = palette(lightness, content.weight);
  Prepared prepared{grey(lightness), {}};
  for (const Weighted& style : styles) {
    const at::Tensor own = luminance(style.picture);  // (1, 1, H, W)
    // On one channel all kinds are the same: the ratio of the deviations.
    prepared.styles.push_back(grey(moved(own, palette(own, style.weight), wanted, ColourMatching::cholesky)));
  }
  return prepared;
}

}  // namespace

at::Tensor match_colours(const Weighted& picture, const Weighted& to, ColourMatching kind) {
  return moved(picture.picture, palette(picture.picture, picture.weight), palette(to.picture, to.weight), kind);
}

at::Tensor luminance(const at::Tensor& picture) {
  const at::Tensor share = at::tensor({0.299, 0.587, 0.114}, picture.options()).reshape({1, 3, 1, 1});
  return (picture * share).sum(1, /*keepdim=*/true);
}

at::Tensor recombine(const at::Tensor& lightness, const at::Tensor& colours) {
  constexpr double least = 1e-6;  // keeps grey, which needs no room, from a division by zero
  const at::Tensor level = luminance(lightness).clamp_(0, 1);  // (1, 1, H, W)
  const at::Tensor chroma = colours - luminance(colours);      // (1, 3, H, W)
  const at::Tensor room = at::where(chroma > 0, 1 - level, level);
  const at::Tensor share = (room / chroma.abs().clamp_min(least)).amin(1, /*keepdim=*/true).clamp_max_(1);
  return (level + share * chroma).clamp_(0, 1);
}

Prepared prepare_colours(const Weighted& content, const std::vector<Weighted>& styles, const Settings& settings) {
  if (settings.colour == Colour::luminance) {
    return luminances(content, styles);
  }
  Prepared prepared{content.picture, {}};
  for (const Weighted& style : styles) {
    prepared.styles.push_back(
        settings.colour == Colour::matched ? match_colours(style, content, settings.colour_matching) : style.picture);
  }
  return prepared;
}

at::Tensor finish_colours(const at::Tensor& result, const at::Tensor& content, const Settings& settings) {
  switch (settings.colour) {
    case Colour::luminance:
      return recombine(result, content);
    case Colour::colours_only:
      return recombine(content, result);
    case Colour::style:
    case Colour::matched:
      break;
  }
  return result;
}

}  // namespace nst
