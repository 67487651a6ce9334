// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewfinder.h"

#include "core/colour.h"

#include <ATen/ATen.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace nst {
namespace {

using Clock = std::chrono::steady_clock;

/// Looking takes at most one part of so many of the time.
constexpr int parts_of_time = 100;

at::Tensor resized_part(const Image& image, const Rect& part, int channel, const Size& size) {
  return resize_mask(to_tensor(crop(image, part), channel, 1), size);
}

Image as_image(const at::Tensor& x) {
  Image image(static_cast<int>(x.size(3)), static_cast<int>(x.size(2)), static_cast<int>(x.size(1)));
  to_image(x, image);
  return image;
}

}  // namespace

Viewfinder::Viewfinder(const Watcher& watcher, const Settings& settings, const Image& content,
                       const Composition& composition)
    : watcher_(watcher),
      settings_(settings),
      watched_(watcher.show && settings.quality != Quality::draft),
      part_(composition.part),
      next_(Clock::now()) {
  if (!watched_) {
    return;
  }
  const torch::NoGradGuard no_grad;
  const Size full{part_.height, part_.width};
  const auto longer = std::max(full.height, full.width);
  const auto side = std::min<std::int64_t>(longer, watcher_.longest_side);
  const Size size = scaled(full, static_cast<double>(side));
  std::ranges::transform(composition.frame, frame_.begin(), [&](std::int64_t width) { return width * side / longer; });
  const auto [left, right, top, bottom] = frame_;
  framed_ = {size.height + top + bottom, size.width + left + right};

  content_ = resize_picture(without_frame(composition.scene.content, composition.frame), size);
  if (content.channels == 4) {
    alpha_ = resized_part(content, part_, 3, size).nan_to_num(0).clamp_(0, 1);
  }
  if (!composition.mask.empty()) {
    mask_ = as_image(resized_part(composition.mask, part_, 0, size));
  }
  below_ = as_image(alpha_.defined() ? at::cat({content_, alpha_}, 1) : content_);
}

bool Viewfinder::due() const { return watched_ && Clock::now() >= next_; }

void Viewfinder::show_content() const {
  if (watched_) {
    watcher_.show({.picture = below_, .part = part_, .step = 0, .steps = 0, .width = 0, .height = 0});
  }
}

void Viewfinder::show(const at::Tensor& painted, int step, int steps) const {
  if (!watched_) {
    return;
  }
  const Clock::time_point begin = Clock::now();
  const torch::NoGradGuard no_grad;
  Image above = below_;
  to_image(finished(painted), above);
  watcher_.show({.picture = mask_.empty() ? std::move(above) : blend(below_, above, mask_),
                 .part = part_,
                 .step = step,
                 .steps = steps,
                 .width = static_cast<int>(painted.size(3)),
                 .height = static_cast<int>(painted.size(2))});
  const Clock::time_point end = Clock::now();
  next_ = end + std::max<Clock::duration>(watcher_.interval, (end - begin) * parts_of_time);
}

bool Viewfinder::keeps_stopped() const { return watcher_.keeps ? watcher_.keeps() : settings_.keep_stopped; }

/// `painted` as it will be shown, (1, 3, h, w) of the size of the views.
at::Tensor Viewfinder::finished(const at::Tensor& painted) const {
  const at::Tensor small = without_frame(resize_picture(painted, framed_).cpu(), frame_);
  return finish_colours(small, content_, settings_);
}

}  // namespace nst
