// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue.h"

#include "core/error.h"
#include "core/safetensors.h"
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

TEST(Catalogue, ListsModelsWithTheirMetadata) {
  const test::TemporaryFolder folder;
  const auto add = [&](const std::string& place, const std::string& name) {
    std::filesystem::create_directories(folder / place);
    write_safetensors(folder / place / "weights.safetensors", {{{"name", name}}, {}});
  };
  add("first/encoder-b", "B");
  add("second/encoder-b", "another B");
  add("second/encoder-a", "A");
  add("second/downloads", "no model");
  std::filesystem::create_directories(folder / "second/encoder-empty");
  std::filesystem::create_directories(folder / "second/encoder-broken");
  test::write_text(folder / "second/encoder-broken/weights.safetensors", "?");
  const std::vector<std::filesystem::path> folders{folder / "none", folder / "first", folder / "second"};
  EXPECT_EQ(metadata_of(describe_model("encoder-b", folders), "name"), "B");
  EXPECT_THROW(describe_model("encoder-none", folders), Error);
  const std::vector<ModelEntry> models = list_models(folders);
  ASSERT_EQ(models.size(), 3U);
  EXPECT_EQ(models[0].id, "encoder-a");
  EXPECT_EQ(metadata_of(models[0], "name"), "A");
  EXPECT_EQ(metadata_of(models[0], "source"), "");
  EXPECT_EQ(metadata_of(models[0], "source", "unknown"), "unknown");
  EXPECT_EQ(models[0].bytes, std::filesystem::file_size(models[0].weights));
  EXPECT_EQ(models[0].problem, "");
  EXPECT_EQ(metadata_of(models[1], "name"), "B");
  EXPECT_EQ(models[1].weights, find_model("encoder-b", folders));
  EXPECT_NE(models[2].problem.find("encoder-broken"), std::string::npos);
}

TEST(Catalogue, KnowsIds) {
  for (const char* id : {"encoder-vgg19", "encoder-a", "encoder-1-2", "generator-a", "upscaler-paintings"}) {
    EXPECT_TRUE(is_model_id(id)) << id;
    EXPECT_NO_THROW(require_model_id(id));
  }
  EXPECT_TRUE(is_model_id(default_encoder) && is_model_id(default_generator) && is_model_id(default_upscaler));
  for (const char* id : {"", "encoder-", "vgg19", "encoder-A", "encoder-a/b", "encoder-..", "encoder-a.safetensors",
                         "generator-", "generator-A", "generator", "painter-a"}) {
    EXPECT_FALSE(is_model_id(id)) << id;
    EXPECT_THROW(require_model_id(id), Error);
  }
}

TEST(Catalogue, TellsKindsApartByTheirIds) {
  EXPECT_EQ(model_kind("encoder-a"), ModelKind::encoder);
  EXPECT_EQ(model_kind("generator-a"), ModelKind::generator);
  EXPECT_EQ(model_kind("upscaler-a"), ModelKind::upscaler);
  EXPECT_EQ(model_kind("painter-a"), std::nullopt);
  EXPECT_NO_THROW(require_encoder_id("encoder-a"));
  EXPECT_THROW(require_encoder_id("generator-a"), Error);
  const test::TemporaryFolder folder;
  for (const char* id : {"encoder-a", "generator-a", "generator-b", "upscaler-a"}) {
    std::filesystem::create_directories(folder / id);
    write_safetensors(folder / id / "weights.safetensors", {{{"name", id}}, {}});
  }
  const std::vector<std::filesystem::path> folders{folder.path()};
  EXPECT_EQ(list_models(folders).size(), 4U);
  const std::vector<ModelEntry> generators = list_models(folders, ModelKind::generator);
  ASSERT_EQ(generators.size(), 2U);
  EXPECT_EQ(generators[0].id, "generator-a");
  EXPECT_EQ(generators[1].id, "generator-b");
}

}  // namespace
}  // namespace nst
