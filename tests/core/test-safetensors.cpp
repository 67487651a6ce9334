// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weights come from anywhere: every way in which a file can lie about itself is tried here.
#include "core/safetensors.h"

#include "core/error.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace nst {
namespace {

std::string with_length(std::uint64_t header_bytes, const std::string& rest) {
  std::string bytes(sizeof header_bytes, '\0');
  std::memcpy(bytes.data(), &header_bytes, sizeof header_bytes);
  return bytes + rest;
}

std::string file_of(const std::string& header, std::size_t data_bytes) {
  return with_length(header.size(), header + std::string(data_bytes, '\0'));
}

class Safetensors : public testing::Test {
 protected:
  void expect_refused(const std::string& bytes, const std::string& reason) {
    const std::filesystem::path path = folder_.path() / "hostile.safetensors";
    test::write_text(path, bytes);
    try {
      read_safetensors(path);
      ADD_FAILURE() << "accepted: " << reason;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find("hostile.safetensors"), std::string::npos) << error.what();
    }
  }
  test::TemporaryFolder folder_;
};

TEST_F(Safetensors, RoundTripKeepsBitsShapesTypesAndMetadata) {
  TensorFile file{{{"kind", "test/1"}, {"words", "naïve “quotes”\n"}}, {}};
  file.tensors["a"] = at::randn({2, 3, 5});
  file.tensors["b"] = at::randn({7}).to(at::kHalf);
  file.tensors["c"] = at::randn({1, 1}).to(at::kBFloat16);
  file.tensors["empty"] = at::empty({0, 4});
  file.tensors["steps"] = at::arange(3, at::kLong);
  const std::filesystem::path path = folder_.path() / "weights.safetensors";
  write_safetensors(path, file);
  const TensorFile copy = read_safetensors(path);
  EXPECT_EQ(copy.metadata, file.metadata);
  ASSERT_EQ(copy.tensors.size(), file.tensors.size());
  for (const auto& [name, tensor] : file.tensors) {
    EXPECT_TRUE(copy.tensors.at(name).equal(tensor)) << name;
    EXPECT_EQ(copy.tensors.at(name).scalar_type(), tensor.scalar_type()) << name;
  }
}

TEST_F(Safetensors, EveryShorterFileIsRefused) {
  const std::filesystem::path path = folder_.path() / "weights.safetensors";
  write_safetensors(path, {{{"kind", "test/1"}}, {{"a", at::ones({2, 2})}}});
  const std::string whole = test::read_text(path);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    expect_refused(whole.substr(0, length), "");
  }
  expect_refused(whole + "x", "more than its header says");
}

TEST_F(Safetensors, MissingFileAndFolderAreRefused) {
  EXPECT_THROW(read_safetensors(folder_.path() / "none"), Error);
  EXPECT_THROW(read_safetensors(folder_.path()), Error);
}

TEST_F(Safetensors, HugeHeaderLengthsAreRefusedWithoutAllocating) {
  expect_refused(with_length(UINT64_MAX, "{}"), "longer than it may be");
  expect_refused(with_length(UINT64_MAX - 8, "{}"), "longer than it may be");
  expect_refused(with_length(std::uint64_t{1} << 40, "{}"), "longer than it may be");
  expect_refused(with_length(3, "{}"), "longer than it may be");
}

TEST_F(Safetensors, HeadersThatAreNotTheFormatAreRefused) {
  expect_refused(file_of("", 0), "not valid JSON");
  expect_refused(file_of("[]", 0), "not valid JSON");
  expect_refused(file_of("{\"a\":", 0), "not valid JSON");
  expect_refused(file_of("{\"a\":{}}", 0), "is not described");
  expect_refused(file_of("{\"a\":7}", 0), "is not described");
  expect_refused(file_of("{\"__metadata__\":{\"k\":1}}", 0), "metadata is not text");
  expect_refused(file_of("{\"__metadata__\":\"k\"}", 0), "metadata is not text");
  expect_refused(file_of("{\"a\":{},\"a\":{}}", 0), "twice");
  expect_refused(file_of("{\"\xff\":{}}", 0), "not valid JSON");
}

TEST_F(Safetensors, DeepNestingIsRefused) {
  expect_refused(file_of(std::string(100000, '['), 0), "nested too deeply");
  std::string objects;
  for (int i = 0; i < 100000; ++i) {
    objects += "{\"a\":";
  }
  expect_refused(file_of(objects, 0), "nested too deeply");
}

TEST_F(Safetensors, TensorsThatLieAreRefused) {
  const auto tensor = [](const std::string& dtype, const std::string& shape, const std::string& offsets) {
    return "{\"a\":{\"dtype\":" + dtype + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
  };
  expect_refused(file_of(tensor("\"F99\"", "[1]", "[0,4]"), 4), "number format");
  expect_refused(file_of(tensor("4", "[1]", "[0,4]"), 4), "number format");
  expect_refused(file_of(tensor("\"F32\"", "[2]", "[0,4]"), 4), "does not match its size");
  expect_refused(file_of(tensor("\"F32\"", "[-1]", "[0,4]"), 4), "no valid shape");
  expect_refused(file_of(tensor("\"F32\"", "[1.0]", "[0,4]"), 4), "no valid shape");
  expect_refused(file_of(tensor("\"F32\"", "7", "[0,4]"), 4), "no valid shape");
  expect_refused(file_of(tensor("\"F32\"", "[1,1,1,1,1,1,1,1,1]", "[0,4]"), 4), "no valid shape");
  // 2^62 * 4 bytes is 0 modulo 2^64.
  expect_refused(file_of(tensor("\"F32\"", "[4611686018427387904]", "[0,0]"), 0), "does not match its size");
  expect_refused(file_of(tensor("\"F32\"", "[4294967296,4294967296]", "[0,0]"), 0), "does not match its size");
  expect_refused(file_of(tensor("\"F32\"", "[0,4611686018427387904,4]", "[0,0]"), 0), "does not match its size");
  expect_refused(file_of(tensor("\"F32\"", "[1]", "[4,0]"), 4), "does not match its size");
  expect_refused(file_of(tensor("\"F32\"", "[1]", "[0,4,8]"), 4), "no valid place");
  expect_refused(file_of(tensor("\"F32\"", "[1]", "[0,-4]"), 4), "no valid place");
  expect_refused(file_of(tensor("\"F32\"", "[1]", "[0,4]"), 3), "truncated");
  expect_refused(file_of(tensor("\"F32\"", "[1]", "[4,8]"), 8), "overlap or leave gaps");
}

TEST_F(Safetensors, OverlappingTensorsAreRefused) {
  const std::string one = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
  const std::string two = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}";
  expect_refused(file_of("{\"a\":" + one + ",\"b\":" + two + "}", 12), "overlap or leave gaps");
  expect_refused(file_of("{\"a\":" + one + ",\"b\":" + one + "}", 8), "overlap or leave gaps");
}

TEST_F(Safetensors, AFailedWriteLeavesNothingAndKeepsTheOldFile) {
  EXPECT_THROW(write_safetensors(folder_.path() / "no folder" / "weights", {}), Error);
  const std::filesystem::path path = folder_.path() / "weights.safetensors";
  write_safetensors(path, {{}, {{"a", at::ones({1})}}});
  EXPECT_THROW(write_safetensors(path, {{}, {{"a", at::ones({1}, at::kDouble)}}}), Error);
  EXPECT_TRUE(read_safetensors(path).tensors.at("a").equal(at::ones({1})));
}

}  // namespace
}  // namespace nst
