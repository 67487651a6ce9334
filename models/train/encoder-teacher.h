// SPDX-License-Identifier: GPL-3.0-or-later
//
// The teacher of the slim encoder: its features, and how far a student's are from them,
//
//   loss = sum_l w_l ( |s_l - t_l|^2 / 2 + |E_l (s_l - t_l)|^2 / 2 e_l^2 ),   means over all values,
//
// s_l the student's features, t_l the teacher's divided by their root mean square (so that every layer counts alike),
// E_l the linear part of the teacher's map into the features of the full VGG-19, which weighs the channels as VGG-19
// does, and e_l the root mean square of E_l t_l. Where the teacher has no such map the first term counts alone.
#pragma once

#include "core/nets/encoder.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nst::train {

using Weights = std::map<std::string, at::Tensor>;

/// Whether the teacher itself was supervised at `layer`; its layers in between are poorly scaled.
bool is_tap(const std::string& layer);

/// The features of all convolutions of a VGG-shaped stack for x, (N, 3, H, W), in the precision of `type`; `weights`
/// may ask for gradients.
Features stack_features(const Weights& weights, at::Tensor x, Pooling pooling, at::ScalarType type);

/// The teacher with what the loss needs of it, computed once.
class EncoderTeacher {
 public:
  /// Reads the weights at `path`. Throws Error if they cannot be read.
  EncoderTeacher(const std::filesystem::path& path, const at::Device& device, at::ScalarType type);

  /// Scales by the root mean squares over `pictures`, (N, 3, H, W) each; to be called once, before `targets`.
  void measure(const std::vector<at::Tensor>& pictures);

  /// The scaled features t_l of `pictures`, (N, 3, H, W).
  Features targets(const at::Tensor& pictures) const;

  /// The loss of one layer, without its weight.
  at::Tensor distance(const std::string& layer, const at::Tensor& student, const at::Tensor& target) const;

 private:
  void fold_preprocessing();
  at::Tensor map(const std::string& layer, const at::Tensor& difference) const;

  at::ScalarType type_;
  Weights weights_;
  Weights metrics_;  // R_l, e_l included, (C, C)
  std::map<std::string, double> scales_;
};

}  // namespace nst::train
