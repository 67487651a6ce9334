// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue.h"

#include "core/error.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nst {
namespace {

TEST(Catalogue, TheFirstFolderWins) {
  const test::TemporaryFolder folder;
  for (const char* place : {"second/model", "third/model"}) {
    std::filesystem::create_directories(folder.path() / place);
    test::write_text(folder.path() / place / "weights.safetensors", "");
  }
  const std::vector<std::filesystem::path> folders{folder.path() / "first", folder.path() / "second",
                                                   folder.path() / "third"};
  EXPECT_EQ(find_model("model", folders), folder.path() / "second/model/weights.safetensors");
}

TEST(Catalogue, NamesWhereItLooked) {
  const std::vector<std::filesystem::path> folders{"/none/here", "/none/there"};
  try {
    find_model("model", folders);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("/none/here, /none/there"), std::string::npos);
  }
}

}  // namespace
}  // namespace nst
