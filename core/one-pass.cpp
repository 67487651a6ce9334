// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/one-pass.h"

#include "core/guidance.h"
#include "core/objective.h"
#include "core/sha256.h"
#include "core/style-targets.h"
#include "core/transfer.h"
#include "core/upscale.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>

namespace nst {
namespace {

// Below, the strokes that the network has learned are too large for the picture.
constexpr std::int64_t first_side = 400;
// Larger pictures are not kept: they would take more memory than they save time.
constexpr std::int64_t kept_pixels = 2'500'000;
constexpr std::size_t kept_features = 2;
constexpr std::size_t kept_statistics = 64;

const std::vector<std::string>& all_layers() {
  static const std::vector<std::string> layers(style_vector_layers.begin(), style_vector_layers.end());
  return layers;
}

const std::vector<std::string>& decoded() {
  static const std::vector<std::string> layers(decoded_layers.begin(), decoded_layers.end());
  return layers;
}

/// Pixels of the picture per position of a stage of the decoder.
int stage_stride(std::size_t stage) { return 1 << (decoded_layers.size() - stage); }

template <typename Value>
const Value* find_first(const std::list<std::pair<std::string, Value>>& kept, const std::string& key) {
  const auto found = std::ranges::find(kept, key, &std::pair<std::string, Value>::first);
  return found == kept.end() ? nullptr : &found->second;
}

template <typename Value>
const Value& keep_first(std::list<std::pair<std::string, Value>>& kept, const std::string& key, Value value,
                        std::size_t most) {
  kept.emplace_front(key, std::move(value));
  while (kept.size() > most) {
    kept.pop_back();
  }
  return kept.front().second;
}

void add(Sha256& sum, const at::Tensor& x) {
  if (!x.defined()) {
    sum.add("none");
    return;
  }
  const at::Tensor bytes = x.cpu().contiguous();
  sum.add(bytes.sizes().data(), bytes.sizes().size() * sizeof(std::int64_t));
  sum.add(bytes.const_data_ptr(), bytes.nbytes());
}

/// How far a feature of `layers` sees, px: without a way back half of the encoder's reach, and a position more, since
/// poolings look further to one side.
int forward_reach(const Encoder& encoder, std::span<const std::string> layers) {
  int stride = 1;
  for (const std::string& layer : layers) {
    stride = std::max(stride, stride_of(encoder.description(), layer));
  }
  return (encoder.reach(layers) + 1) / 2 + stride;
}

/// The moments `own` where a style's mask has left nothing at a layer: nothing is moved there.
void fill_up(LayerStatistics& wanted, const LayerStatistics& own) {
  for (const auto& [layer, statistics] : own) {
    wanted.try_emplace(layer, statistics);
  }
}

/// How much each region counts at each position, (1, R, H, W), adding up to 1; evenly where none is.
at::Tensor shares_of(const std::vector<at::Tensor>& masks, const Size& size, const at::TensorOptions& options) {
  constexpr double least = 1e-6;
  std::vector<at::Tensor> filled;
  for (const at::Tensor& mask : masks) {
    filled.push_back(mask.defined() ? mask : at::ones({1, 1, size.height, size.width}, options));
  }
  const at::Tensor all = at::cat(filled, 1) + least;  // (1, R, H, W)
  return all / all.sum(1, true);
}

}  // namespace

const Features* OnePassMemory::features(const std::string& key) const { return find_first(features_, key); }

const Features& OnePassMemory::keep(const std::string& key, Features features) {
  ++computed_;
  return keep_first(features_, key, std::move(features), kept_features);
}

void OnePassMemory::forget_features() { features_.clear(); }

const LayerStatistics* OnePassMemory::statistics(const std::string& key) const { return find_first(statistics_, key); }

const LayerStatistics& OnePassMemory::keep(const std::string& key, LayerStatistics statistics) {
  ++computed_;
  return keep_first(statistics_, key, std::move(statistics), kept_statistics);
}

struct OnePass::Layout {
  at::Tensor picture;                   // (1, 3, H, W), padded
  std::vector<at::Tensor> masks = {};   // of the regions, (1, 1, H, W), padded, or undefined
  std::vector<Tile> looks = {};         // tiles for its statistics
  std::vector<Tile> tiles = {};         // tiles that are painted
  std::string key = {};                 // of the picture; empty: nothing is kept
  std::vector<at::Tensor> shares = {};  // of the regions at each stage, (1, R, H_s, W_s); none for one region
  std::vector<at::Tensor> noise = {};   // of the whole picture, so that tiles agree, (1, N_s, H_s, W_s)
};

struct OnePass::Look {
  std::vector<std::map<std::string, Transfer>> transfers;  // of each region at each of decoded_layers
  at::Tensor values = {};                                  // of the Modulation, (R, M)
};

OnePass::OnePass(const Encoder& encoder, const Decoder& decoder, const Settings& settings, double budget,
                 OnePassMemory& memory)
    : encoder_(encoder), decoder_(decoder), settings_(settings), budget_(budget), memory_(memory) {
  decoder.require_fits(encoder);
}

at::Tensor OnePass::paint(const Painting& painting, const Progress& progress) const {
  const at::NoGradGuard no_grad;
  const Size finest = size_of(painting.scene.content);
  const std::vector<Size> sizes = one_pass_sizes(finest);
  double total = 0;
  for (const Size& size : sizes) {
    total += static_cast<double>(size.height * size.width);
  }
  at::Tensor painted;
  double done = 0;
  for (const Size& size : sizes) {
    const double shrink = static_cast<double>(size.width) / static_cast<double>(finest.width);
    Scene scene = scene_at(painting.scene, size, painting.style_side * shrink);
    const double share = static_cast<double>(size.height * size.width) / total;
    const Progress here = progress.part(done, std::min(1.0, done + share));
    const std::vector<LayerStatistics> styles = style_statistics(scene, here);
    for (SceneRegion& region : scene.regions) {
      region.styles.clear();  // as large as the picture, and what follows needs the memory
    }
    if (painted.defined()) {
      scene.content = upscale(painted.cpu(), scene.content.cpu()).to(scene.content.device());
      painted = at::Tensor();
    }
    painted = paint_at(scene, styles, here);
    done += share;
  }
  const at::Tensor movable = movable_of(painting.scene);
  return movable.defined() ? at::where(movable > 0, painted, painting.scene.content) : painted;
}

OnePass::Layout OnePass::lay_out(const Scene& scene) const {
  Layout layout{.picture = pad_to_multiple(scene.content, side_multiple)};
  for (const SceneRegion& region : scene.regions) {
    layout.masks.push_back(region.mask.defined() ? pad_to_multiple(region.mask, side_multiple) : region.mask);
  }
  const Size size = size_of(layout.picture);
  const double bytes = one_pass_bytes_per_pixel(encoder_, decoder_, scene.regions.size());
  layout.looks = plan_tiles(size, forward_reach(encoder_, all_layers()), side_multiple, bytes, budget_);
  layout.tiles = plan_tiles(size, one_pass_margin(encoder_, decoder_), side_multiple, bytes, budget_);
  if (layout.tiles.size() == 1 && layout.looks.size() == 1 && size.height * size.width <= kept_pixels) {
    Sha256 sum;
    add(sum, layout.picture);
    layout.key = sum.hex();
  } else {
    memory_.forget_features();  // those of smaller sizes: a large one needs the memory
  }
  if (scene.regions.size() > 1) {
    const at::Tensor whole = shares_of(layout.masks, size, scene.content.options());
    for (std::size_t stage = 0; stage <= decoded_layers.size(); ++stage) {
      layout.shares.push_back(at::avg_pool2d(whole, {stage_stride(stage), stage_stride(stage)}).to(decoder_.type()));
    }
  }
  for (std::size_t stage = 0; stage < decoded_layers.size(); ++stage) {
    const at::Generator random =
        at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(settings_.seed) * 8 + stage);
    const Size positions{size.height / stage_stride(stage), size.width / stage_stride(stage)};
    layout.noise.push_back(decoder_noise(stage, 1, positions, random)
                               .to(scene.content.device(), decoder_.type())
                               .contiguous(at::MemoryFormat::ChannelsLast));
  }
  return layout;
}

