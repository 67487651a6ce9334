// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detail-style.h"

#include "core/pyramid.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace nst {

StyleSample with_detail(const Encoder& encoder, const StyleSample& coarse, const std::vector<StyleSample>& detail,
                        double side, const Settings& settings, double memory, const Progress& progress) {
  Settings fine;
  fine.style_loss = StyleLoss::gram;
  fine.style_layers = "conv1_1 conv1_2 conv2_1";
  fine.content_weight = 0;
  fine.smoothness = 0;
  fine.scales = 1;
  fine.steps = settings.steps;
  fine.propagation = settings.propagation;
  const Size full = size_of(coarse.picture);
  const auto longer = static_cast<double>(std::max(full.height, full.width));
  const Size size = scaled(full, std::min(side, longer));
  Painting painting{.scene = {resize_picture(coarse.picture, size), {{{}, detail, 1, 1}}},
                    .style_side = std::min(side, longer),
                    .start = {}};
  const Painted painted = paint(encoder, painting, fine, memory, nullptr, nullptr, progress);
  const at::Tensor mask = coarse.mask.defined() ? resize_mask(coarse.mask, size) : coarse.mask;
  return {painted.picture, mask, coarse.share, coarse.size, coarse.network};
}

}  // namespace nst
