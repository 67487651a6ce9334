// SPDX-License-Identifier: GPL-3.0-or-later
//
// The features of an encoder for tests that are scripts: encoder-features ENCODER PICTURE FEATURES; the latter two are
// safetensors files, with the tensor "picture" (1, 3, H, W) in one and the features by their layers in the other.
#include "core/nets/encoder.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>

int main(int argc, char** argv) {
  if (argc != 4) {
    return 2;
  }
  const nst::Encoder encoder = nst::Encoder::load(argv[1]);
  std::vector<std::string> layers = encoder.description().layers;
  std::erase(layers, "pool");
  nst::TensorFile file;
  for (const auto& [layer, feature] : encoder.features(nst::read_safetensors(argv[2]).tensors.at("picture"), layers)) {
    file.tensors[layer] = feature.contiguous();
  }
  nst::write_safetensors(argv[3], file);
}