OnePass::Look OnePass::look_of(const Scene& scene, std::span<const LayerStatistics> styles, const Layout& layout,
                               const Progress& progress) const {
  const std::vector<LayerStatistics> own = content_statistics(scene, layout, progress);
  Look look{.transfers = std::vector<std::map<std::string, Transfer>>(own.size())};
  std::vector<at::Tensor> vectors;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const LayerStatistics wanted = wanted_statistics(scene.regions[i], styles[i], own[i]);
    vectors.push_back(style_vector(wanted));
    for (const char* layer : decoded_layers) {
      look.transfers[i][layer] = transfer(own[i].at(layer), wanted.at(layer), settings_.feature_transfer);
    }
  }
  look.values = modulation_values(decoder_.layers(), at::stack(vectors).to(scene.content.device()));
  return look;
}

at::Tensor OnePass::paint_tile(const Layout& layout, const Look& look, const Tile& tile,
                               const Progress& progress) const {
  const Features features = encode(layout, tile, decoded(), progress);
  Modulation modulation{.values = look.values, .masks = {}};
  for (std::size_t stage = 0; stage < layout.shares.size(); ++stage) {
    modulation.masks.push_back(cut(layout.shares[stage], tile.outer, stage_stride(stage)));
  }
  std::vector<at::Tensor> inputs;
  for (std::size_t stage = 0; stage < decoded_layers.size(); ++stage) {
    const at::Tensor feature = features.at(decoded_layers[stage]).to(decoder_.type());
    at::Tensor sum;  // (1, C, H_s, W_s), of the regions' features by their shares
    for (std::size_t i = 0; i < look.transfers.size(); ++i) {
      at::Tensor part = moved(feature, look.transfers[i].at(decoded_layers[stage]));
      if (!modulation.masks.empty()) {
        part = part * modulation.masks[stage].narrow(1, static_cast<std::int64_t>(i), 1);
      }
      sum = sum.defined() ? sum + part : part;
    }
    inputs.push_back(at::cat({sum, cut(layout.noise[stage], tile.outer, stage_stride(stage))}, 1)
                         .contiguous(at::MemoryFormat::ChannelsLast));
  }
  return decode(decoder_.layers(), inputs, modulation, [&] { progress.check(); }).to(at::kFloat).clamp_(0, 1);
}

