// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pyramid.h"

#include "core/error.h"
#include "core/memory.h"
#include "core/objective.h"
#include "core/optimisers.h"
#include "core/viewfinder.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nst {
namespace {

/// The style at `longer` px, but with no side too small for the encoder.
Size style_size(const Size& full, double longer) {
  const auto shorter_share =
      static_cast<double>(std::min(full.height, full.width)) / static_cast<double>(std::max(full.height, full.width));
  return scaled(full, std::max(longer, static_cast<double>(least_painted_side) / shorter_share));
}

at::Tensor random_like(const at::Tensor& like, int seed) {
  const at::Generator random = at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(seed));
  return at::randn(like.sizes(), random, at::kFloat).to(like.options()).contiguous(at::MemoryFormat::ChannelsLast);
}

/// Noise with the mean and deviation of the styles' colours, mixed by their shares.
at::Tensor style_noise(const Scene& scene) {
  at::Tensor mean = at::zeros({1, 3, 1, 1}, scene.content.options());
  at::Tensor square = at::zeros_like(mean);
  double sum = 0;
  for (const SceneRegion& region : scene.regions) {
    for (const StyleSample& style : region.styles) {
      mean += style.share * style.picture.mean({2, 3}, true);
      square += style.share * style.picture.square().mean({2, 3}, true);
      sum += style.share;
    }
  }
  return at::cat({mean, square}) / sum;
}

/// The picture that the coarsest size begins with.
at::Tensor first_picture(const Scene& scene, const at::Tensor& start, const Settings& settings) {
  // Around mid grey and mostly inside [0, 1]: every colour is as near as another.
  constexpr double deviation = 0.25;
  constexpr double trace = 1.0 / 255;
  const at::Tensor& content = scene.content;
  switch (settings.start) {
    case Start::noise:
      return (0.5 + deviation * random_like(content, settings.seed)).clamp_(0, 1);
    case Start::grey:
      return 0.5 + trace * random_like(content, settings.seed);
    case Start::statistics: {
      const at::Tensor moments = style_noise(scene);  // (2, 3, 1, 1)
      const at::Tensor mean = moments.narrow(0, 0, 1);
      const at::Tensor variance = (moments.narrow(0, 1, 1) - mean.square()).clamp_min_(0);
      return (mean + variance.sqrt() * random_like(content, settings.seed)).clamp_(0, 1);
    }
    case Start::picture:
    case Start::draft:
      return resize_picture(start, size_of(content)).to(content.options());
    case Start::automatic:
    case Start::content:
      break;
  }
  return content.clone(at::MemoryFormat::ChannelsLast);
}

/// Where nothing may change the values of `content` are put back, to the bit.
at::Tensor outside_kept(const at::Tensor& picture, const at::Tensor& content, const at::Tensor& movable) {
  return movable.defined() ? at::where(movable > 0, picture, content).contiguous(at::MemoryFormat::ChannelsLast)
                           : picture;
}

/// One run: the picture on its way up the sizes.
class Run {
 public:
  Run(const Encoder& encoder, const Painting& painting, const Settings& settings, double memory,
      const StateKeeper* keeper, const Viewfinder* view)
      : encoder_(encoder),
        painting_(painting),
        settings_(settings),
        memory_(memory),
        keeper_(keeper),
        view_(view),
        sizes_(pyramid(size_of(painting.scene.content), settings.scales, coarsest_side(settings))),
        optimiser_(settings) {}

  Painted paint(const Progress& progress) {
    bool stopped = false;
    try {
      climb(progress);
    } catch (const Cancelled&) {
      store();
      if (!keeps_stopped()) {
        throw;
      }
      stopped = true;
    }
    const Size finest = sizes_.back();
    const at::Tensor& content = painting_.scene.content;
    const at::Tensor reached = state_.picture.defined() ? optimiser_.result(state_.picture) : content;
    return {outside_kept(resize_picture(reached, finest), content, movable_of(painting_.scene)), steps_done_, stopped};
  }

 private:
  double cost(int scale) const {
    const Size& size = sizes_[static_cast<std::size_t>(scale)];
    return static_cast<double>(size.height * size.width) * steps_at(size, settings_);
  }

  bool keeps_stopped() const { return view_ != nullptr ? view_->keeps_stopped() : settings_.keep_stopped; }

  void climb(const Progress& progress) {
    const auto count = static_cast<int>(sizes_.size());
    double total = 0;
    for (int scale = 0; scale < count; ++scale) {
      total += cost(scale);
      steps_ += steps_at(sizes_[static_cast<std::size_t>(scale)], settings_);
    }
    if (const auto stored = keeper_ != nullptr ? keeper_->read() : std::nullopt) {
      go_on(*stored);
    }
    double done = 0;
    for (int scale = 0; scale < count; ++scale) {
      const double share = cost(scale) / total;
      if (scale >= state_.scale) {
        paint_scale(scale, progress.part(done, std::min(1.0, done + share)));
      }
      done += share;
    }
  }

  void go_on(const RunState& stored) {
    const Size& size =
        sizes_.at(static_cast<std::size_t>(std::clamp<int>(stored.scale, 0, static_cast<int>(sizes_.size()) - 1)));
    if (size_of(stored.picture) != size) {
      throw Error(keeper_->mismatch());
    }
    state_ = stored;
    state_.picture = stored.picture.to(painting_.scene.content.options());
    optimiser_.restore(stored.memory, painting_.scene.content.options());
    steps_done_ = stored.step;
    for (int scale = 0; scale < stored.scale; ++scale) {
      steps_done_ += steps_at(sizes_[static_cast<std::size_t>(scale)], settings_);
    }
    resumed_ = true;
  }

