// SPDX-License-Identifier: GPL-3.0-or-later
//
// Networks by their names and shapes. No numbers: the tensors are of the meta device.
#include "core/import/vgg.h"

#include "core/error.h"
#include "core/nets/encoder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <string>

namespace nst {
namespace {

using Tensors = std::map<std::string, at::Tensor>;

at::Tensor shape(at::IntArrayRef sizes) { return at::empty(sizes, at::TensorOptions().device(at::kMeta)); }

/// The convolutions of `layers`; `by_number` as torchvision names them, else with `prefix`.
Tensors network(const std::vector<std::string>& layers, bool by_number, const std::string& prefix = {}) {
  constexpr std::array<std::int64_t, 5> widths{64, 128, 256, 512, 512};
  Tensors tensors;
  int place = 0;
  std::int64_t inputs = 3;
  for (const std::string& layer : layers) {
    if (layer == "pool") {
      place += 1;
      continue;
    }
    const std::int64_t outputs = widths.at(static_cast<std::size_t>(layer.at(4) - '1'));
    const std::string name = by_number ? "features." + std::to_string(place) : prefix + layer;
    tensors[name + ".weight"] = shape({outputs, inputs, 3, 3});
    tensors[name + ".bias"] = shape({outputs});
    inputs = outputs;
    place += 2;
  }
  return tensors;
}

const std::vector<std::string> layers_of_19 = vgg19_layers("conv5_4");
const std::vector<std::string> layers_of_16 = vgg16_layers("conv5_3");

void expect_refused(const Tensors& tensors, const std::string& reason) {
  try {
    recognise_vgg(tensors);
    ADD_FAILURE() << "accepted: " << reason;
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
  }
}

TEST(Vgg, TorchvisionsNumbersAreThoseOfItsLayers) {
  const Vgg nineteen = recognise_vgg(network(layers_of_19, true));
  EXPECT_EQ(nineteen.name, "VGG-19");
  EXPECT_EQ(nineteen.layers, layers_of_19);
  EXPECT_EQ(nineteen.keys.at("conv5_4"), "features.34");  // as in torchvision's own list
  EXPECT_EQ(nineteen.convention, "torchvision");
  const Vgg sixteen = recognise_vgg(network(layers_of_16, true));
  EXPECT_EQ(sixteen.name, "VGG-16");
  EXPECT_EQ(sixteen.keys.at("conv5_3"), "features.28");
}

TEST(Vgg, TheClassifierTellsTheConvention) {
  Tensors tensors = network(layers_of_19, true);
  tensors["classifier.0.weight"] = shape({4096, 25088});
  EXPECT_EQ(recognise_vgg(tensors).convention, "torchvision");
  tensors["classifier.1.weight"] = shape({4096, 25088});
  EXPECT_EQ(recognise_vgg(tensors).convention, "caffe");
  tensors = network(layers_of_16, true);
  tensors["classifier.6.weight"] = shape({2622, 4096});
  EXPECT_EQ(recognise_vgg(tensors).convention, "vgg-face");
}

TEST(Vgg, CaffesNamesAreKnown) {
  for (const char* prefix : {"", "features."}) {
    Tensors tensors = network(layers_of_16, false, prefix);
    EXPECT_EQ(recognise_vgg(tensors).name, "VGG-16");
    EXPECT_EQ(recognise_vgg(tensors).convention, "");
    tensors["fc8.weight"] = shape({1000, 4096});
    EXPECT_EQ(recognise_vgg(tensors).convention, "caffe");
    tensors["fc8.weight"] = shape({2622, 4096});
    EXPECT_EQ(recognise_vgg(tensors).convention, "vgg-face");
  }
}

TEST(Vgg, OtherNetworksAreRefused) {
  expect_refused({}, "names");
  Tensors tensors = network(layers_of_19, true);
  tensors.erase("features.34.bias");
  tensors.erase("features.28.bias");
  expect_refused(tensors, "names");
  tensors = network(layers_of_19, true);
  tensors["features.1.running_mean"] = shape({64});
  expect_refused(tensors, "batch normalization");
  tensors = network(layers_of_19, true);
  tensors["features.10.weight"] = shape({256, 128, 1, 1});
  expect_refused(tensors, "conv3_1");
  tensors = network(layers_of_16, false);
  tensors["conv1_1.weight"] = shape({32, 3, 3, 3});
  expect_refused(tensors, "conv1_1");
  tensors = network(layers_of_16, false);
  tensors["conv5_3.bias"] = shape({1, 512});
  expect_refused(tensors, "conv5_3");
}

}  // namespace
}  // namespace nst
