// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/model-sources.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/sha256.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace nst {
namespace {

class ModelSources : public testing::Test {
 protected:
  ~ModelSources() override { unsetenv("NEURAL_STYLE_DOWNLOADS"); }
  void read(const std::string& lines) {
    test::write_text(folder_ / "downloads", lines);
    setenv("NEURAL_STYLE_DOWNLOADS", (folder_ / "downloads").c_str(), 1);
  }
  test::TemporaryFolder folder_;
};

TEST_F(ModelSources, AreSecureAndKnowTheirSums) {
  unsetenv("NEURAL_STYLE_DOWNLOADS");
  EXPECT_EQ(model_sources().size(), model_source_names().size());
  for (const ModelSource& source : model_sources()) {
    EXPECT_TRUE(source.address.starts_with("https://")) << source.address;
    EXPECT_TRUE(sha256_beginning(source.sha256) == source.sha256) << source.sha256;
    EXPECT_NE(source.address.find(source.sha256), std::string::npos);
    EXPECT_EQ(model_kind(source.id), ModelKind::encoder);
    EXPECT_GT(source.bytes, 500'000'000U);
  }
}

TEST_F(ModelSources, MayComeFromElsewhere) {
  read("\n  vgg16   https://mirror.example/vgg16.pth 0123ABCD 42\n");
  EXPECT_EQ(model_source("vgg16").address, "https://mirror.example/vgg16.pth");
  EXPECT_EQ(model_source("vgg16").sha256, "0123abcd");
  EXPECT_EQ(model_source("vgg16").bytes, 42U);
  EXPECT_EQ(model_source("vgg19").sha256, "dcbb9e9d");
}

TEST_F(ModelSources, RefuseWhatIsNotUnderstood) {
  for (const char* line : {"vgg20 https://mirror.example/a 0123abcd 42", "vgg16 https://mirror.example/a 0123abcd",
                           "vgg16 https://mirror.example/a nonsense 42", "vgg16"}) {
    read(line);
    EXPECT_THROW(model_sources(), Error) << line;
  }
  setenv("NEURAL_STYLE_DOWNLOADS", (folder_ / "missing").c_str(), 1);
  EXPECT_THROW(model_sources(), Error);
}

TEST_F(ModelSources, TellWhatHasComeAlready) {
  unsetenv("NEURAL_STYLE_DOWNLOADS");
  const ModelSource source = model_source("vgg19");
  EXPECT_EQ(downloaded_bytes(source, folder_.path()), 0U);
  const std::filesystem::path file = download_file(source, folder_.path());
  std::filesystem::create_directories(file.parent_path());
  test::write_text(file.string() + ".part", "12345");
  EXPECT_EQ(downloaded_bytes(source, folder_.path()), 5U);
}

}  // namespace
}  // namespace nst
