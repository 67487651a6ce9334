// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/composition.h"
#include "core/device.h"
#include "core/frame.h"
#include "core/memory.h"
#include "core/objective.h"
#include "core/optimisers.h"
#include "core/options.h"
#include "core/plan.h"
#include "core/pyramid.h"
#include "core/stylist.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace nst {
namespace {

double pixels(const Size& size) { return static_cast<double>(size.height) * static_cast<double>(size.width); }

Scene trial_scene(const Size& size, int regions, const at::TensorOptions& options) {
  const auto picture = [&] {
    return at::rand({1, 3, size.height, size.width}, options).contiguous(at::MemoryFormat::ChannelsLast);
  };
  Scene scene{picture(), {}};
  for (int i = 0; i < regions; ++i) {
    const at::Tensor mask = at::full({1, 1, size.height, size.width}, 1.0 / regions, options);
    scene.regions.push_back({regions > 1 ? mask : at::Tensor(), {{picture(), {}, 1}}, 1, 1});
  }
  return scene;
}

/// The shortest of three runs of `work`, in seconds.
template <class F>
double best_of_three(F work) {
  using Clock = std::chrono::steady_clock;
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < 3; ++i) {
    const auto start = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

/// Seconds of one step at `size`, once the optimiser remembers as much as it will.
double step_seconds(const Encoder& encoder, const Settings& settings, const Size& size, int regions) {
  constexpr int most_steps = 10;
  const at::TensorOptions options = at::TensorOptions(at::kFloat).device(encoder.device());
  const Scene scene = trial_scene(size, regions, options);
  const Objective objective(encoder, settings, scene, std::numeric_limits<double>::max(), {});
  Optimiser optimiser(settings);
  at::Tensor picture = scene.content.clone(at::MemoryFormat::ChannelsLast);
  at::Tensor gradient = at::empty_like(picture);
  const double looking = best_of_three([&] { objective(picture, gradient); });
  const at::Tensor start = gradient.clone(at::MemoryFormat::ChannelsLast);
  const bool remembers = settings.optimiser == OptimiserKind::l_bfgs;
  const int steps = remembers ? std::min(settings.history, most_steps) : 1;
  double share = 0;
  const auto step = [&] {
    gradient.copy_(start).mul_(1 - (share += 0.01));  // as if it fell along the way
    optimiser.step(picture, gradient);
  };
  for (int i = 0; i < steps; ++i) {
    step();
  }
  const double longer = remembers ? static_cast<double>(settings.history) / steps : 1;
  return looking + longer * best_of_three(step);
}

/// How many times the pixels of the picture are looked at in a step, relative to a look at the whole: the margins of
/// tiles, and the first phase that only looks forward.
double tile_overhead(const std::vector<Tile>& tiles, const Size& size) {
  constexpr double forward_again = 1.4;
  double seen = 0;
  for (const Tile& tile : tiles) {
    seen += static_cast<double>(tile.outer.height * tile.outer.width);
  }
  return tiles.size() > 1 ? forward_again * seen / pixels(size) : 1;
}

}  // namespace

double painted_share(const Request& request) {
  check(request);
  const Rect part = part_of(request);
  return static_cast<double>(part.width) / request.content.width * part.height / request.content.height;
}

Estimate estimate(int width, int height, const Settings& settings, const std::filesystem::path& weights, double painted,
                  int regions) {
  constexpr Size small{.height = 128, .width = 160};
  constexpr Size large{.height = 384, .width = 512};
  constexpr double enlarging_seconds = 40e-9;  // per pixel
  constexpr double looks_besides = 2;          // at each scale, for the targets, in steps
  validate(settings);
  keep_freed_blocks();
  const Encoder encoder = encoder_for(settings, weights);
  const double small_seconds = step_seconds(encoder, settings, small, regions);
  const double large_seconds = step_seconds(encoder, settings, large, regions);
  const double per_pixel = (large_seconds - small_seconds) / (pixels(large) - pixels(small));
  const double per_step = std::max(0.0, small_seconds - per_pixel * pixels(small));

  const double side = std::sqrt(painted);
  const Size full = scaled({height, width}, side * std::max(width, height));
  const Size working = working_size(full, settings);
  const WorkPlan plan = plan_work({height, width}, working, settings, static_cast<std::size_t>(regions));
  const std::vector<std::string> layers = objective_layers(encoder.description(), settings);
  Estimate result;
  const Size framed{working.height + 2 * frame_width, working.width + 2 * frame_width};
  for (const Size& size : pyramid(framed, settings.scales)) {
    const std::vector<Tile> tiles = plan_tiles(padded(size, side_multiple), encoder.reach(layers), side_multiple,
                                               encoder.bytes_per_pixel(layers), plan.look_bytes);
    const double step = per_step + per_pixel * pixels(size) * tile_overhead(tiles, size);
    result.seconds += step * (steps_at(size, settings) + looks_besides);
    result.tiles = static_cast<int>(tiles.size());
  }
  result.seconds += pixels(full) * enlarging_seconds + 2 * large_seconds;
  const double look = std::min(plan.look_bytes, encoder.bytes_per_pixel(layers) * pixels(working));
  result.bytes = static_cast<std::uint64_t>(plan.other_bytes + look);
  return result;
}

}  // namespace nst
