// SPDX-License-Identifier: GPL-3.0-or-later
//
// From seeds to points of a latent space. The numbers belong to this file, not to a library: a seed that was written
// down shows the same swatch on any computer and in any later version. Private to the core.
#pragma once

#include "core/swatch-point.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace nst {

/// `count` numbers of a normal distribution with mean 0 and deviation 1. Equal `key`s give equal numbers, of which more
/// begin with fewer: SplitMix64 (Steele, Lea and Flood 2014), then the transform of Box and Muller (1958).
std::vector<double> normal_numbers(std::uint64_t key, int count);

/// Spherical interpolation (Shoemake 1985) from a to b, vectors of equal length, t in [0, 1]: the direction
///
///   sin((1 - t) W) / sin W  a / |a|  +  sin(t W) / sin W  b / |b|,   cos W = a b / (|a| |b|),
///
/// times the length (1 - t) |a| + t |b|. What lies between two samples of a normal distribution in many dimensions is
/// then as far from the origin as samples are, where a straight line leads through points that a network has never seen
/// (White 2016). The ends are exact.
std::vector<double> slerp(const std::vector<double>& a, const std::vector<double>& b, double t);

/// The part of a latent grid to make: the positions from `first` on, `side` in either direction.
struct GridPart {
  int first = 0;
  int side = 1;
};

/// The point of `point` in a latent space of `global` channels, which are one for all positions of the grid, and
/// `local`, which are drawn at each position for itself: (global + local, side, side), float32. A position's numbers do
/// not depend on the part, so larger grids continue smaller ones.
///
/// A blend is the spherical interpolation by its share between the points that it is made of. A variation is that by
/// its distance from its origin towards a sample of its own, which belongs to the variation's number and to the seeds
/// and numbers in the origin, but to none of the shares: the variations of neighbours are neighbours. Global and local
/// channels are interpolated by themselves, the local ones at each position.
at::Tensor latent_of(const SwatchPoint& point, int global, int local, const GridPart& part);

}  // namespace nst
