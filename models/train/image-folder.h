// SPDX-License-Identifier: GPL-3.0-or-later
//
// A folder of pictures as training data: decoded once, kept in memory as bytes, cut into random crops. Used by every
// training program.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <span>
#include <vector>

namespace nst::train {

/// How a crop is cut and changed, so that a network does not learn the pictures by heart.
struct Augmentation {
  int crop = 128;                ///< side of a crop in px
  double smallest_scale = 1.0;   ///< below 1 some crops are enlarged
  double largest_scale = 2.0;    ///< a crop shows up to this many times its side of the picture, shrunk
  double channel_shuffle = 0.3;  ///< share of the crops whose R, G, B are permuted
  double noise = 0.15;           ///< share of the crops with added noise: an optimised picture is noisy on its way
  bool centre = false;           ///< cut out of the middle in place of anywhere
  bool mirror = true;            ///< half of the crops are turned left to right
};

/// Pictures of any size; the bytes stay in memory, (3, H, W) each.
class ImageFolder {
 public:
  /// Decodes every picture below `folders` whose sides are at least `smallest_side` px, in the order of their names, on
  /// all cores. With `shorter_side` above 0 they are reduced to that shorter side. Files that are no pictures, broken
  /// or too small are skipped and counted. Throws Error if nothing is left.
  ImageFolder(std::span<const std::filesystem::path> folders, int smallest_side, int shorter_side = 0);

  std::size_t size() const { return pictures_.size(); }
  std::size_t skipped() const { return skipped_; }

  /// The picture at `index`, (3, H, W) bytes.
  const at::Tensor& picture(std::size_t index) const { return pictures_.at(index); }

  /// Takes every n-th picture out into a folder of its own, to measure what was not trained on.
  ImageFolder hold_back(std::size_t every);

  /// `count` random crops, (count, 3, crop, crop) floats in [0, 1]: the same for the same state of `random`.
  at::Tensor batch(int count, const Augmentation& augmentation, at::Generator random) const;

 private:
  ImageFolder() = default;
  at::Tensor sample(const Augmentation& augmentation, at::Generator random) const;

  std::vector<at::Tensor> pictures_;
  std::size_t skipped_ = 0;
};

/// A generator of random numbers of its own for each step of a run, so that a run that was killed and resumed draws the
/// same numbers as one that was not.
at::Generator generator_for(std::uint64_t seed, std::uint64_t step);

}  // namespace nst::train
