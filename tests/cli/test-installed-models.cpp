// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/installed-models.h"

#include "core/error.h"
#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace nst {
namespace {

class InstalledModels : public testing::Test {
 protected:
  InstalledModels() : shipped_(folder_ / "shipped"), own_(folder_ / "data" / "neural-style" / "models") {
    setenv("NEURAL_STYLE_MODELS", shipped_.c_str(), 1);
    setenv("XDG_DATA_HOME", (folder_ / "data").c_str(), 1);
    install(shipped_, "encoder-shipped");
    install(own_, "encoder-own");
  }
  ~InstalledModels() override {
    unsetenv("NEURAL_STYLE_MODELS");
    unsetenv("XDG_DATA_HOME");
  }
  static void install(const std::filesystem::path& folder, const std::string& id) {
    std::filesystem::create_directories(folder / id);
    test::write_random_encoder(folder / id / "weights.safetensors");
  }
  static InstalledModel model(const std::string& id) {
    for (InstalledModel& each : installed_models()) {
      if (each.entry.id == id) {
        return std::move(each);
      }
    }
    return {};
  }

  test::TemporaryFolder folder_;
  std::filesystem::path shipped_;
  std::filesystem::path own_;
};

TEST_F(InstalledModels, TellTheUsersOwnFromOthers) {
  EXPECT_TRUE(model("encoder-own").own);
  EXPECT_FALSE(model("encoder-shipped").own);
  EXPECT_EQ(model("encoder-shipped").entry.weights, shipped_ / "encoder-shipped" / "weights.safetensors");
}

TEST_F(InstalledModels, TellTheLicenseThatTheCardNames) {
  EXPECT_EQ(model("encoder-own").license, "");
  test::write_text(own_ / "encoder-own" / "card.md",
                   "# Card\n\n**License.** That of\nits makers.\n\n**Limits.** None.\n");
  EXPECT_EQ(model("encoder-own").license, "That of its makers.");
}

TEST_F(InstalledModels, OnlyOwnOnesAreRemoved) {
  EXPECT_THROW(remove_model("encoder-shipped"), Error);
  EXPECT_THROW(remove_model("encoder-none"), Error);
  EXPECT_THROW(remove_model("../models"), Error);
  EXPECT_EQ(remove_model("encoder-own"), own_ / "encoder-own");
  EXPECT_TRUE(std::filesystem::is_empty(own_));
  EXPECT_EQ(model("encoder-shipped").entry.id, "encoder-shipped");
}

TEST_F(InstalledModels, WhoeverReadsARemovedOneReadsOn) {
  std::ifstream reader(own_ / "encoder-own" / "weights.safetensors", std::ios::binary);
  remove_model("encoder-own");
  const std::string bytes((std::istreambuf_iterator<char>(reader)), {});
  EXPECT_EQ(bytes.size(), std::filesystem::file_size(shipped_ / "encoder-shipped" / "weights.safetensors"));
}

TEST_F(InstalledModels, OneOfTheUsersHidesAShippedOneUntilItIsRemoved) {
  setenv("NEURAL_STYLE_MODELS", (own_.string() + ":" + shipped_.string()).c_str(), 1);
  install(own_, "encoder-shipped");
  EXPECT_TRUE(model("encoder-shipped").own);
  remove_model("encoder-shipped");
  EXPECT_FALSE(model("encoder-shipped").own);
}

}  // namespace
}  // namespace nst
