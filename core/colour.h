// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whose colours a painting has: those of its style, the photograph's, or one picture's luminance with the other's
// chroma (Gatys, Bethge, Hertzmann and Shechtman 2016, "Preserving Color in Neural Artistic Style Transfer"; Gatys et
// al. 2017, "Controlling Perceptual Factors in Neural Style Transfer", section 5). Private to the core.
//
// Pictures are R'G'B' in [0, 1], (1, 3, H, W), and so are all results; nothing that is given is changed.
#pragma once

#include "core/settings.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace nst {

/// A picture and where it counts.
struct Weighted {
  at::Tensor picture;  ///< (1, 3, H, W)
  at::Tensor weight;   ///< (1, 1, H, W), not negative, sum above 0; undefined for everywhere
};

/// `picture` with the mean m and covariance K of the colours of `to` in place of its own m_p and K_p:
///
///   x -> A (x - m_p) + m,   A K_p A^T = K,   clamped to [0, 1].
///
///   symmetric   A = K_p^-1/2 (K_p^1/2 K K_p^1/2)^1/2 K_p^-1/2, which moves the colours least on the whole: the optimal
///               transport between two normal distributions (Olkin and Pukelsheim 1982; Pitié and Kokaram 2007)
///   cholesky    A = L L_p^-1 with K = L L^T, which depends on the order of the channels (Hertzmann 2001; Gatys 2016)
///   pca         A = K^1/2 K_p^-1/2, by way of the principal axes (Gatys 2016)
///
/// Both covariances get a ridge of 1e-5, about the noise of 8 bits, so that a picture of one colour or of greys comes
/// out as such, and what noise it has is not blown up to colours. Reinhard et al. 2001 match the deviations alone.
at::Tensor match_colours(const Weighted& picture, const Weighted& to, ColourMatching kind);

/// Y' = 0.299 R' + 0.587 G' + 0.114 B' (Rec. 601, as in YIQ and Y'CbCr), (1, 1, H, W).
at::Tensor luminance(const at::Tensor& picture);

/// The luminance of `lightness` with the chroma (R' - Y', G' - Y', B' - Y') of `colours`, both of the same size. Where
/// such a colour cannot be shown its chroma is reduced, never its luminance changed or its hue turned.
at::Tensor recombine(const at::Tensor& lightness, const at::Tensor& colours);

/// What a run is to see.
struct Prepared {
  at::Tensor content;              ///< (1, 3, H, W)
  std::vector<at::Tensor> styles;  ///< (1, 3, H, W) each, of the sizes given
};

/// The pictures to run with, by `settings.colour`:
///
///   style, colours_only   as they are
///   matched               each style with the colours of the content, as `settings.colour_matching` says
///   luminance             all as greys, R' = G' = B' = Y'; that of a style gets the content's mean and deviation,
///                         L -> s / s_s (L - m_s) + m, clamped (Hertzmann et al. 2001, "Image Analogies", section 3.4)
///
/// The weight of the content is where it is painted, that of a style where it is opaque.
Prepared prepare_colours(const Weighted& content, const std::vector<Weighted>& styles, const Settings& settings);

/// The picture to show after a run that gave `result`, at any size and with `content`, unprepared, at the same:
///
///   style, matched   `result` as it is
///   luminance        the luminance of `result` with the chroma of `content`
///   colours_only     the luminance of `content` with the chroma of `result`
///
/// To be called on the full size, after a painting was brought up (with the prepared content, if it was).
at::Tensor finish_colours(const at::Tensor& result, const at::Tensor& content, const Settings& settings);

}  // namespace nst
