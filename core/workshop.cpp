// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop.h"

#include "core/device.h"
#include "core/error.h"
#include "core/i18n.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <format>
#include <utility>

namespace nst {
namespace {

/// The network that was trained on all styles of `region`; empty if there is none.
std::filesystem::path network_of(const SceneRegion& region) {
  if (region.styles.empty()) {
    return {};
  }
  const std::filesystem::path& first = region.styles.front().network;
  const bool alike =
      std::ranges::all_of(region.styles, [&](const StyleSample& style) { return style.network == first; });
  return alike ? first : std::filesystem::path();
}

/// What the networks have to be prepared again for.
std::string preparation(const Settings& settings, const std::filesystem::path& weights) {
  return std::format("{} {} {} {}", static_cast<int>(settings.precision), static_cast<int>(settings.device),
                     static_cast<int>(settings.pooling), weights.string());
}

/// The sum of the masks, (1, 1, H, W).
at::Tensor sum_of_masks(const std::vector<SceneRegion>& regions, const at::Tensor& like) {
  at::Tensor sum = at::zeros({1, 1, like.size(2), like.size(3)}, like.options());
  for (const SceneRegion& region : regions) {
    sum = region.mask.defined() ? sum + region.mask : sum + 1;
  }
  return sum;
}

}  // namespace

const Encoder& Workshop::encoder(const Settings& settings, const std::filesystem::path& weights) {
  const std::string wanted = preparation(settings, weights);
  if (!encoder_ || prepared_ != wanted) {
    encoder_ = encoder_for(settings, weights);
    decoders_.clear();
    memory_ = {};
    prepared_ = wanted;
  }
  return *encoder_;
}

const Decoder& Workshop::decoder(const std::filesystem::path& weights, const Settings& settings) {
  if (weights.empty()) {
    throw Error(
        tr("The network that paints drafts is not installed. Install the model “decoder-arbitrary”, or choose another "
           "quality than Draft."));
  }
  const auto kept = decoders_.find(weights);
  if (kept != decoders_.end()) {
    return kept->second;
  }
  Decoder loaded = Decoder::load(weights);
  loaded.prepare(encoder_->device(), precision_for(settings, encoder_->device()));
  return decoders_.emplace(weights, std::move(loaded)).first->second;
}

Start Workshop::start_for(const Settings& settings, const std::filesystem::path& weights) {
  const Start usual = settings.quality == Quality::best ? Start::draft : Start::content;
  const Start start = settings.start == Start::automatic ? usual : settings.start;
  const bool possible = start != Start::draft || (!weights.empty() && decoder(weights, settings).fits(*encoder_));
  return possible ? start : Start::content;
}

int Workshop::draft_margin(const std::filesystem::path& weights, const Settings& settings) {
  return one_pass_margin(*encoder_, decoder(weights, settings));
}

double Workshop::draft_bytes_per_pixel(const std::filesystem::path& weights, const Settings& settings,
                                       std::size_t regions) {
  return one_pass_bytes_per_pixel(*encoder_, decoder(weights, settings), regions);
}

at::Tensor Workshop::draft(const Painting& painting, const Settings& settings, const std::filesystem::path& weights,
                           double budget, const Progress& progress) {
  std::map<std::filesystem::path, std::vector<SceneRegion>> parts;
  for (const SceneRegion& region : painting.scene.regions) {
    const std::filesystem::path network = network_of(region);
    parts[network.empty() ? weights : network].push_back(region);
  }
  at::Tensor sum;    // (1, 3, H, W), weighted with the masks
  at::Tensor masks;  // their sum, (1, 1, H, W)
  double done = 0;
  for (const auto& [network, regions] : parts) {
    const double next = std::min(1.0, done + 1.0 / static_cast<double>(parts.size()));
    const OnePass pass(*encoder_, decoder(network, settings), settings, budget, memory_);
    Painting part{.scene = {painting.scene.content, regions}, .style_side = painting.style_side, .start = {}};
    const at::Tensor painted = pass.paint(part, progress.part(done, next));
    if (parts.size() == 1) {
      return painted;
    }
    const at::Tensor mask = sum_of_masks(regions, painting.scene.content);
    sum = sum.defined() ? sum + painted * mask : painted * mask;
    masks = masks.defined() ? masks + mask : mask;
    done = next;
  }
  return at::where(masks > 0, sum / masks, painting.scene.content);
}

}  // namespace nst
