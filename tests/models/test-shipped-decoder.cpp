// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network for drafts that is shipped: usable, small, described, and painting what it always has.
#include "core/generator.h"
#include "core/nets/decoder.h"
#include "core/safetensors.h"
#include "core/stylist.h"
#include "tests/support/pictures.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace nst {
namespace {

const std::filesystem::path models = std::filesystem::path(NST_SOURCE_DIR) / "models";
const std::filesystem::path folder = models / "decoder-arbitrary";
const std::filesystem::path encoder = models / "encoder-vgg19-slim/weights.safetensors";

TEST(ShippedDecoder, IsSmallHalfPrecisionAndHasACard) {
  constexpr std::uintmax_t most_bytes = 6'000'000;
  EXPECT_LT(std::filesystem::file_size(folder / "weights.safetensors"), most_bytes);
  EXPECT_TRUE(std::filesystem::is_regular_file(folder / "card.md"));
  for (const auto& [name, tensor] : read_safetensors(folder / "weights.safetensors").tensors) {
    EXPECT_EQ(tensor.scalar_type(), at::kHalf) << name;
  }
}

TEST(ShippedDecoder, FitsTheShippedEncoder) {
  const Decoder decoder = Decoder::load(folder / "weights.safetensors");
  EXPECT_EQ(decoder.description().encoder, "encoder-vgg19-slim");
  EXPECT_NO_THROW(decoder.require_fits(Encoder::load(encoder)));
}

TEST(ShippedDecoder, PaintsWhatItAlwaysHas) {
  Request request{.content = test::landscape(96, 72), .encoder = encoder, .decoder = folder / "weights.safetensors"};
  request.regions = {{.styles = {{test::strokes(96, 72), 1}}}};
  request.settings.quality = Quality::draft;
  request.settings.precision = PrecisionChoice::float32;
  test::expect_golden(stylise(request, {}).picture, "decoder-arbitrary");
}

/// A draft is nearer to the style than the photograph is, even to a style as no painter has painted.
TEST(ShippedDecoder, PaintsTheStyle) {
  Request request{.content = test::landscape(256, 192), .encoder = encoder, .decoder = folder / "weights.safetensors"};
  request.regions = {{.styles = {{test::strokes(256, 192), 1}}}};
  request.settings.quality = Quality::draft;
  const Losses drafted = stylise(request, {}).losses;
  request.settings.strength = 0.01;  // next to nothing of the style
  const Losses plain = stylise(request, {}).losses;
  EXPECT_LT(drafted.style, 0.8 * plain.style);
}

/// Of a style as users choose it, a swatch of the built-in generator, a draft has most.
TEST(ShippedDecoder, PaintsASwatch) {
  Request request{.content = test::landscape(256, 192), .encoder = encoder, .decoder = folder / "weights.safetensors"};
  const Generator generator(models / "generator-dcgan-abstract/weights.safetensors", {});
  const std::vector<Image> swatch = generator.paint(std::vector{SwatchPoint{.seed = 19}}, {.size = 256}, {});
  request.regions = {{.styles = {{swatch.front(), 1}}}};
  request.settings.quality = Quality::draft;
  const Losses drafted = stylise(request, {}).losses;
  request.settings.strength = 0.01;  // next to nothing of the style
  const Losses plain = stylise(request, {}).losses;
  EXPECT_LT(drafted.style, 0.15 * plain.style);
}

}  // namespace
}  // namespace nst