at::Tensor OnePass::paint_at(const Scene& scene, std::span<const LayerStatistics> styles,
                             const Progress& progress) const {
  constexpr double looking_share = 0.3;  // of the time
  const Size size = size_of(scene.content);
  const Layout layout = lay_out(scene);
  const Look look = look_of(scene, styles, layout, progress.part(0, looking_share));
  at::Tensor painted = at::empty_like(layout.picture, at::MemoryFormat::ChannelsLast);
  double done = looking_share;
  for (const Tile& tile : layout.tiles) {
    const double next = std::min(1.0, done + (1 - looking_share) / static_cast<double>(layout.tiles.size()));
    const Progress here = progress.part(done, next);
    here(0);
    const Box inside{tile.inner.y - tile.outer.y, tile.inner.x - tile.outer.x, tile.inner.height, tile.inner.width};
    cut(painted, tile.inner, 1).copy_(cut(paint_tile(layout, look, tile, here), inside, 1));
    done = next;
  }
  progress(1);
  return painted.narrow(2, 0, size.height).narrow(3, 0, size.width).contiguous(at::MemoryFormat::ChannelsLast);
}

Features OnePass::encode(const Layout& layout, const Tile& tile, std::span<const std::string> layers,
                         const Progress& progress) const {
  const auto look = [&](std::span<const std::string> wanted) {
    return encoder_.features(cut(layout.picture, tile.outer, 1), wanted, [&] { progress.check(); });
  };
  if (layout.key.empty()) {
    return look(layers);
  }
  if (const Features* kept = memory_.features(layout.key)) {
    return *kept;
  }
  return memory_.keep(layout.key, look(all_layers()));
}

