// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiling.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

TEST(Tiles, OneWhereItFits) {
  const auto tiles = plan_tiles({512, 512}, 155, 16, 1000, 512 * 512 * 1000);
  ASSERT_EQ(tiles.size(), 1U);
  EXPECT_TRUE(tiles[0].whole());
}

TEST(Tiles, CoverThePictureOnceWithTheirMargins) {
  for (const Size& size : {Size{1024, 768}, {2048, 16}, {16, 4000}, {992, 1008}}) {
    const auto tiles = plan_tiles(size, 155, 16, 1000, 600.0 * 600 * 1000);
    at::Tensor covered = at::zeros({1, 1, size.height, size.width});
    for (const Tile& tile : tiles) {
      cut(covered, tile.inner, 1).add_(1);
      for (const std::int64_t edge :
           {tile.inner.y, tile.inner.x, tile.outer.y, tile.outer.x, tile.outer.height, tile.outer.width}) {
        EXPECT_EQ(edge % 16, 0);
      }
      EXPECT_LE(static_cast<double>(tile.outer.height * tile.outer.width), 600.0 * 600);
      EXPECT_TRUE(tile.outer.y == 0 || tile.inner.y - tile.outer.y == 160);
      EXPECT_TRUE(tile.outer.x + tile.outer.width == size.width ||
                  tile.outer.x + tile.outer.width - tile.inner.x - tile.inner.width == 160);
    }
    EXPECT_TRUE(covered.equal(at::ones_like(covered)));
  }
}

TEST(Tiles, NeverGetSmallerThanIsOfUse) {
  for (const Tile& tile : plan_tiles({1024, 1024}, 155, 16, 1000, 1)) {
    EXPECT_GE(tile.inner.height, 128);
  }
}

TEST(Tiles, WeighTheirInnerPartOnly) {
  const Tile tile{{16, 0, 64, 48}, {32, 0, 32, 32}};
  const at::Tensor guide = at::rand({1, 1, 64, 64});
  const at::Tensor weights = inner_weights(guide, tile, 2, guide.options());
  EXPECT_EQ(weights.size(2), 32);
  EXPECT_TRUE(weights.narrow(2, 8, 16).narrow(3, 0, 16).equal(guide.narrow(2, 16, 16).narrow(3, 0, 16)));
  EXPECT_NEAR(weights.sum().item<double>(), guide.narrow(2, 16, 16).narrow(3, 0, 16).sum().item<double>(), 1e-3);
  EXPECT_EQ(inner_weights({}, tile, 1, guide.options()).sum().item<double>(), 32 * 32);
  const Tile whole{{0, 0, 64, 64}, {0, 0, 64, 64}};
  EXPECT_FALSE(inner_weights({}, whole, 1, guide.options()).defined());
}

TEST(Stride, DoublesAtEachPooling) {
  const EncoderDescription vgg{.name = "", .layers = vgg19_layers("conv5_1")};
  EXPECT_EQ(stride_of(vgg, "conv1_1"), 1);
  EXPECT_EQ(stride_of(vgg, "conv2_1"), 2);
  EXPECT_EQ(stride_of(vgg, "conv5_1"), 16);
}

}  // namespace
}  // namespace nst
