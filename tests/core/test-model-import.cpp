// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a file to a model and back. What PyTorch itself wrote, and numbers, are tried by tests/models/test-import.py.
#include "core/model-import.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/nets/encoder.h"
#include "core/sha256.h"
#include "tests/support/random-encoder.h"
#include "tests/support/random-generator.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace nst {
namespace {

namespace fs = std::filesystem;

class ModelImport : public testing::Test {
 protected:
  /// A VGG-16 by its layers' names; all numbers are `value`, in half precision to save the disk's time.
  fs::path write_vgg16(const std::string& name, float value = 0.5F) {
    TensorFile file;
    std::int64_t inputs = 3;
    for (const std::string& layer : vgg16_layers("conv5_3")) {
      if (layer != "pool") {
        const std::int64_t outputs = std::min(512, 64 << (layer.at(4) - '1'));
        file.tensors[layer + ".weight"] = at::full({outputs, inputs, 3, 3}, value, at::kHalf);
        file.tensors[layer + ".bias"] = at::full({outputs}, value, at::kHalf);
        inputs = outputs;
      }
    }
    write_safetensors(folder_ / name, file);
    return folder_ / name;
  }
  ImportedModel import(const fs::path& file, const ImportOptions& options) {
    return import_model(file, models_, options, {});
  }
  void expect_refused(const fs::path& file, const ImportOptions& options, const std::string& reason) {
    try {
      import(file, options);
      ADD_FAILURE() << "accepted: " << reason;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
    }
    EXPECT_FALSE(fs::exists(models_));
  }
  test::TemporaryFolder folder_;
  fs::path models_ = folder_ / "data" / "models";
};

TEST_F(ModelImport, AVggKeepsItsNumbersAndItsConvention) {
  const fs::path file = write_vgg16("face.safetensors");
  const ImportedModel model = import(file, {.convention = "vgg-face-caffe"});
  EXPECT_EQ(model.id, "encoder-vgg-face");
  EXPECT_EQ(model.sha256, sha256_of_file(file, {}));
  EXPECT_FALSE(model.compared);
  EXPECT_EQ(model.weights, models_ / "encoder-vgg-face" / "weights.safetensors");
  EXPECT_TRUE(fs::exists(models_ / "encoder-vgg-face" / "card.md"));
  const Encoder encoder = Encoder::load(model.weights);
  EXPECT_EQ(encoder.description().layers, vgg16_layers("conv5_3"));
  EXPECT_TRUE(encoder.description().bgr);
  EXPECT_NEAR(encoder.description().mean[0] * 255, 129.186, 1e-3);
  const TensorFile stored = read_safetensors(model.weights);
  EXPECT_TRUE(stored.tensors.at("conv3_1.weight").equal(at::full({256, 128, 3, 3}, 0.5)));
  EXPECT_EQ(stored.metadata.at("source-sha256"), model.sha256);
  EXPECT_TRUE(verify_model(model.weights));
  EXPECT_EQ(list_models(std::vector{models_}).size(), 1U);
}

TEST_F(ModelImport, ModelsOfSwatchesAreVerifiedAsWhatTheirFoldersSay) {
  const fs::path generator = folder_ / "generator-a" / "weights.safetensors";
  const fs::path upscaler = folder_ / "upscaler-a" / "weights.safetensors";
  fs::create_directories(generator.parent_path());
  fs::create_directories(upscaler.parent_path());
  test::write_random_generator(generator);
  test::write_random_upscaler(upscaler);
  EXPECT_FALSE(verify_model(generator));  // there is no sum to compare with
  EXPECT_FALSE(verify_model(upscaler));
  test::write_random_encoder(generator);
  EXPECT_THROW(verify_model(generator), Error);
  test::write_random_generator(upscaler);
  EXPECT_THROW(verify_model(upscaler), Error);
}

TEST_F(ModelImport, WhatIsImportedIsAnEncoder) {
  const fs::path file = folder_ / "generator.safetensors";
  test::write_random_generator(file);
  expect_refused(file, {.id = "encoder-a"}, "generator/1");
  test::write_random_encoder(file);
  expect_refused(file, {.id = "generator-a"}, "“encoder-”");
}

TEST_F(ModelImport, AConventionThatIsNotToldIsAskedFor) {
  const fs::path file = write_vgg16("vgg16.safetensors");
  expect_refused(file, {}, "name its convention");
  expect_refused(file, {.convention = "other"}, "“other”");
  expect_refused(file, {.convention = "other"}, "vgg-face-caffe");
  expect_refused(write_vgg16("infinite.safetensors", INFINITY), {.convention = "caffe"}, "not finite");
}

TEST_F(ModelImport, TheSumIsCompared) {
  const fs::path file = folder_ / "own-0123abcd.safetensors";
  test::write_random_encoder(file);
  expect_refused(file, {.id = "encoder-own"}, "0123abcd");
  const std::string sum = sha256_of_file(file, {});
  expect_refused(file, {.sha256 = "76543210", .id = "encoder-own"}, "76543210");
  for (const std::string& digits : std::vector<std::string>{"nonsense", sum.substr(0, 7), sum + "0", "sha256:" + sum}) {
    expect_refused(file, {.sha256 = digits, .id = "encoder-own"}, "“" + digits + "” cannot be the beginning");
  }
  EXPECT_TRUE(import(file, {.sha256 = sum.substr(0, 12), .id = "encoder-own"}).compared);
  std::string large = sum;
  std::ranges::transform(large, large.begin(), [](unsigned char letter) { return std::toupper(letter); });
  EXPECT_TRUE(import(file, {.sha256 = large, .id = "encoder-own"}).compared);
}

TEST_F(ModelImport, AnOwnEncoderStaysAsItIs) {
  const fs::path file = folder_ / "own.safetensors";
  test::write_random_encoder(file);
  expect_refused(file, {}, "without an id");
  expect_refused(file, {.id = "../encoder-own"}, "id of an encoder");
  const ImportedModel model = import(file, {.id = "encoder-own"});
  EXPECT_EQ(model.name, "Random");
  EXPECT_EQ(Encoder::load(model.weights).channels("conv5_1"), Encoder::load(file).channels("conv5_1"));
  EXPECT_TRUE(verify_model(model.weights));
  EXPECT_FALSE(verify_model(file));  // there is nothing to compare with
}

TEST_F(ModelImport, AChangedModelIsFound) {
  const fs::path file = folder_ / "own.safetensors";
  test::write_random_encoder(file);
  const ImportedModel model = import(file, {.id = "encoder-own"});
  TensorFile stored = read_safetensors(model.weights);
  stored.tensors.at("conv1_1.bias")[0] += 1e-6;
  write_safetensors(model.weights, stored);
  EXPECT_THROW(verify_model(model.weights), Error);
}

TEST_F(ModelImport, OtherFilesAreRefused) {
  const auto file = [&](const std::string& content) {
    test::write_text(folder_ / "file", content);
    return folder_ / "file";
  };
  expect_refused(folder_ / "none", {}, "none");
  expect_refused(folder_.path(), {}, "cannot be read");
  expect_refused(file(""), {}, "empty");
  expect_refused(file("PK no archive"), {}, "archive");
  expect_refused(file("\n <!DOCTYPE html>"), {}, "web page");
  expect_refused(file(std::string(257, 'x') + "ustar"), {}, "tar archive");
  expect_refused(file("something else"), {}, "no weights");
  test::write_random_encoder(folder_ / "own.safetensors");
  TensorFile plain = read_safetensors(folder_ / "own.safetensors");
  plain.metadata.clear();
  write_safetensors(folder_ / "plain.safetensors", plain);
  expect_refused(folder_ / "plain.safetensors", {.convention = "caffe"}, "VGG");
}

TEST_F(ModelImport, StoppingLeavesNothing) {
  test::write_random_encoder(folder_ / "own.safetensors");
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(
      import_model(folder_ / "own.safetensors", models_, {.id = "encoder-own"}, Progress({}, source.get_token())),
      Cancelled);
  EXPECT_FALSE(fs::exists(models_));
}

TEST(Sha256InName, IsThatOfPytorchsFiles) {
  EXPECT_EQ(sha256_in_name("/a/vgg19-dcbb9e9d.pth"), "dcbb9e9d");
  EXPECT_EQ(sha256_in_name("vgg16_features-amdegroot-88682ab5.pth"), "88682ab5");
  for (const char* name : {"vgg19.pth", "dcbb9e9d.pth", "vgg-features.pth", "vgg19-dcbb9e9d (1).pth", "-.pth"}) {
    EXPECT_EQ(sha256_in_name(name), "") << name;
  }
}

}  // namespace
}  // namespace nst
