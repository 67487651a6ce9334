// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-lines.h"

#include "core/error.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nst::gimp {
namespace {

TEST(RegionLines, NothingIsTheRestAlone) {
  const std::vector<RegionLine> rest{{.mask = rest_word}};
  EXPECT_EQ(parse_regions(""), rest);
  EXPECT_EQ(parse_regions("  \n\n"), rest);
  EXPECT_EQ(regions_text(rest), "");
}

TEST(RegionLines, ReadsWhatIsSaidOfEachRegion) {
  const auto regions = parse_regions(
      "mask=selection\nprotection=2\n"
      " mask=channel:the = sky \nstyle=/a/sea; "
      "keep.jpg:2\r\nstyle=generated:dcgan-abstract:7\nstrength=0.5\nfeather=8.5\n"
      "mask=layer-mask:#12 Person\nkeep\n");
  ASSERT_EQ(regions.size(), 3U);
  EXPECT_EQ(regions[0], (RegionLine{.mask = rest_word, .protection = 2}));
  EXPECT_EQ(regions[1], (RegionLine{.mask = "channel:the = sky",
                                    .styles = {"/a/sea; keep.jpg:2", "generated:dcgan-abstract:7"},
                                    .strength = 0.5,
                                    .feather = 8.5}));
  EXPECT_EQ(regions[2], (RegionLine{.mask = "layer-mask:#12 Person", .keep = true}));
}

TEST(RegionLines, TextIsReadBack) {
  const std::vector<RegionLine> regions{{.mask = rest_word, .strength = 0.1, .keep = true},
                                        {.mask = "layer:a=b", .styles = {"pattern:Wood:0.5"}, .protection = 1.0 / 3},
                                        {.mask = "channel:c"},
                                        {.mask = "channel:c", .feather = 1e4}};
  EXPECT_EQ(parse_regions(regions_text(regions)), regions);
  EXPECT_EQ(regions_text({{.mask = rest_word}, {.mask = "channel:c"}}), "mask=channel:c");
}

TEST(RegionLines, RefuseWhatMakesNoSense) {
  const auto refuses = [](const char* text, const char* word) {
    try {
      parse_regions(text);
      ADD_FAILURE() << "took " << text;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
    }
  };
  refuses("strength=1", "strength=1");
  refuses("mask=", "mask=channel:");
  refuses("mask=channel:a\nnonsense", "nonsense");
  refuses("mask=channel:a\nkeep=no", "keep=no");
  refuses("mask=channel:a\nstyle=", "style=");
  refuses("mask=channel:a\nstrength=-1", "from 0 to");
  refuses("mask=channel:a\nstrength=nan", "from 0 to");
  refuses("mask=channel:a\nfeather=10001", "10000");
  refuses("mask=channel:a\nprotection=2x", "2x");
  refuses("mask=channel:a\nmask=selection", "first");
  refuses("mask=selection\nstyle=a.jpg", "styles");
}

}  // namespace
}  // namespace nst::gimp
