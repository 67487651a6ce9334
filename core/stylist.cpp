// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stylist.h"

#include "core/colour.h"
#include "core/composition.h"
#include "core/detail-style.h"
#include "core/drafter.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "core/options.h"
#include "core/plan.h"
#include "core/pyramid.h"
#include "core/run-state.h"
#include "core/sha256.h"
#include "core/tensors.h"
#include "core/torch-errors.h"
#include "core/upscale.h"
#include "core/viewfinder.h"
#include "core/workshop.h"
#include "core/yardstick.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <optional>

namespace nst {
namespace {

// Shares of the time: the painting has all but these.
constexpr double detail_share = 0.15;
constexpr double finish_share = 0.02;

// Above, pictures are looked at in tiles as a rule, and only they themselves are large.
constexpr std::int64_t whole_pixels = 8'000'000;

void add(Sha256& sum, const Image& image) {
  sum.add(&image.width, sizeof image.width);
  sum.add(image.pixels.data(), image.pixels.size() * sizeof(float));
}

void add(Sha256& sum, const std::vector<Style>& styles) {
  for (const Style& style : styles) {
    add(sum, style.image);
    add(sum, style.mask);
    sum.add(&style.weight, sizeof style.weight);
    sum.add(&style.brush_size, sizeof style.brush_size);
  }
}

/// What makes two runs the same run: all that has an influence on the pixels.
std::string fingerprint(const Request& request) {
  Sha256 sum;
  Settings settings = request.settings;
  settings.state_file.clear();  // how it is kept and ended is no part of it
  settings.state_interval = 0;
  settings.keep_stopped = false;
  for (const Option& option : options()) {
    sum.add(text(option, settings));
    sum.add("\n");
  }
  sum.add(request.encoder.string());
  sum.add(request.decoder.string());
  add(sum, request.content);
  add(sum, request.mask);
  add(sum, request.start);
  add(sum, request.detail);
  for (const Region& region : request.regions) {
    add(sum, region.mask);
    add(sum, region.styles);
    sum.add(&region.strength, sizeof region.strength);
    sum.add(&region.content_weight, sizeof region.content_weight);
    sum.add(&region.keep, sizeof region.keep);
  }
  return sum.hex();
}

std::optional<StateKeeper> keeper_for(const Request& request) {
  const Settings& settings = request.settings;
  if (settings.state_file.empty()) {
    return {};
  }
  return StateKeeper(settings.state_file, fingerprint(request), settings.state_interval);
}

void move_to(Scene& scene, const at::Device& device) {
  const auto move = [&](at::Tensor& x) { x = x.defined() ? x.to(device) : x; };
  move(scene.content);
  for (SceneRegion& region : scene.regions) {
    move(region.mask);
    for (StyleSample& style : region.styles) {
      move(style.picture);
      move(style.mask);
    }
  }
}

/// Puts the fine strokes of `detail` on each style of the scene.
void add_detail(const Encoder& encoder, const std::vector<StyleSample>& detail, Painting& painting,
                const Settings& settings, double memory, const Progress& progress) {
  std::size_t count = 0;
  for (const SceneRegion& region : painting.scene.regions) {
    count += region.styles.size();
  }
  double done = 0;
  for (SceneRegion& region : painting.scene.regions) {
    for (StyleSample& style : region.styles) {
      const double next = std::min(1.0, done + 1.0 / static_cast<double>(count));
      style = with_detail(encoder, style, detail, painting.style_side * style.size, settings, memory,
                          progress.part(done, next));
      done = next;
    }
  }
}

/// The scene with the colours to run with.
void recolour(Scene& scene, const Settings& settings) {
  const Weighted content{scene.content, area_of(scene)};
  for (SceneRegion& region : scene.regions) {
    std::vector<Weighted> styles;
    for (const StyleSample& style : region.styles) {
      styles.push_back({style.picture, style.mask});
    }
    const Prepared prepared = prepare_colours(content, styles, settings);
    for (std::size_t i = 0; i < styles.size(); ++i) {
      region.styles[i].picture = prepared.styles[i];
    }
  }
  scene.content = prepare_colours(content, {}, settings).content;
}

/// The losses of `painted`, (1, 3, H, W), as it will be shown, against the pictures as they were given.
Losses losses_of(const Encoder& encoder, const Scene& original, double style_side, const at::Tensor& painted,
                 const Settings& settings, double memory) {
  Scene scene = original;
  move_to(scene, encoder.device());
  const at::Tensor content = resize_picture(scene.content, size_of(painted));
  return measure(encoder, {.scene = std::move(scene), .style_side = style_side, .start = {}},
                 finish_colours(painted, content, settings), memory);
}

/// The painting, (1, 3, H, W) of the part with its frame, in place of the content where something was to be painted.
Image assembled(const Image& content, const Composition& composition, const at::Tensor& framed_painting) {
  at::Tensor painted = without_frame(framed_painting, composition.frame);
  const at::Tensor movable = movable_of(composition.scene);
  if (movable.defined()) {
    const at::Tensor original = to_tensor(crop(content, composition.part), 0, 3);
    painted = at::where(without_frame(movable, composition.frame) > 0, painted, original);
  }
  Image picture = content;
  to_image(painted, picture, composition.part);
  return picture;
}

/// Freed memory is kept for the run, and given back at its end, however that comes.
struct Keeping {
  explicit Keeping(const Size& working) { keep_freed_blocks(working.height * working.width <= whole_pixels); }
  ~Keeping() { return_freed_blocks(); }
  Keeping(const Keeping&) = delete;
  Keeping& operator=(const Keeping&) = delete;
};

/// The draft that a painting begins with, (1, 3, H, W). It gives the large shapes, so it is painted small.
at::Tensor draft_for(const Painting& painting, Workshop& workshop, const Request& request, const Settings& settings,
                     double memory) {
  constexpr double longest = 512;
  const Size working = size_of(painting.scene.content);
  const auto longer = static_cast<double>(std::max(working.height, working.width));
  const auto shorter = static_cast<double>(std::min(working.height, working.width));
  const double side = std::min(longer, std::max(longest, least_painted_side * longer / shorter));
  const double style_side = painting.style_side * side / longer;
  const Painting small{
      .scene = scene_at(painting.scene, scaled(working, side), style_side), .style_side = style_side, .start = {}};
  return workshop.draft(small, settings, request.decoder, memory, {});
}

/// What the painting begins with, (1, 3, H, W) of the part with its frame; undefined if no picture was given for it.
at::Tensor start_of(const Request& request, const Composition& composition) {
  if (request.start.empty()) {
    return {};
  }
  const at::Tensor whole = resize_picture(colours(request.start), {request.content.height, request.content.width});
  const Rect& part = composition.part;
  return framed(whole.narrow(2, part.y, part.height).narrow(3, part.x, part.width), composition.frame);
}

/// Reports how far the work is after the painting: a stop that keeps what was reached lets it be finished in peace.
void report(const Progress& progress, double share, const Viewfinder& view) {
  try {
    progress(share);
  } catch (const Cancelled&) {
    if (!view.keeps_stopped()) {
      throw;
    }
  }
}

Result carry_out(const Request& request, Workshop& workshop, bool draft, bool measured, const Progress& progress,
                 const Watcher& watcher) {
  Settings settings = request.settings;
  settings.quality = draft ? Quality::draft : settings.quality;
  const bool from_content = settings.start == Start::content || settings.start == Start::automatic;
  if (settings.strength <= 0 && from_content) {
    progress(1);
    return {.picture = request.content, .mask = request.mask, .losses = {}};
  }
  const Encoder& encoder = workshop.encoder(settings, request.encoder);
  Composition composition = compose(request);
  const Size full = size_of(composition.scene.content);
  const Size working = framed_working_size(composition.part, full, settings);
  const WorkPlan plan = plan_work(full, working, settings, composition.scene.regions.size());
  settings.history = plan.history;

  const Viewfinder view(watcher, settings, request.content, composition);
  view.show_content();
  const Scene original = composition.scene;
  recolour(composition.scene, settings);
  Painting painting{.scene = composition.scene,
                    .style_side = style_side(request.content, composition.part, working, settings),
                    .start = start_of(request, composition)};
  painting.scene.content = resize_picture(composition.scene.content, working);
  for (SceneRegion& region : painting.scene.regions) {
    region.mask = region.mask.defined() ? resize_mask(region.mask, working) : region.mask;
  }
  move_to(painting.scene, encoder.device());
  const bool detailed = !request.detail.empty();
  if (detailed) {
    Scene fine{{}, {{{}, samples(request.detail), 1, 1}}};
    move_to(fine, encoder.device());
    add_detail(encoder, fine.regions[0].styles, painting, settings, plan.look_bytes, progress.part(0, detail_share));
  }
  if (settings.quality != Quality::draft) {
    settings.start = workshop.start_for(settings, request.decoder);
    if (settings.start == Start::draft) {
      painting.start = draft_for(painting, workshop, request, settings, plan.look_bytes);
    }
  }
  const std::optional<StateKeeper> keeper = keeper_for(request);
  const Progress work = progress.part(detailed ? detail_share : 0, 1 - finish_share);
  const Painted painted =
      settings.quality == Quality::draft
          ? Painted{.picture = workshop.draft(painting, settings, request.decoder, plan.look_bytes, work)}
          : paint(encoder, painting, settings, plan.look_bytes, keeper ? &*keeper : nullptr, &view, work);
  report(progress, 1 - finish_share, view);
  if (!painted.stopped) {
    view.show(painted.picture, painted.steps, painted.steps);
  }
  Result result{.picture = {},
                .mask = std::move(composition.mask),
                .losses = {},
                .steps = painted.steps,
                .stopped = painted.stopped};
  if (measured) {
    result.losses = losses_of(encoder, original, painting.style_side, painted.picture, settings, plan.look_bytes);
  }
  const at::Tensor whole =
      finish_colours(upscale(painted.picture.cpu(), composition.scene.content), original.content, settings);
  result.picture = assembled(request.content, composition, whole);
  if (keeper && !painted.stopped) {
    keeper->remove();
  }
  report(progress, 1, view);
  return result;
}

const char* not_enough_memory() {
  return tr("There is not enough memory for this picture. Close other programs, or choose a smaller working size.");
}

/// stylise() with the networks of `workshop`; `draft` takes the place of the request's quality.
Result run(const Request& request, Workshop& workshop, bool draft, bool measured, const Progress& progress,
           const Watcher& watcher) {
  validate(request.settings);
  check(request);
  // The request's own pixels are a part of what is needed, and no longer of what is free.
  const std::uint64_t held = sizeof(float) * (request.content.pixels.size() + request.mask.pixels.size());
  require_memory(request.content.width, request.content.height, request.settings, available_memory() + held);
  const Keeping blocks(working_size({request.content.height, request.content.width}, request.settings));
  return for_user(not_enough_memory(),
                  [&] { return carry_out(request, workshop, draft, measured, progress, watcher); });
}

}  // namespace

Result stylise(const Request& request, const Progress& progress, const Watcher& watcher) {
  Workshop workshop;
  return run(request, workshop, request.settings.quality == Quality::draft, true, progress, watcher);
}

struct Drafter::State {
  Workshop workshop;
};

Drafter::Drafter() : state_(std::make_unique<State>()) {}
Drafter::~Drafter() = default;
Drafter::Drafter(Drafter&&) noexcept = default;
Drafter& Drafter::operator=(Drafter&&) noexcept = default;

Result Drafter::paint(const Request& request, const Progress& progress) {
  return run(request, state_->workshop, true, false, progress, {});
}

int Drafter::computed() const { return state_->workshop.memory().computed(); }

}  // namespace nst
