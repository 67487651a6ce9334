// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/kept-pictures.h"
#include "plugin/cli/sweep-results.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace nst::cli {
namespace {

SweepArguments sweep(const std::vector<Variation>& variations) {
  SweepArguments sweep{.variations = variations};
  return sweep;
}

TrialResult result(const std::vector<std::string>& values) {
  return {.values = values,
          .picture = Image(8, 8, 3),
          .outcome = {.losses = {.content = 0.123456789, .style = 2, .variation = 0.5}, .steps = 20, .seconds = 1.5}};
}

std::vector<std::string> numbers(int count) {
  std::vector<std::string> numbers;
  for (int i = 0; i < count; ++i) {
    numbers.push_back(std::to_string(i));
  }
  return numbers;
}

TEST(SweepResults, MakeATableOfNumbers) {
  TrialResult failed{.values = {"2", "a,\"b\".jpg"}, .file = "kept/x.png", .error = "There is no file,\nor none."};
  EXPECT_EQ(table_of(sweep({{"strength", {}}, {"style", {}}}), {result({"1", "c.jpg"}), failed}),
            "strength,style,content loss,style loss,variation,steps,seconds,file,error\r\n"
            "1,c.jpg,0.123456789,2,0.5,20,1.50,,\r\n"
            "2,\"a,\"\"b\"\".jpg\",,,,,,kept/x.png,\"There is no file,\nor none.\"\r\n");
}

TEST(SweepResults, OfTwoVariationsHaveHeadings) {
  const ContactSheet sheet = sheet_of(sweep({{"strength", {"1", "2"}}, {"style", {"x/a.jpg", "b.jpg", "c.jpg"}}}), {},
                                      std::vector(6, result({"1", "x/a.jpg"})));
  EXPECT_EQ(sheet.row_headings, (std::vector<std::string>{"strength 1", "strength 2"}));
  EXPECT_EQ(sheet.column_headings, (std::vector<std::string>{"style a.jpg", "style b.jpg", "style c.jpg"}));
  EXPECT_EQ(sheet.columns, 3);
  EXPECT_NE(sheet.cells.at(0).caption.find("strength 1, style a.jpg"), std::string::npos);
  EXPECT_NE(sheet.cells.at(0).caption.find("0.1235"), std::string::npos);
}

TEST(SweepResults, OfOneVariationAreALineOrASquare) {
  const ContactSheet line = sheet_of(sweep({{"seed", numbers(8)}}), {}, std::vector(8, result({"1"})));
  EXPECT_EQ(line.columns, 8);
  EXPECT_EQ(line.column_headings.size(), 8U);
  const ContactSheet square = sheet_of(sweep({{"seed", numbers(9)}}), {}, std::vector(9, result({"1"})));
  EXPECT_EQ(square.columns, 3);
  EXPECT_TRUE(square.column_headings.empty());
}

TEST(SweepResults, OfThreeVariationsHaveCaptionsAlone) {
  const ContactSheet sheet = sheet_of(sweep({{"seed", {"1", "2"}}, {"strength", {"1"}}, {"steps", {"1", "2", "3"}}}),
                                      {}, std::vector(6, result({"1", "1", "1"})));
  EXPECT_EQ(sheet.columns, 6);
  EXPECT_TRUE(sheet.column_headings.empty());
  EXPECT_TRUE(sheet.row_headings.empty());
  const auto columns = [](int first, int second, int third) {
    const std::vector<Variation> variations{
        {"seed", numbers(first)}, {"steps", numbers(second)}, {"strength", numbers(third)}};
    return sheet_of(sweep(variations), {},
                    std::vector(static_cast<std::size_t>(first * second * third), result({"", "", ""})))
        .columns;
  };
  EXPECT_EQ(columns(3, 2, 2), 4);
  EXPECT_EQ(columns(2, 2, 2), 8);
  EXPECT_EQ(columns(2, 5, 2), 2);
  EXPECT_EQ(columns(2, 2, 9), 6);
}

TEST(SweepResults, ShowErrorsInTheirCells) {
  const ContactSheet sheet = sheet_of(sweep({{"seed", {"1"}}}), {}, {{.values = {"1"}, .error = "It failed."}});
  EXPECT_EQ(sheet.cells.at(0).message, "It failed.");
  EXPECT_EQ(sheet.cells.at(0).caption, "seed 1");
}

TEST(KeptPictures, HaveNamesOfTheirOwn) {
  SweepArguments named = sweep({{"style", {}}, {"strength", {}}});
  named.keep = "kept";
  for (const char* style : {"x/a b.jpg", "x/a-b.jpg", "c.jpg"}) {
    named.trials.push_back({{style, "0.5"}, {}});
  }
  named.trials.push_back({{std::string(5000, 'x'), "1"}, {}});
  const auto files = kept_files(named);
  EXPECT_EQ(files[0], "kept/style-x-a-b.jpg_strength-0.5.png");
  EXPECT_EQ(std::set(files.begin(), files.end()).size(), 4U);
  EXPECT_LT(files[3].filename().string().size(), 255U);
  named.keep.clear();
  EXPECT_TRUE(kept_files(named).at(0).empty());
}

}  // namespace
}  // namespace nst::cli
