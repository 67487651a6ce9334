// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings a painting on its way to the one who watches: small, without its frame, in its final colours and laid over the
// content. Private to the core.
#pragma once

#include "core/composition.h"
#include "core/frame.h"
#include "core/image.h"
#include "core/settings.h"
#include "core/tensors.h"
#include "core/watcher.h"

#include <ATen/core/Tensor.h>

#include <chrono>

namespace nst {

class Viewfinder {
 public:
  /// `content` is that of the request, `composition` what was made of it, before its colours are prepared. All but the
  /// watcher may go away afterwards.
  Viewfinder(const Watcher& watcher, const Settings& settings, const Image& content, const Composition& composition);

  /// Whether it is time for another view.
  bool due() const;

  /// Shows the content, where nothing is painted yet.
  void show_content() const;

  /// Shows `painted`, (1, 3, H, W) of the composition's scene at any size, after `step` of `steps` steps.
  void show(const at::Tensor& painted, int step, int steps) const;

  /// Whether what a stop has reached is wanted.
  bool keeps_stopped() const;

 private:
  at::Tensor finished(const at::Tensor& painted) const;

  const Watcher& watcher_;
  Settings settings_;
  bool watched_;
  Rect part_;
  Size framed_{};       ///< of the scene with its frame, at the size of the views
  Frame frame_{};       ///< at that size
  at::Tensor content_;  ///< (1, 3, h, w): its colours
  at::Tensor alpha_;    ///< (1, 1, h, w), or undefined
  Image below_;         ///< the two as a picture
  Image mask_;          ///< of that size; empty for everywhere
  mutable std::chrono::steady_clock::time_point next_;
};

}  // namespace nst
