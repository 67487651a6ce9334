// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "core/stylist.h"

#include <algorithm>
#include <cmath>

namespace nst {
namespace {

// A style takes at most this many times the area of the part of the picture that is worked on: beyond that its strokes
// would hardly fit in, and the memory would go into the style.
constexpr double largest_style_area = 4.0;

// LibTorch itself, the weights, and everything small.
constexpr double fixed_bytes = 350e6;
// A look at the smallest tile, 256 px with its margins.
constexpr double smallest_tile_bytes = 150e6;
// L-BFGS's pairs: each costs memory, and the first few are worth most.
constexpr double most_history_bytes = 2e9;
constexpr double history_share = 0.2;  // of a budget that was asked for
// Of the budget, at least, for a look: smaller tiles are mostly margin.
constexpr double least_look_share = 0.1;
constexpr double picture_bytes = 3 * sizeof(float);  // per pixel

// Per pixel of the full size, while it is painted: the content of the request, and as a tensor; a mask and its like for
// each region.
double held_bytes(std::size_t regions) { return 2 * picture_bytes + 8.0 * static_cast<double>(regions); }

// Per pixel of the full size, when the painting is brought up to it: content and result, and what lies between them.
constexpr double finishing_bytes = 66;

// Per pixel of the working size: the picture, its gradient, and the content scaled to it; the content's features; masks
// with their smaller copies.
double working_bytes(std::size_t regions, bool scaled) {
  constexpr double features = 14;
  return (scaled ? 3 : 2) * picture_bytes + features + 8.0 * static_cast<double>(regions);
}

double pair_bytes(const Size& working) {
  const bool compact = working.height * working.width > compact_pixels;
  return 2 * picture_bytes * (compact ? 0.5 : 1.0);
}

/// Per pixel, what the optimiser remembers.
double optimiser_bytes(const Settings& settings, const Size& working, int history) {
  constexpr double moments = 3 * picture_bytes;
  if (settings.quality == Quality::draft) {
    return 0;
  }
  return settings.optimiser == OptimiserKind::l_bfgs ? 3 * picture_bytes + history * pair_bytes(working) : moments;
}

double pixels(const Size& size) { return static_cast<double>(size.height) * static_cast<double>(size.width); }

double needed(const Size& full, const Size& working, const Settings& settings) {
  return plan_work(full, working, settings, 1, 1).other_bytes + smallest_tile_bytes;
}

}  // namespace

Size working_size(const Size& full, const Settings& settings) {
  const auto longer = static_cast<double>(std::max(full.height, full.width));
  const auto shorter = static_cast<double>(std::min(full.height, full.width));
  const double wanted =
      std::min<double>((settings.quality == Quality::best ? 2.0 : 1.0) * settings.working_size, longer);
  return scaled(full, std::max(wanted, least_painted_side * longer / shorter));
}

double style_side(const Image& content, const Rect& part, const Size& working, const Settings& settings) {
  const double whole = std::max(content.width, content.height);
  const Size alone = working_size({part.height, part.width}, settings);
  const double longer = std::max(part.width, part.height);
  const auto side = static_cast<double>(std::max(alone.height, alone.width));
  return std::min(settings.brush_size * side * whole / longer, std::sqrt(largest_style_area * pixels(working)));
}

WorkPlan plan_work(const Size& full, const Size& working, const Settings& settings, std::size_t regions,
                   std::uint64_t available) {
  constexpr double megabyte = 1e6;
  const double free = static_cast<double>(available > 0 ? available : available_memory());
  const double budget = settings.memory > 0 ? settings.memory * megabyte : free / 2;
  // Not of the free memory: a run that is gone on with later has to remember as much as before.
  const double for_pairs =
      settings.memory > 0 ? std::min(most_history_bytes, history_share * budget) : most_history_bytes;
  const double fitting = for_pairs / (pair_bytes(working) * pixels(working));
  const int least = std::min(2, settings.history);
  const int history =
      std::clamp(static_cast<int>(std::min<double>(fitting, settings.history)), least, settings.history);
  const double painting =
      held_bytes(regions) * pixels(full) +
      (working_bytes(regions, working != full) + optimiser_bytes(settings, working, history)) * pixels(working);
  const double finishing = finishing_bytes * pixels(full) + picture_bytes * pixels(working);
  const double other = fixed_bytes + std::max(painting, finishing);
  return {history, std::max(least_look_share * budget, budget - other), other};
}

std::uint64_t memory_needed(int width, int height, const Settings& settings) {
  const Size full{height, width};
  return static_cast<std::uint64_t>(needed(full, working_size(full, settings), settings));
}

void require_memory(int width, int height, const Settings& settings, std::uint64_t available) {
  const std::uint64_t needed = memory_needed(width, height, settings);
  const std::uint64_t free = available > 0 ? available : available_memory();
  if (needed > free) {
    throw Error(
        tr("A picture of {} × {} pixels needs {} of memory and {} are free. Scale it down, select a part and "
           "crop to it, or choose a smaller working size.",
           width, height, readable_bytes(needed), readable_bytes(free)));
  }
}

}  // namespace nst
