// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of torch.save, and every way in which one can lie about itself. tests/models/test-import.py reads those that
// PyTorch itself wrote.
#include "core/import/pth.h"

#include "core/error.h"
#include "tests/support/pth-writer.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace nst {
namespace {

using namespace std::string_literals;
using test::legacy_pth;
using test::PthTensor;

bool all(c10::IntArrayRef) { return true; }

class Pth : public testing::Test {
 protected:
  TensorFile read_legacy(const std::string& bytes, const Wanted& wanted = all) {
    test::write_text(path_, bytes);
    return read_pth(path_, wanted);
  }
  void expect_refused_by(const std::function<void()>& read, const std::string& reason) {
    try {
      read();
      ADD_FAILURE() << "accepted: " << reason;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find("file.pth"), std::string::npos) << error.what();
    }
  }
  /// Refused in both forms.
  void expect_refused(const std::vector<PthTensor>& tensors, const std::string& reason) {
    expect_refused_by([&] { read_legacy(legacy_pth(tensors)); }, reason);
    test::write_archive_pth(path_, tensors);
    expect_refused_by([&] { read_pth(path_, all); }, reason);
  }
  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "file.pth";
};

const std::vector<PthTensor> two{{"a.weight", {2, 3}}, {"a.bias", {2}}};

TEST_F(Pth, BothFormsGiveTheTensors) {
  test::write_archive_pth(path_, two);
  for (const TensorFile& file : {read_pth(path_, all), read_legacy(legacy_pth(two))}) {
    ASSERT_EQ(file.tensors.size(), 2U);
    EXPECT_TRUE(file.tensors.at("a.weight").equal(at::arange(6, at::kFloat).view({2, 3})));
    EXPECT_TRUE(file.tensors.at("a.bias").equal(at::arange(2, at::kFloat)));
  }
}

TEST_F(Pth, ViewsAreCopiedOut) {
  const TensorFile file = read_legacy(legacy_pth({{"a", {2, 3}, 1, {1, 2}, 10}}));
  EXPECT_TRUE(file.tensors.at("a").equal(at::arange(1, 7, at::kFloat).view({3, 2}).t()));
  EXPECT_TRUE(file.tensors.at("a").is_contiguous());
}

TEST_F(Pth, WhatIsNotWantedIsNotRead) {
  const TensorFile file = read_legacy(legacy_pth(two), [](c10::IntArrayRef shape) { return shape.size() == 1; });
  EXPECT_TRUE(file.tensors.at("a.weight").is_meta());
  EXPECT_EQ(file.tensors.at("a.weight").sizes(), (at::IntArrayRef{2, 3}));
  EXPECT_FALSE(file.tensors.at("a.bias").is_meta());
}

TEST_F(Pth, ThePrefixOfParallelTrainingIsTakenOff) {
  const TensorFile file = read_legacy(legacy_pth({{"module.a", {1}}, {"module.b", {1}}}));
  EXPECT_TRUE(file.tensors.contains("a"));
  EXPECT_TRUE(read_legacy(legacy_pth({{"module.a", {1}}, {"b", {1}}})).tensors.contains("module.a"));
}

TEST_F(Pth, EveryShorterFileIsRefused) {
  const std::string whole = legacy_pth(two);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    expect_refused_by([&] { read_legacy(whole.substr(0, length)); }, "");
  }
  test::write_archive_pth(path_, two);
  const std::string archive = test::read_text(path_);
  for (std::size_t length = 0; length < archive.size(); length += 7) {
    expect_refused_by([&] { read_legacy(archive.substr(0, length)); }, "");
  }
}

TEST_F(Pth, MissingFileAndFolderAreRefused) {
  EXPECT_THROW(read_pth(folder_ / "none", all), Error);
  EXPECT_THROW(read_pth(folder_.path(), all), Error);
}

TEST_F(Pth, ForeignFunctionsAreRefused) {
  expect_refused({{.name = "a", .shape = {1}, .function = "os\nsystem"}}, "os.system");
  expect_refused({{.name = "a", .shape = {1}, .function = "torch._utils\n_rebuild_sparse_tensor"}}, "sparse");
  expect_refused({{.name = "a", .shape = {1}, .type = "torch\nQInt8Storage"}}, "QInt8Storage");
  expect_refused({{.name = "a", .shape = {1}, .function = "collections\nOrderedDict"}}, "malformed");
}

