// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pyramid.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace nst {
namespace {

TEST(Pyramid, DoublesUpToTheFinest) {
  EXPECT_EQ(pyramid({384, 512}), (std::vector<Size>{{96, 128}, {192, 256}, {384, 512}}));
  EXPECT_EQ(pyramid({100, 100}), (std::vector<Size>{{100, 100}}));
  EXPECT_EQ(pyramid({1536, 1024}).front(), (Size{192, 128}));
}

TEST(Pyramid, KeepsTheShorterSideUsable) {
  for (const Size& size : pyramid({64, 4096})) {
    EXPECT_GE(size.height, 32);
  }
}

TEST(Tensors, ImagesSurviveTheRoundTrip) {
  Image image(5, 4, 4);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<float>(i) / 100;
  }
  const at::Tensor picture = to_tensor(image, 0, 3);
  EXPECT_TRUE(picture.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_EQ((picture[0][2][3][1].item<float>()), image.at(1, 3, 2));
  Image copy(5, 4, 4);
  to_image(picture, copy);
  to_image(to_tensor(image, 3, 1), image);  // into channel 0: shows that only that one is written
  EXPECT_EQ(copy.at(4, 3, 1), image.at(4, 3, 1));
  EXPECT_EQ(image.at(4, 3, 0), image.at(4, 3, 3));
}

TEST(Tensors, PaddingMirrors) {
  const at::Tensor x = at::arange(20 * 18, at::kFloat).view({1, 1, 20, 18});
  const at::Tensor padded = pad_to_multiple(x, 16);
  EXPECT_EQ(size_of(padded), (Size{32, 32}));
  EXPECT_EQ((padded[0][0][20][0].item<float>()), (x[0][0][18][0].item<float>()));
  EXPECT_TRUE(pad_to_multiple(padded, 16).is_same(padded));
}

TEST(Tensors, ResizingStaysInRangeAndKeepsColours) {
  at::manual_seed(1);
  const at::Tensor checker = at::randint(0, 2, {1, 3, 24, 24}).to(at::kFloat);
  for (const Size size : {Size{48, 60}, Size{7, 5}}) {
    const at::Tensor resized = resize_picture(checker, size);
    EXPECT_EQ(size_of(resized), size);
    EXPECT_GE(resized.min().item<float>(), 0);
    EXPECT_LE(resized.max().item<float>(), 1);
  }
  EXPECT_TRUE(at::allclose(resize_picture(at::full({1, 3, 9, 9}, 0.4), {20, 31}), at::full({1, 3, 20, 31}, 0.4)));
}

}  // namespace
}  // namespace nst
