// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/help-page.h"

#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

namespace nst::gimp {
namespace {

TEST(HelpPage, IsTheFirstLanguageThatThereIsOrEnglish) {
  const test::TemporaryFolder folder;
  const std::vector<std::string> german{"de_AT.UTF-8", "de_AT", "de", "C"};
  EXPECT_TRUE(help_page(folder.path(), german).empty());
  std::filesystem::create_directories(folder / "en");
  test::write_text(folder / "en/index.html", "");
  EXPECT_EQ(help_page(folder.path(), german), folder / "en/index.html");
  std::filesystem::create_directories(folder / "de");
  EXPECT_EQ(help_page(folder.path(), german), folder / "en/index.html");
  test::write_text(folder / "de/index.html", "");
  EXPECT_EQ(help_page(folder.path(), german), folder / "de/index.html");
  EXPECT_EQ(help_page(folder.path(), {}), folder / "en/index.html");
}

}  // namespace
}  // namespace nst::gimp
