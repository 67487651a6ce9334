// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "core/layers.h"
#include "core/nets/encoder.h"

#include <gtest/gtest.h>

namespace nst {
namespace {

std::vector<std::string> names(std::string_view text, LayerUse use, const std::string& last = "conv5_4") {
  std::vector<std::string> result;
  for (const WeightedLayer& layer : resolve_layers(text, use, vgg19_layers(last))) {
    result.push_back(layer.layer);
  }
  return result;
}

using Names = std::vector<std::string>;

TEST(Layers, UnderstandsEveryFormOfName) {
  for (const char* text : {"conv3_1", "relu3_1", "block3_conv1", "features.10", "10", "11", "conv_5"}) {
    EXPECT_EQ(names(text, LayerUse::style), Names{"conv3_1"}) << text;
  }
  EXPECT_EQ(names("conv_16", LayerUse::style), Names{"conv5_4"});
  EXPECT_EQ(names("features.34", LayerUse::style), Names{"conv5_4"});  // torchvision's vgg19.features has 0 to 36
}

TEST(Layers, ReadsWeightsAndAddsUpDoubles) {
  const auto layers =
      resolve_layers(" conv1_1:0.5,block2_conv1  relu1_1:2 conv3_1:0", LayerUse::style, vgg19_layers("conv5_1"));
  EXPECT_EQ(layers, (std::vector<WeightedLayer>{{"conv1_1", 2.5}, {"conv2_1", 1}}));
}

TEST(Layers, KnowsTheSets) {
  EXPECT_EQ(names("omahony", LayerUse::style), (Names{"conv1_1", "conv2_2", "conv3_3", "conv4_2", "conv5_3"}));
  EXPECT_EQ(names("all", LayerUse::style).size(), 16U);
  EXPECT_EQ(names("gatys", LayerUse::content), Names{"conv4_2"});
}

TEST(Layers, ASetFitsIntoAShorterNetwork) {
  EXPECT_EQ(names("omahony", LayerUse::style, "conv5_1"),
            (Names{"conv1_1", "conv2_2", "conv3_3", "conv4_2", "conv5_1"}));
  const auto all = resolve_layers("all", LayerUse::style, vgg19_layers("conv5_1"));
  EXPECT_EQ(all.size(), 13U);
  EXPECT_EQ(all.back(), (WeightedLayer{"conv5_1", 1}));
}

TEST(Layers, AListDoesNot) { EXPECT_THROW(names("conv5_3", LayerUse::style, "conv5_1"), Error); }

TEST(Layers, RefusesWhatItDoesNotUnderstand) {
  for (const char* text : {"", "conv", "conv3", "conv_0", "conv3_1:", "conv3_1:x", "conv3_1:-1", "conv3_1:0", "pool1",
                           "conv3_1:nan", "default", "features.", "99999999999", "conv9_9 and more"}) {
    EXPECT_THROW(check_style_layers(text), Error) << text;
  }
  EXPECT_THROW(check_content_layers("all"), Error);
  EXPECT_NO_THROW(check_style_layers("conv9_9"));  // a network might have it
  EXPECT_NO_THROW(check_content_layers("default"));
}

}  // namespace
}  // namespace nst