std::vector<LayerStatistics> OnePass::content_statistics(const Scene& scene, const Layout& layout,
                                                         const Progress& progress) const {
  std::vector<std::map<std::string, Moments>> sums(scene.regions.size());
  std::vector<Guides> guides;
  for (const at::Tensor& mask : layout.masks) {
    guides.push_back(propagate(mask, encoder_, all_layers(), settings_.propagation));
  }
  double done = 0;
  for (const Tile& tile : layout.looks) {
    progress(done);
    done += 1.0 / static_cast<double>(layout.looks.size());
    const Features features = encode(layout, tile, all_layers(), progress);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      for (const std::string& layer : all_layers()) {
        // A region too small for a layer is taken for the whole picture there.
        const at::Tensor guide = guides[i].contains(layer) ? guides[i].at(layer) : at::Tensor();
        const int stride = stride_of(encoder_.description(), layer);
        accumulate(sums[i][layer], features.at(layer),
                   inner_weights(guide, tile, stride, layout.picture.options().dtype(at::kFloat)));
      }
    }
  }
  std::vector<LayerStatistics> result(sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    for (const auto& [layer, moments] : sums[i]) {
      result[i][layer] = statistics(moments);
    }
  }
  return result;
}

std::vector<LayerStatistics> OnePass::style_statistics(const Scene& scene, const Progress& progress) const {
  std::vector<LayerStatistics> statistics;
  for (const SceneRegion& region : scene.regions) {
    LayerStatistics& wanted = statistics.emplace_back();
    std::map<std::string, double> shares;  // below 1 at layers where a style's mask has nothing left
    for (const StyleSample& style : region.styles) {
      for (const auto& [layer, moments] : statistics_of(style, progress)) {
        shares[layer] += style.share;
        blend(wanted[layer], moments, style.share / shares[layer]);  // a running mean
      }
    }
  }
  return statistics;
}

const LayerStatistics& OnePass::statistics_of(const StyleSample& style, const Progress& progress) const {
  Sha256 sum;
  add(sum, style.picture);
  add(sum, style.mask);
  const std::string key = sum.hex();
  if (const LayerStatistics* kept = memory_.statistics(key)) {
    return *kept;
  }
  const auto plan = [&](const at::Tensor& picture) {
    return plan_tiles(size_of(picture), encoder_.reach(all_layers()), side_multiple,
                      encoder_.bytes_per_pixel(all_layers()), budget_);
  };
  StyleSample alone = style;
  alone.share = 1;
  return memory_.keep(
      key, style_targets(encoder_, {&alone, 1}, all_layers(), settings_.propagation, plan, [&] { progress.check(); }));
}

LayerStatistics OnePass::wanted_statistics(const SceneRegion& region, const LayerStatistics& style,
                                           const LayerStatistics& own) const {
  const double strength = settings_.strength * region.strength;
  const double content = settings_.content_weight * region.content_weight;
  const double share = content > 0 ? std::clamp(strength / content, 0.0, 1.0) : 1.0;
  if (style.empty() || share <= 0) {
    return own;
  }
  LayerStatistics wanted = style;
  fill_up(wanted, own);
  for (auto& [layer, moments] : wanted) {
    blend(moments, own.at(layer), 1 - share);
  }
  return wanted;
}

int one_pass_margin(const Encoder& encoder, const Decoder& decoder) {
  return forward_reach(encoder, decoded()) + decoder_reach(decoder.layers());
}

double one_pass_bytes_per_pixel(const Encoder& encoder, const Decoder& decoder, std::size_t regions) {
  // The way back, which look() keeps things for, is not gone here.
  const double look = encoder.bytes_per_pixel(all_layers()) / 2;
  if (regions > 1 || !encoder.device().is_cpu()) {
    return look + decoder.bytes_per_pixel(false);
  }
  double features = 0;  // that are decoded
  for (std::size_t stage = 0; stage < decoded_layers.size(); ++stage) {
    const int stride = stage_stride(stage);
    features += static_cast<double>(sizeof(float) * encoder.channels(decoded_layers[stage])) / (stride * stride);
  }
  // Measured: blocks of one size that were freed do not serve for another, and a tile takes 480 bytes for a sum of 287.
  constexpr double with_freed = 1.65;
  return with_freed * std::max(look, features + decoder.bytes_per_pixel(true));
}

std::vector<Size> one_pass_sizes(const Size& finest) {
  std::vector<Size> sizes{finest};
  const auto longer = static_cast<double>(std::max(finest.height, finest.width));
  for (double side = longer / 2; side >= static_cast<double>(first_side); side /= 2) {
    const Size size = scaled(finest, side);
    if (std::min(size.height, size.width) < least_painted_side) {
      break;
    }
    sizes.push_back(size);
  }
  std::ranges::reverse(sizes);
  return sizes;
}

}  // namespace nst
