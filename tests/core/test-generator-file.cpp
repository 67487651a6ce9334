// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weights files of generators, their discriminators and upscalers: the numbers that Python's torch gets from them, and
// files that are refused.
#include "core/error.h"
#include "core/generator.h"
#include "core/nets/encoder.h"
#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "core/safetensors.h"
#include "tests/support/random-encoder.h"
#include "tests/support/random-generator.h"
#include "tests/support/reference.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <map>

namespace nst {
namespace {

namespace fs = std::filesystem;

TEST(GeneratorReference, PicturesAndLogitsAreThoseOfPythonsModules) {
  const TensorFile file = read_safetensors(test::reference_file("generator.safetensors"));
  ConvolutionReader tensors(file.tensors);
  const GeneratorNetwork network(
      {.name = "Reference", .latent = 6, .global = 6, .grid = 1, .size = 16, .strides = {1, 2, 1, 2}}, tensors);
  const at::Tensor picture = network(file.tensors.at("latent"));
  EXPECT_TRUE(at::allclose(picture, file.tensors.at("picture"), 1e-5, 1e-6));
  const Discriminator discriminator(tensors, /*slope=*/0.3, /*size=*/16);
  EXPECT_TRUE(at::allclose(discriminator(picture), file.tensors.at("logits"), 1e-4, 1e-5));
}

TEST(GeneratorReference, DetailIsThatOfPythonsModules) {
  const TensorFile file = read_safetensors(test::reference_file("upscaler.safetensors"));
  ConvolutionReader tensors(file.tensors);
  const Upscaler upscaler("Reference", tensors);
  EXPECT_TRUE(at::allclose(upscaler(file.tensors.at("enlarged")), file.tensors.at("detailed"), 1e-4, 1e-5));
}

class GeneratorFile : public testing::Test {
 protected:
  GeneratorFile() {
    test::write_random_generator(path_);
    good_ = read_safetensors(path_);
    test::write_random_upscaler(path_);
    good_upscaler_ = read_safetensors(path_);
  }
  void expect_refused(const std::function<void()>& load, const std::string& reason) {
    try {
      load();
      ADD_FAILURE() << "accepted: " << reason;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find(path_.filename().string()), std::string::npos) << error.what();
    }
  }
  void expect_refused(const TensorFile& file, const std::string& reason) {
    write_safetensors(path_, file);
    expect_refused([&] { load_generator(path_); }, reason);
  }
  void expect_upscaler_refused(const TensorFile& file, const std::string& reason) {
    write_safetensors(path_, file);
    expect_refused([&] { Upscaler::load(path_); }, reason);
  }
  TensorFile described(const std::string& key, const std::string& value) const {
    TensorFile file = good_;
    file.metadata[key] = value;
    return file;
  }
  TensorFile with(const std::string& name, const at::Tensor& tensor) const {
    TensorFile file = good_;
    file.tensors[name] = tensor;
    return file;
  }
  TensorFile without(const std::string& name) const {
    TensorFile file = good_;
    file.tensors.erase(name);
    return file;
  }
  test::TemporaryFolder folder_;
  fs::path path_ = folder_ / "weights.safetensors";
  TensorFile good_;
  TensorFile good_upscaler_;
};

TEST_F(GeneratorFile, MetadataRoundTrip) {
  GeneratorDescription description{
      .name = "A “name”", .latent = 60, .global = 20, .grid = 5, .size = 160, .strides = {1, 2, 2, 2, 2, 2}};
  EXPECT_EQ(generator_description_from(to_metadata(description), "file"), description);
  description.slope = 0.1;
  EXPECT_EQ(generator_description_from(to_metadata(description), "file"), description);
  EXPECT_EQ(upscaler_name_from(upscaler_metadata("A “name”"), "file"), "A “name”");
}

TEST_F(GeneratorFile, HalfPrecisionIsRead) {
  for (auto& [name, tensor] : good_.tensors) {
    tensor = tensor.to(at::kHalf);
  }
  write_safetensors(path_, good_);
  EXPECT_NO_THROW(load_generator(path_));
}

TEST_F(GeneratorFile, WrongDescriptionsAreRefused) {
  for (const char* key : {"kind", "name", "latent", "global", "grid", "size", "strides", "slope"}) {
    TensorFile file = good_;
    file.metadata.erase(key);
    expect_refused(file, key);
  }
  expect_refused(described("kind", "generator/2"), "generator/2");
  for (const char* latent : {"0", "4097", "sixteen", "16.5", "16 ", "-16", "", "99999999999999999999"}) {
    expect_refused(described("latent", latent), "“latent”");
  }
  expect_refused(described("global", "17"), "“global”");
  expect_refused(described("global", "-1"), "“global”");
  expect_refused(described("grid", "0"), "“grid”");
  expect_refused(described("grid", "65"), "“grid”");
  expect_refused(described("size", "15"), "“size”");
  expect_refused(described("size", "1025"), "“size”");
  expect_refused(described("size", "128"), "swatches of 64 px, not of 128");
  for (const char* strides : {"", "1 2 3", "0 2", "1,2,2,2,2", "1 2 2 2 2 x", "1 2 1 2 1 2 1 2 1 2 1 2 1"}) {
    expect_refused(described("strides", strides), "“strides”");
  }
  expect_refused(described("strides", "1 2 2 2"), "swatches of 32 px, not of 64");
  for (const char* slope : {"-0.1", "1.5", "nan", "inf", "0,2"}) {
    expect_refused(described("slope", slope), "“slope”");
  }
}

TEST_F(GeneratorFile, WrongWeightsAreRefused) {
  write_safetensors(path_, good_);
  EXPECT_NO_THROW(load_generator(path_));
  expect_refused(without("up0.weight"), "up0");
  expect_refused(without("up3.bias"), "up3");
  expect_refused(without("down2.bias"), "down2");
  expect_refused(without("down0.weight"), "down0");                           // its bias belongs to nothing
  expect_refused(without("down2.weight"), "not 1");                           // then down1 is the last one
  expect_refused(with("up5.weight", at::zeros({3, 3, 4, 4})), "up5.weight");  // none of the strides is for it
  expect_refused(with("extra", at::zeros({1})), "extra");
  expect_refused(with("up0.weight", at::zeros({15, 16, 4, 4})), "up0");
  expect_refused(with("up0.weight", at::zeros({16, 16, 5, 5})), "up0");
  expect_refused(with("up0.weight", at::zeros({16, 16, 4, 3})), "up0");
  expect_refused(with("up0.weight", at::zeros({16, 16, 3, 3})), "px, not of 64");
  expect_refused(with("up1.weight", at::zeros({16, 16, 3, 3})), "up1");
  expect_refused(with("up1.weight", at::zeros({16, 16, 16})), "up1");
  expect_refused(with("up1.weight", at::zeros({16, 0, 4, 4})), "up1");
  expect_refused(with("up1.weight", at::zeros({16, 16, 4, 4}, at::kLong)), "up1");
  expect_refused(with("up1.bias", at::zeros({15})), "up1");
  expect_refused(with("up2.bias", at::full({8}, std::numeric_limits<double>::quiet_NaN()).to(at::kFloat)), "finite");
  expect_refused(with("down1.weight", at::full({8, 8, 4, 4}, INFINITY)), "finite");
  TensorFile file = with("up4.weight", at::zeros({8, 4, 4, 4}));
  file.tensors["up4.bias"] = at::zeros({4});
  expect_refused(file, "4 channels, not 3");
}

TEST_F(GeneratorFile, ADiscriminatorThatIsTooDeepIsRefused) {
  TensorFile file = good_;
  for (const char* layer : {"down3", "down4"}) {
    file.tensors[std::string(layer) + ".weight"] = at::zeros({8, 8, 4, 4});
    file.tensors[std::string(layer) + ".bias"] = at::zeros({8});
  }
  file.tensors["down5.weight"] = at::zeros({1, 8, 4, 4});
  file.tensors["down5.bias"] = at::zeros({1});
  expect_refused(file, "down5");  // 64 32 16 8 4 2 px
}

TEST_F(GeneratorFile, AFirstLayerThatMakesFourOfOneNeedsAGridOfOne) {
  TensorFile file = good_;
  file.metadata["grid"] = "4";
  expect_refused(file, "up0");
}

TEST_F(GeneratorFile, WrongUpscalersAreRefused) {
  write_safetensors(path_, good_upscaler_);
  EXPECT_EQ(Upscaler::load(path_).name(), "Random upscaler");
  for (const auto& [name, tensor] : good_upscaler_.tensors) {
    TensorFile file = good_upscaler_;
    file.tensors.erase(name);
    expect_upscaler_refused(file, name.substr(0, name.find('.')));
    file.tensors[name] = at::full_like(tensor, INFINITY);
    expect_upscaler_refused(file, "finite");
    file.tensors[name] = at::zeros({1, 2, 3});
    expect_upscaler_refused(file, name.substr(0, name.find('.')));
  }
  for (const auto& [layer, inputs] : std::map<std::string, int>{{"up1", 8}, {"up2", 8}}) {  // the skips do not fit
    TensorFile file = good_upscaler_;
    file.tensors[layer + ".weight"] = at::zeros({inputs, 5, 4, 4});
    file.tensors[layer + ".bias"] = at::zeros({5});
    expect_upscaler_refused(file, "layer");
  }
  TensorFile file = good_upscaler_;
  file.tensors["extra.weight"] = at::zeros({1});
  expect_upscaler_refused(file, "extra");
  file = good_upscaler_;
  file.metadata.erase("name");
  expect_upscaler_refused(file, "name");
}

TEST_F(GeneratorFile, ModelsOfAnotherKindAreRefused) {
  test::write_random_encoder(path_);
  expect_refused([&] { load_generator(path_); }, "not a generator of this program: its kind is “encoder/1”");
  expect_refused([&] { Upscaler::load(path_); }, "not an upscaler of this program: its kind is “encoder/1”");
  write_safetensors(path_, good_);
  expect_refused([&] { Upscaler::load(path_); }, "generator/1");
  expect_refused([&] { Encoder::load(path_); }, "not an encoder of this program: its kind is “generator/1”");
  expect_refused([&] { Generator(path_, path_); }, "not an upscaler");
  write_safetensors(path_, good_upscaler_);
  expect_refused([&] { Generator{path_}; }, "upscaler/1");
  fs::remove(path_);
  expect_refused([&] { Generator{path_}; }, "cannot be opened");
}

// Whatever happened to a file on its way, it ends in a network or an Error.
TEST_F(GeneratorFile, DamagedOnesEndInAnError) {
  for (const bool upscaler : {false, true}) {
    write_safetensors(path_, upscaler ? good_upscaler_ : good_);
    const std::string bytes = test::read_text(path_);
    std::uint64_t state = 1;
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
      std::string damaged = i % 4 == 0 ? bytes.substr(0, bytes.size() * i / 400) : bytes;
      for (int change = 0; change < 3 && !damaged.empty(); ++change) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        // Mostly in the header, and half of the changes to another digit, which parses.
        const std::size_t place = (state >> 33U) % std::min<std::size_t>(damaged.size(), 2500);
        damaged[place] = static_cast<char>(i % 2 == 0 ? '0' + (state >> 20U) % 10 : state >> 20U);
      }
      test::write_text(path_, damaged);
      try {
        if (upscaler) {
          Upscaler::load(path_);
        } else {
          load_generator(path_);
        }
      } catch (const Error&) {
        ++refused;
      }
    }
    EXPECT_GT(refused, 200);
  }
}

}  // namespace
}  // namespace nst
