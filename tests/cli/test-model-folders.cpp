// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/model-folders.h"

#include "core/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace nst {
namespace {

namespace fs = std::filesystem;

bool contains(const std::vector<fs::path>& folders, const fs::path& folder) {
  return std::ranges::find(folders, folder) != folders.end();
}

TEST(ModelFolders, BeginsWithTheEnvironmentsOwn) {
  setenv("NEURAL_STYLE_MODELS", "/a::/b c", 1);
  const std::vector<fs::path> folders = model_folders();
  unsetenv("NEURAL_STYLE_MODELS");
  ASSERT_GE(folders.size(), 2U);
  EXPECT_EQ(folders[0], "/a");
  EXPECT_EQ(folders[1], "/b c");
}

TEST(ModelFolders, HasTheUsersDataFolder) {
  setenv("XDG_DATA_HOME", "/data", 1);
  EXPECT_TRUE(contains(model_folders(), "/data/neural-style/models"));
  EXPECT_TRUE(is_user_model_folder("/data/neural-style/models"));
  EXPECT_FALSE(is_user_model_folder("/data"));
  setenv("XDG_DATA_HOME", "relative", 1);
  setenv("HOME", "/someone", 1);
  EXPECT_TRUE(contains(model_folders(), "/someone/.local/share/neural-style/models"));
}

TEST(ModelFolders, NoneIsTheUsersOwnWithoutAHome) {
  unsetenv("XDG_DATA_HOME");
  unsetenv("HOME");
  EXPECT_THROW(user_model_folder(), Error);
  EXPECT_FALSE(is_user_model_folder(""));
}

TEST(ModelFolders, HasTheFoldersBesideTheProgramAndTheInstalledOne) {
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path();
  const std::vector<fs::path> folders = model_folders();
  EXPECT_TRUE(contains(folders, program / "models"));
  EXPECT_TRUE(contains(folders, program.parent_path() / "share" / "neural-style" / "models"));
  EXPECT_TRUE(folders.back().is_absolute());
  EXPECT_TRUE(folders.back().string().ends_with("neural-style/models"));
}

}  // namespace
}  // namespace nst