TEST_F(Pth, TensorsThatLieAreRefused) {
  const std::string outside = "outside its numbers";
  expect_refused({{"a", {2, 3}, 0, {}, 5}}, outside);
  expect_refused({{"a", {2, 3}, 1, {}, 6}}, outside);
  expect_refused({{"a", {2}, 0, {6}, 6}}, outside);
  expect_refused({{"a", {1}, -1, {}, 6}}, outside);
  expect_refused({{"a", {2}, 0, {1, 1}, 6}}, outside);
  expect_refused({{"a", {1 << 30}, 0, {0}, 4}}, outside);  // one number, a thousand million times
  expect_refused({{"a", {1 << 30, 1 << 30, 1 << 30}, 0, {0, 0, 0}, 4}}, outside);
  expect_refused({{"a", {0, 1 << 30, 1 << 30, 1 << 30}, 0, {0, 0, 0, 0}, 4}}, outside);
  expect_refused({{"a", {-1}, 0, {}, 4}}, "does not describe tensors");
  expect_refused({{"a", {1}, 0, {-1}, 4}}, "does not describe tensors");
  expect_refused({{"a", {1, 1, 1, 1, 1, 1, 1, 1, 1}}}, "does not describe tensors");
  expect_refused({{"a", {1}}, {"a", {1}}}, "does not describe tensors");
  expect_refused({}, "no tensors");
}

TEST_F(Pth, LengthsThatLieAreRefused) {
  std::string bytes = legacy_pth({{"a", {4}}});
  bytes[bytes.size() - 4 * sizeof(float) - 8] = 5;
  expect_refused_by([&] { read_legacy(bytes); }, "outside its numbers");
  test::write_archive_pth(path_, {{"a", {4}}}, test::pth_pickle({{"a", {4}, 0, {}, 5}}));
  expect_refused_by([&] { read_pth(path_, all); }, "outside its numbers");
}

TEST_F(Pth, ManyTensorsInOnePlaceAreRefused) {
  std::string pickle = test::pth_pickle({{"a", {4}}});
  std::string again = test::pth_pickle({{"b", {4}}});
  const std::string head = again.substr(0, again.find('(') + 1);
  pickle.resize(pickle.size() - 2);
  pickle += again.substr(head.size());
  test::write_archive_pth(path_, {{"a", {4}}}, pickle);
  expect_refused_by([&] { read_pth(path_, all); }, "over each other");
}

TEST_F(Pth, ArchivesThatPytorchDoesNotWriteAreRefused) {
  test::write_archive_pth(path_, two, {}, "big");
  expect_refused_by([&] { read_pth(path_, all); }, "byte order");
  test::write_archive_pth(path_, {{"a", {4096}}}, {}, "little", /*compressed=*/true);
  expect_refused_by([&] { read_pth(path_, all); }, "compressed");
  test::write_archive_pth(path_, two, "\x80\x02}.");
  expect_refused_by([&] { read_pth(path_, all); }, "no tensors");
  test::write_archive_pth(path_, two);
  std::string bytes = test::read_text(path_);
  bytes[bytes.find("OrderedDict")] = 'o';  // the checksum is that of the original
  expect_refused_by([&] { read_legacy(bytes); }, "damaged");
}

/// The form of 2017, in which torchvision's VGGs were published.
TEST_F(Pth, OldParametersAreRead) {
  std::string file = legacy_pth({{.name = "a", .shape = {2}, .function = "torch._utils\n_rebuild_tensor"}});
  EXPECT_TRUE(read_legacy(file).tensors.at("a").equal(at::arange(2, at::kFloat)));
  const std::size_t call = file.find("ctorch._utils");
  const std::size_t end = file.find("tR", call) + 2;
  const std::string tensor = file.substr(call, end - call);
  const std::string parameter = "ctorch.nn.parameter\nParameter\n";
  for (const std::string& wrapped :
       {parameter + tensor + "\x85\x81(\x89\x89}tb", parameter + ")\x81(" + tensor + "N}\x89\x89tb",
        "ctorch._utils\n_rebuild_parameter\n" + tensor + "\x89}\x87R"}) {
    const std::string whole = file.substr(0, call) + wrapped + file.substr(end);
    EXPECT_TRUE(read_legacy(whole).tensors.at("a").equal(at::arange(2, at::kFloat)));
  }
  const std::string nested = parameter + (parameter + tensor + "\x85\x81") + "\x85\x81";
  expect_refused_by([&] { read_legacy(file.substr(0, call) + nested + file.substr(end)); }, "does not describe");
}

}  // namespace
}  // namespace nst
