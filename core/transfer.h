// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves features from one statistics to another, in closed form. Private to the core.
#pragma once

#include "core/settings.h"
#include "core/statistics.h"

#include <ATen/core/Tensor.h>

namespace nst {

/// f -> matrix f + offset, for the C channels of a layer.
struct Transfer {
  at::Tensor matrix;  ///< (C, C)
  at::Tensor offset;  ///< (C)
};

/// The map that gives features with the mean m_c and covariance K_c the mean m_s and covariance K_s, f -> A (f - m_c) +
/// m_s:
///
///   moments      A = diag(d_s / d_c) with the deviations d = sqrt(diag K): adaptive instance normalisation, AdaIN
///   (Huang
///                and Belongie 2017)
///   covariance   A = K_c^-1/2 (K_c^1/2 K_s K_c^1/2)^1/2 K_c^-1/2: whitening and colouring (Li et al. 2017, "Universal
///                Style Transfer via Feature Transforms") in the form that changes the features least, the optimal
///                transport between normal distributions (Lu et al. 2019, "A Closed-form Solution to Universal Style
///                Transfer")
///
/// No direction is stretched more than `most_stretch` times: what has next to no variance in the content is noise.
Transfer transfer(const Statistics& content, const Statistics& style, FeatureTransfer kind);

/// transfer.matrix f + transfer.offset of f, (1, C, H, W).
at::Tensor moved(const at::Tensor& f, const Transfer& transfer);

inline constexpr double most_stretch = 20;

}  // namespace nst
