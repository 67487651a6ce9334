// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/colour.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>

namespace nst {
namespace {

constexpr std::array kinds{ColourMatching::symmetric, ColourMatching::cholesky, ColourMatching::pca};

at::Tensor random(at::IntArrayRef shape, std::uint64_t seed) {
  at::manual_seed(seed);
  return at::rand(shape);
}

/// Correlated colours around `middle` that stay far from black and white, (1, 3, 24, 20).
at::Tensor palette_of(std::uint64_t seed, double middle) {
  const at::Tensor mix = random({3, 3}, seed) * 0.2;
  const at::Tensor noise = random({3, 480}, seed + 100) - 0.5;
  return (mix.matmul(noise) + middle).reshape({1, 3, 24, 20});
}

/// (3) and (3, 3), double, by plain formulas; weight: (1, 1, H, W) or undefined.
std::pair<at::Tensor, at::Tensor> moments(const at::Tensor& picture, const at::Tensor& weight = {}) {
  const at::Tensor x = picture.flatten(2).squeeze(0).to(at::kDouble);  // (3, M)
  at::Tensor w = weight.defined() ? weight.flatten().to(at::kDouble) : at::ones({x.size(1)}, at::kDouble);
  w = w / w.sum();
  const at::Tensor mean = (x * w).sum(1);
  const at::Tensor centred = x - mean.unsqueeze(1);
  return {mean, (centred * w).matmul(centred.t())};
}

void expect_close(const at::Tensor& a, const at::Tensor& b, double tolerance) {
  EXPECT_LE((a - b).abs().max().item<double>(), tolerance) << a << '\n' << b;
}

TEST(Colour, MatchingGivesMeanAndCovarianceByEachKind) {
  const at::Tensor picture = palette_of(1, 0.4);
  const at::Tensor to = palette_of(2, 0.6);
  for (const ColourMatching kind : kinds) {
    const at::Tensor matched = match_colours({picture, {}}, {to, {}}, kind);
    EXPECT_EQ(matched.sizes(), picture.sizes());
    expect_close(moments(matched).first, moments(to).first, 1e-5);
    expect_close(moments(matched).second, moments(to).second, 5e-5);
  }
}

TEST(Colour, TheKindsDiffer) {
  const at::Tensor picture = palette_of(1, 0.4);
  const at::Tensor to = palette_of(2, 0.6);
  const auto matched = [&](ColourMatching kind) { return match_colours({picture, {}}, {to, {}}, kind); };
  const at::Tensor symmetric = matched(ColourMatching::symmetric);
  const at::Tensor cholesky = matched(ColourMatching::cholesky);
  const at::Tensor pca = matched(ColourMatching::pca);
  EXPECT_GT((symmetric - cholesky).abs().max().item<double>(), 1e-3);
  EXPECT_GT((symmetric - pca).abs().max().item<double>(), 1e-3);
  const auto moved = [&](const at::Tensor& x) { return (x - picture).square().sum().item<double>(); };
  EXPECT_LT(moved(symmetric), moved(cholesky));  // it is the optimal transport
  EXPECT_LT(moved(symmetric), moved(pca));
}

TEST(Colour, MatchingByWeightsCountsNothingElse) {
  const at::Tensor to = palette_of(3, 0.5);
  const at::Tensor weight = random({1, 1, 24, 20}, 4);
  const at::Tensor picture = palette_of(5, 0.5);
  for (const ColourMatching kind : kinds) {
    const at::Tensor matched = match_colours({picture, weight}, {to, 1 - weight}, kind);
    expect_close(moments(matched, weight).first, moments(to, 1 - weight).first, 1e-5);
    expect_close(moments(matched, weight).second, moments(to, 1 - weight).second,
                 2e-4);  // the ridge, by the gain squared
  }
}

TEST(Colour, MatchingAPictureToItselfChangesNothing) {
  const at::Tensor picture = random({1, 3, 16, 12}, 6);
  for (const ColourMatching kind : kinds) {
    expect_close(match_colours({picture, {}}, {picture, {}}, kind), picture, 1e-5);
  }
}

TEST(Colour, MatchingScalesIndependentChannelsByTheirDeviations) {
  // Eight corners of a cube: no correlation, so that every kind comes to a shift and a scale of each channel.
  at::Tensor corners = at::empty({1, 3, 2, 4});
  for (int i = 0; i < 8; ++i) {
    for (int channel = 0; channel < 3; ++channel) {
      corners[0][channel][i / 4][i % 4] = 0.4 + ((i >> channel) % 2 == 0 ? -0.1 : 0.1);
    }
  }
  const at::Tensor scale = at::tensor({2.0, 1.0, 0.5}).reshape({1, 3, 1, 1});
  const at::Tensor to = ((corners - 0.4) * scale + 0.55).to(at::kFloat);
  for (const ColourMatching kind : kinds) {
    expect_close(match_colours({corners, {}}, {to, {}}, kind), to, 2e-3);  // the ridge is 1e-3 of the variances
  }
}

TEST(Colour, DegeneratePicturesStayFiniteAndPlain) {
  const at::Tensor rich = palette_of(7, 0.5);
  const at::Tensor flat = at::full({1, 3, 10, 10}, 0.3);
  const at::Tensor greys = random({1, 1, 10, 10}, 8).expand({1, 3, -1, -1});
  for (const ColourMatching kind : kinds) {
    const at::Tensor from_flat = match_colours({flat, {}}, {rich, {}}, kind);
    expect_close(from_flat, at::ones_like(flat) * moments(rich).first.reshape({1, 3, 1, 1}), 1e-3);
    const at::Tensor to_flat = match_colours({rich, {}}, {flat, {}}, kind);
    EXPECT_LE((to_flat - 0.3).abs().max().item<double>(), 0.02);  // the ridge leaves the noise of 8 bits
    const at::Tensor from_greys = match_colours({greys, {}}, {rich, {}}, kind);
    expect_close(moments(from_greys).first, moments(rich).first, 1e-3);
    for (const at::Tensor& matched : {from_flat, to_flat, from_greys, match_colours({rich, {}}, {greys, {}}, kind)}) {
      EXPECT_TRUE(at::isfinite(matched).all().item<bool>());
      EXPECT_GE(matched.min().item<double>(), 0);
      EXPECT_LE(matched.max().item<double>(), 1);
    }
  }
}

TEST(Colour, LargePicturesAreMatchedBySamples) {
  const at::Tensor picture = random({1, 3, 1500, 1501}, 9) * 0.4 + 0.1;
  const at::Tensor to = palette_of(10, 0.5);
  const at::Tensor matched = match_colours({picture, {}}, {to, {}}, ColourMatching::symmetric);
  expect_close(moments(matched).first, moments(to).first, 1e-3);
  expect_close(moments(matched).second, moments(to).second, 1e-3);
  at::Tensor between_samples = at::zeros({1, 1, 1500, 1501});
  between_samples[0][0][1][1] = 1;
  EXPECT_TRUE(
      at::isfinite(match_colours({picture, between_samples}, {to, {}}, ColourMatching::pca)).all().item<bool>());
}

TEST(Colour, LuminanceHasKnownShares) {
  at::Tensor primaries = at::zeros({1, 3, 1, 4});
  for (int i = 0; i < 3; ++i) {
    primaries[0][i][0][i] = 1;
  }
  primaries.select(3, 3).fill_(1);
  expect_close(luminance(primaries), at::tensor({0.299, 0.587, 0.114, 1.0}).reshape({1, 1, 1, 4}), 1e-6);
}

TEST(Colour, RecombiningKeepsTheLuminanceExactlyAndTheChromaWhereItFits) {
  const at::Tensor lightness = random({1, 3, 20, 20}, 11);
  const at::Tensor colours = random({1, 3, 20, 20}, 12);
  const at::Tensor both = recombine(lightness, colours);
  expect_close(luminance(both), luminance(lightness), 1e-6);
  EXPECT_GE(both.min().item<double>(), 0);
  EXPECT_LE(both.max().item<double>(), 1);
  const at::Tensor chroma = colours - luminance(colours);
  const at::Tensor kept = both - luminance(both);
  const at::Tensor plain = luminance(lightness) + chroma;
  const at::Tensor fits = ((plain >= 0) & (plain <= 1)).all(1, /*keepdim=*/true);
  EXPECT_TRUE(fits.any().item<bool>());
  expect_close(kept * fits, chroma * fits, 1e-6);
  // Reduced, not turned: parallel vectors everywhere.
  expect_close(at::linalg_cross(kept, chroma, 1), at::zeros_like(kept), 1e-6);
  expect_close(recombine(colours, colours), colours, 1e-6);
}

TEST(Colour, BlackAndWhiteTakeNoChroma) {
  const at::Tensor colours = random({1, 3, 4, 4}, 13);
  expect_close(recombine(at::zeros_like(colours), colours), at::zeros_like(colours), 1e-7);
  expect_close(recombine(at::ones_like(colours), colours), at::ones_like(colours), 1e-6);
}

TEST(Colour, PreparingForTheStylesOwnColoursChangesNothing) {
  const at::Tensor content = palette_of(14, 0.5);
  const at::Tensor style = palette_of(15, 0.4);
  for (const Colour colour : {Colour::style, Colour::colours_only}) {
    const Prepared prepared = prepare_colours({content, {}}, {{style, {}}}, {.colour = colour});
    EXPECT_TRUE(prepared.content.equal(content));
    EXPECT_TRUE(prepared.styles.at(0).equal(style));
  }
}

TEST(Colour, PreparingMatchedRecoloursEveryStyleAndKeepsTheContent) {
  const at::Tensor content = palette_of(16, 0.6);
  const std::vector<Weighted> styles{{palette_of(17, 0.4), {}}, {palette_of(18, 0.5), {}}};
  const Prepared prepared =
      prepare_colours({content, {}}, styles, {.colour = Colour::matched, .colour_matching = ColourMatching::pca});
  EXPECT_TRUE(prepared.content.equal(content));
  for (std::size_t i = 0; i < styles.size(); ++i) {
    EXPECT_TRUE(prepared.styles.at(i).equal(match_colours(styles[i], {content, {}}, ColourMatching::pca)));
  }
}

TEST(Colour, PreparingLuminanceGivesGreysWithTheContentsMeanAndDeviation) {
  const at::Tensor content = palette_of(19, 0.6);
  const at::Tensor weight = random({1, 1, 24, 20}, 20);
  const Prepared prepared =
      prepare_colours({content, weight}, {{palette_of(21, 0.4), {}}}, {.colour = Colour::luminance});
  for (const at::Tensor& picture : {prepared.content, prepared.styles.at(0)}) {
    EXPECT_TRUE(picture.select(1, 0).equal(picture.select(1, 1)));
    EXPECT_TRUE(picture.select(1, 0).equal(picture.select(1, 2)));
  }
  expect_close(prepared.content.narrow(1, 0, 1), luminance(content), 1e-7);
  const auto wanted = moments(prepared.content, weight);
  const auto actual = moments(prepared.styles.at(0));
  expect_close(actual.first, wanted.first, 1e-5);
  expect_close(actual.second.diagonal().sqrt(), wanted.second.diagonal().sqrt(), 1e-3);
}

TEST(Colour, FinishingKeepsWhatTheChoiceSays) {
  const at::Tensor result = random({1, 3, 12, 10}, 22);
  const at::Tensor content = random({1, 3, 12, 10}, 23);
  EXPECT_TRUE(finish_colours(result, content, {.colour = Colour::style}).equal(result));
  EXPECT_TRUE(finish_colours(result, content, {.colour = Colour::matched}).equal(result));
  expect_close(luminance(finish_colours(result, content, {.colour = Colour::luminance})), luminance(result), 1e-6);
  expect_close(luminance(finish_colours(result, content, {.colour = Colour::colours_only})), luminance(content), 1e-6);
}

}  // namespace
}  // namespace nst
