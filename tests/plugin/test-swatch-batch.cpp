// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-batch.h"

#include <gtest/gtest.h>

#include <vector>

namespace nst::gimp {
namespace {

const SwatchPoint three{.seed = 3};
const SwatchPoint nine{.seed = 9};

const std::vector<SwatchBatch>& batches() {
  static const std::vector<SwatchBatch> all{
      SwatchBatch::of_seeds(0),          SwatchBatch::of_seeds(5000),
      SwatchBatch::variations_of(three), SwatchBatch::variations_of(variation_of(blend_of(three, nine), 2)),
      SwatchBatch::between(three, nine), SwatchBatch::between(variation_of(three, 1), blend_of(three, nine))};
  return all;
}

TEST(SwatchBatch, FindsItsItemsAgain) {
  for (const SwatchBatch& batch : batches()) {
    for (std::size_t item = 0; item < batch.count(); item += item < 30 ? 1 : 377) {
      EXPECT_EQ(batch.item(batch.point(item)), item);
    }
    EXPECT_FALSE(batch.item({.seed = 123'456}));
    EXPECT_FALSE(batch.item(blend_of(three, nine, 0.123)));
    EXPECT_FALSE(batch.hint().empty());
  }
}

TEST(SwatchBatch, OfSeedsCounts) {
  const SwatchBatch batch = SwatchBatch::of_seeds(5000);
  EXPECT_EQ(batch.point(7), SwatchPoint{.seed = 5007});
  EXPECT_FALSE(batch.item({.seed = 4999}));
  EXPECT_FALSE(batch.item({.seed = 10'000}));
  EXPECT_FALSE(batch.item(variation_of({.seed = 5007}, 5007)));
}

TEST(SwatchBatch, OfVariationsBeginsWithTheirOrigin) {
  const SwatchBatch batch = SwatchBatch::variations_of(three);
  EXPECT_EQ(batch.point(0), three);
  EXPECT_EQ(batch.point(7), variation_of(three, 7));
  EXPECT_FALSE(batch.item(variation_of(nine, 7)));
  EXPECT_FALSE(batch.item(variation_of(three, 7, 0.5)));
  EXPECT_FALSE(batch.item({.seed = 7}));
}

TEST(SwatchBatch, BetweenTwoGoesInEqualSteps) {
  const SwatchBatch batch = SwatchBatch::between(three, nine);
  EXPECT_EQ(batch.count(), 21U);
  EXPECT_EQ(batch.point(0), three);
  EXPECT_EQ(batch.point(3), blend_of(three, nine, 0.15));
  EXPECT_EQ(batch.point(10), blend_of(three, nine));
  EXPECT_EQ(batch.point(20), nine);
}

}  // namespace
}  // namespace nst::gimp
