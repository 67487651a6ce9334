// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/vgg.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/nets/encoder.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace nst {
namespace {

using Tensors = std::map<std::string, at::Tensor>;
using Keys = std::map<std::string, std::string>;

constexpr std::array<std::int64_t, 5> widths{64, 128, 256, 512, 512};  // by block
constexpr std::int64_t identities = 2622;                              // the people that VGG-Face tells apart

/// "features.0", "features.2", …: the place in torchvision's list of convolutions, ReLUs and poolings.
Keys numbered(const std::vector<std::string>& layers) {
  Keys keys;
  int place = 0;
  for (const std::string& layer : layers) {
    if (layer == "pool") {
      ++place;
    } else {
      keys[layer] = "features." + std::to_string(place);
      place += 2;  // the ReLU
    }
  }
  return keys;
}

/// The layers by their own names, behind `prefix`.
Keys named(const std::vector<std::string>& layers, const std::string& prefix) {
  Keys keys;
  for (const std::string& layer : layers) {
    if (layer != "pool") {
      keys[layer] = prefix + layer;
    }
  }
  return keys;
}

bool has(const Tensors& tensors, const std::string& name) { return tensors.contains(name); }

bool has_all(const Tensors& tensors, const Keys& keys) {
  return std::ranges::all_of(keys, [&](const auto& entry) {
    return has(tensors, entry.second + ".weight") && has(tensors, entry.second + ".bias");
  });
}

void check_shapes(const Tensors& tensors, const Vgg& vgg) {
  std::int64_t inputs = 3;
  for (const std::string& layer : vgg.layers) {
    if (layer == "pool") {
      continue;
    }
    const std::int64_t outputs = widths.at(static_cast<std::size_t>(layer.at(4) - '1'));
    const std::string& key = vgg.keys.at(layer);
    if (tensors.at(key + ".weight").sizes() != at::IntArrayRef{outputs, inputs, 3, 3} ||
        tensors.at(key + ".bias").sizes() != at::IntArrayRef{outputs}) {
      throw Error(tr("layer “{}” has another shape than that of {}", layer, vgg.name));
    }
    inputs = outputs;
  }
}

/// The number of classes that `layer` tells apart, or 0 if it is not there.
std::int64_t classes(const Tensors& tensors, const std::string& layer) {
  const auto weight = tensors.find(layer + ".weight");
  return weight != tensors.end() && weight->second.dim() > 0 ? weight->second.size(0) : 0;
}

/// torchvision's own networks have no dropout before the classifier's first layer, those that were converted from Caffe
/// for PyTorch (vgg19-d01eb7cb.pth) have, which moves its number. A network with Caffe's names and a classifier is one
/// of Caffe's, unless it knows faces.
std::string convention_of(const Tensors& tensors, bool by_number) {
  const bool faces = classes(tensors, "fc8") == identities || classes(tensors, "classifier.6") == identities;
  if (faces) {
    return "vgg-face";
  }
  if (by_number) {
    return has(tensors, "classifier.1.weight") ? "caffe" : "torchvision";
  }
  return classes(tensors, "fc8") > 0 ? "caffe" : "";
}

}  // namespace

Vgg recognise_vgg(const Tensors& tensors) {
  if (std::ranges::any_of(tensors, [](const auto& entry) { return entry.first.ends_with("running_mean"); })) {
    throw Error(tr("it is a network with batch normalization, whose features have no use here"));
  }
  for (const auto& [name, layers] :
       {std::pair("VGG-19", vgg19_layers("conv5_4")), std::pair("VGG-16", vgg16_layers("conv5_3"))}) {
    for (const Keys& keys : {numbered(layers), named(layers, ""), named(layers, "features.")}) {
      if (has_all(tensors, keys)) {
        Vgg vgg{name, layers, keys, convention_of(tensors, keys == numbered(layers))};
        check_shapes(tensors, vgg);
        return vgg;
      }
    }
  }
  throw Error(tr("its tensors have not the names of a VGG-16 or VGG-19"));
}

}  // namespace nst
