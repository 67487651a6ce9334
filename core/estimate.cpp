// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/composition.h"
#include "core/frame.h"
#include "core/memory.h"
#include "core/objective.h"
#include "core/one-pass.h"
#include "core/optimisers.h"
#include "core/options.h"
#include "core/plan.h"
#include "core/pyramid.h"
#include "core/stylist.h"
#include "core/workshop.h"
#include "core/yardstick.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace nst {
namespace {

constexpr Size small_trial{.height = 128, .width = 160};
constexpr Size large_trial{.height = 384, .width = 512};

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

/// A line through the seconds of two sizes.
struct Cost {
  double once;
  double per_pixel;

  Cost(double small_seconds, double large_seconds)
      : once(0), per_pixel((large_seconds - small_seconds) / (pixels(large_trial) - pixels(small_trial))) {
    once = std::max(0.0, small_seconds - per_pixel * pixels(small_trial));
  }
};

/// What is known of a run before anything is tried.
struct Outline {
  const Settings& settings;
  Size working;
  WorkPlan plan;
  int regions;
};

/// `run.settings.start` is what Workshop::start_for() gave.
Estimate of_optimisation(const Encoder& encoder, const Outline& run) {
  constexpr double looks_besides = 2;  // at each scale, for the targets, in steps
  const double large_seconds = step_seconds(encoder, run.settings, large_trial, run.regions);
  const Cost cost(step_seconds(encoder, run.settings, small_trial, run.regions), large_seconds);
  const std::vector<std::string> layers = objective_layers(encoder.description(), run.settings);
  const double bytes = encoder.bytes_per_pixel(layers);
  Estimate result;
  const Size framed{run.working.height + 2 * frame_width, run.working.width + 2 * frame_width};
  for (const Size& size : pyramid(framed, run.settings.scales, coarsest_side(run.settings))) {
    const std::vector<Tile> tiles =
        plan_tiles(padded(size, side_multiple), encoder.reach(layers), side_multiple, bytes, run.plan.look_bytes);
    const double step = cost.once + cost.per_pixel * pixels(size) * tile_overhead(tiles, size);
    result.seconds += step * (steps_at(size, run.settings) + looks_besides);
    result.tiles = static_cast<int>(tiles.size());
  }
  result.seconds += 2 * large_seconds;
  result.bytes =
      static_cast<std::uint64_t>(run.plan.other_bytes + std::min(run.plan.look_bytes, bytes * pixels(run.working)));
  return result;
}

Estimate of_draft(Workshop& workshop, const Encoder& encoder, const std::filesystem::path& decoder,
                  const Outline& run) {
  constexpr double all_memory = std::numeric_limits<double>::max();
  const auto trial = [&](const Size& size) {
    const at::TensorOptions options = at::TensorOptions(at::kFloat).device(encoder.device());
    return Painting{
        .scene = trial_scene(size, run.regions, options), .style_side = static_cast<double>(size.width), .start = {}};
  };
  const auto seconds = [&](const Size& size) {
    // A new scene each time: nothing is found again.
    return best_of_three([&] { workshop.draft(trial(size), run.settings, decoder, all_memory, {}); });
  };
  const Cost cost(seconds(small_trial), seconds(large_trial));
  const Size framed{run.working.height + 2 * frame_width, run.working.width + 2 * frame_width};
  const double bytes = workshop.draft_bytes_per_pixel(decoder, run.settings, static_cast<std::size_t>(run.regions));
  const int margin = workshop.draft_margin(decoder, run.settings);
  Estimate result;
  for (const Size& size : one_pass_sizes(framed)) {
    const std::vector<Tile> tiles =
        plan_tiles(padded(size, side_multiple), margin, side_multiple, bytes, run.plan.look_bytes);
    result.seconds += cost.once + cost.per_pixel * pixels(size) * tile_overhead(tiles, size);
    result.tiles = static_cast<int>(tiles.size());
  }
  // The losses at the end are measured at 512 px at most.
  const Painting measured = trial(large_trial);
  result.seconds += best_of_three([&] { measure(encoder, measured, measured.scene.content, all_memory); }) *
                    std::min(1.0, pixels(run.working) / pixels(large_trial));
  result.bytes =
      static_cast<std::uint64_t>(run.plan.other_bytes + std::min(run.plan.look_bytes, bytes * pixels(run.working)));
  return result;
}

}  // namespace

double painted_share(const Request& request) {
  check(request);
  const Rect part = part_of(request);
  return static_cast<double>(part.width) / request.content.width * part.height / request.content.height;
}

Estimate estimate(int width, int height, const Settings& settings, const std::filesystem::path& weights, double painted,
                  int regions, const std::filesystem::path& decoder) {
  constexpr double enlarging_seconds = 40e-9;  // per pixel
  validate(settings);
  keep_freed_blocks();
  Workshop workshop;
  const Encoder& encoder = workshop.encoder(settings, weights);
  const Size full = scaled({height, width}, std::sqrt(painted) * std::max(width, height));
  const Size working = working_size(full, settings);
  const WorkPlan plan = plan_work({height, width}, working, settings, static_cast<std::size_t>(regions));
  Settings begun = settings;
  begun.start = workshop.start_for(settings, decoder);
  const Outline run{.settings = begun, .working = working, .plan = plan, .regions = regions};
  Estimate result =
      settings.quality == Quality::draft ? of_draft(workshop, encoder, decoder, run) : of_optimisation(encoder, run);
  result.seconds += pixels(full) * enlarging_seconds;
  return result;
}

}  // namespace nst