  void paint_scale(int scale, const Progress& progress) {
    const Size& size = sizes_[static_cast<std::size_t>(scale)];
    const int steps = steps_at(size, settings_);
    at::Tensor movable;
    const Objective objective = [&] {  // the scene's pictures are needed for no longer than this
      const double shrink = static_cast<double>(size.width) / static_cast<double>(sizes_.back().width);
      const Scene scene = scene_at(painting_.scene, size, painting_.style_side * shrink);
      movable = movable_of(scene);
      if (!resumed_) {
        enter(scale, scene, movable);
      }
      resumed_ = false;
      return_freed_blocks();  // those of the last size fit nothing here
      return Objective(encoder_, settings_, scene, memory_, [&] { progress.check(); });
    }();
    return_freed_blocks();
    at::Tensor gradient = at::empty_like(state_.picture);
    while (state_.step < steps) {
      progress(static_cast<double>(state_.step) / steps);
      objective(state_.picture, gradient);
      if (movable.defined()) {
        gradient.mul_(movable);
      }
      optimiser_.step(state_.picture, gradient);
      ++state_.step;
      ++steps_done_;
      if (keeper_ != nullptr && keeper_->due()) {
        store();
      }
      if (view_ != nullptr && view_->due()) {
        view_->show(optimiser_.result(state_.picture), steps_done_, steps_);
      }
    }
  }

  /// Brings the picture of the last size, or the first one, to this size.
  void enter(int scale, const Scene& scene, const at::Tensor& movable) {
    const torch::NoGradGuard no_grad;
    at::Tensor picture = state_.picture.defined()
                             ? resize_picture(optimiser_.result(state_.picture), size_of(scene.content))
                             : first_picture(scene, painting_.start, settings_);
    if (state_.picture.defined()) {
      optimiser_.resample(size_of(scene.content));
    }
    picture = outside_kept(picture, scene.content, movable);
    state_ = {.scale = scale, .step = 0, .picture = picture.clone(at::MemoryFormat::ChannelsLast), .memory = {}};
  }

  void store() {
    if (keeper_ != nullptr && state_.picture.defined()) {
      state_.memory = optimiser_.state();
      keeper_->write(state_);
      state_.memory.clear();
    }
  }

  const Encoder& encoder_;
  const Painting& painting_;
  const Settings& settings_;
  double memory_;
  const StateKeeper* keeper_;
  const Viewfinder* view_;
  std::vector<Size> sizes_;
  Optimiser optimiser_;
  RunState state_;
  int steps_ = 0;
  int steps_done_ = 0;
  bool resumed_ = false;
};

}  // namespace

std::int64_t coarsest_side(const Settings& settings) { return settings.start == Start::draft ? 256 : 128; }

std::vector<Size> pyramid(const Size& finest, int most, std::int64_t coarsest) {
  std::vector<Size> sizes{finest};
  const auto longer = static_cast<double>(std::max(finest.height, finest.width));
  for (double side = longer / 2; side >= static_cast<double>(coarsest); side /= 2) {
    const Size size = scaled(finest, side);
    const bool enough = most > 0 && sizes.size() == static_cast<std::size_t>(most);
    if (enough || std::min(size.height, size.width) < least_painted_side) {
      break;
    }
    sizes.push_back(size);
  }
  std::ranges::reverse(sizes);
  return sizes;
}

int steps_at(const Size& size, const Settings& settings) {
  constexpr double full_steps_side = 512;
  constexpr double best_steps = 3;
  constexpr double from_draft = 0.5;
  const double share = std::min(1.0, full_steps_side / static_cast<double>(std::max(size.height, size.width)));
  const double best = settings.start == Start::draft ? best_steps * from_draft : best_steps;
  const double times = settings.quality == Quality::best ? best : 1;
  return std::max(1, static_cast<int>(std::lround(settings.steps * times * share)));
}

Scene scene_at(const Scene& scene, const Size& size, double style_side) {
  const auto mask_at = [](const at::Tensor& mask, const Size& wanted) {
    return mask.defined() ? resize_mask(mask, wanted) : mask;
  };
  Scene result{resize_picture(scene.content, size), {}};
  for (const SceneRegion& region : scene.regions) {
    result.regions.push_back({mask_at(region.mask, size), {}, region.strength, region.content_weight});
    for (const StyleSample& style : region.styles) {
      const Size wanted = style_size(size_of(style.picture), style_side * style.size);
      result.regions.back().styles.push_back(
          {resize_picture(style.picture, wanted), mask_at(style.mask, wanted), style.share, style.size, style.network});
    }
  }
  return result;
}

at::Tensor movable_of(const Scene& scene) {
  at::Tensor movable;
  for (const SceneRegion& region : scene.regions) {
    if (!region.mask.defined()) {
      return {};
    }
    const at::Tensor here = (region.mask > 0).to(at::kFloat);
    movable = movable.defined() ? at::maximum(movable, here) : here;
  }
  return movable;
}

Painted paint(const Encoder& encoder, const Painting& painting, const Settings& settings, double memory,
              const StateKeeper* keeper, const Viewfinder* view, const Progress& progress) {
  Run run(encoder, painting, settings, memory, keeper, view);
  return run.paint(progress);
}

}  // namespace nst
