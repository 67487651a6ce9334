// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/encoder-file.h"

#include "core/error.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace nst {
namespace {

class EncoderFile : public testing::Test {
 protected:
  EncoderFile() {
    for (const char* id : {"encoder-vgg19-slim", "encoder-other"}) {
      std::filesystem::create_directories(folder_ / id);
      test::write_text(folder_ / id / "weights.safetensors", "");
    }
    setenv("NEURAL_STYLE_MODELS", folder_.path().c_str(), 1);
  }
  ~EncoderFile() override { unsetenv("NEURAL_STYLE_MODELS"); }
  static std::filesystem::path found(const std::string& encoder) {
    Settings settings;
    settings.encoder = encoder;
    return encoder_file(settings);
  }
  test::TemporaryFolder folder_;
};

TEST_F(EncoderFile, NoneIsTheOneBuiltIn) {
  EXPECT_EQ(found(""), folder_ / "encoder-vgg19-slim" / "weights.safetensors");
}

TEST_F(EncoderFile, AnIdIsAModel) {
  EXPECT_EQ(found("encoder-other"), folder_ / "encoder-other" / "weights.safetensors");
  EXPECT_EQ(found("/nowhere/encoder-other"), folder_ / "encoder-other" / "weights.safetensors");
}

TEST_F(EncoderFile, AFileIsAFile) {
  const std::filesystem::path file = folder_ / "encoder-file";
  test::write_text(file, "");
  EXPECT_EQ(found(file.string()), file);
  EXPECT_EQ(found("/nowhere/weights.safetensors"), "/nowhere/weights.safetensors");
}

TEST_F(EncoderFile, AMissingModelIsNamedWithTheRemedy) {
  try {
    found("encoder-vgg-face");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("encoder-vgg-face"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("neural-style models fetch vgg19"), std::string::npos);
  }
}

}  // namespace
}  // namespace nst
