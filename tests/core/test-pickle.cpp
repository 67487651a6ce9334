// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pickles come from anywhere: what torch.save writes is read, all else is refused, nothing is executed.
#include "core/import/pickle.h"

#include "core/error.h"

#include <gtest/gtest.h>

#include <string>

namespace nst {
namespace {

using namespace std::string_literals;

void expect_refused(const std::string& bytes, const std::string& reason) {
  try {
    parse_pickle(bytes);
    ADD_FAILURE() << "accepted: " << reason;
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
  }
}

template <typename Type>
Type root_of(const std::string& bytes) {
  const Pickle pickle = parse_pickle(bytes);
  const Type* root = pickle.as<Type>(pickle.root);
  EXPECT_NE(root, nullptr);
  return root != nullptr ? *root : Type{};
}

TEST(Pickle, ReadsConstants) {
  EXPECT_EQ(root_of<std::int64_t>("\x80\x02K\x07."s), 7);
  EXPECT_EQ(root_of<std::int64_t>("M\x01\x02."s), 513);
  EXPECT_EQ(root_of<std::int64_t>("J\xff\xff\xff\xff."s), -1);
  EXPECT_EQ(root_of<std::int64_t>("\x8a\x00."s), 0);
  EXPECT_EQ(root_of<std::int64_t>("\x8a\x02\x00\xff."s), -256);
  EXPECT_EQ(root_of<std::int64_t>("\x8a\x05\x00\x00\x00\x00\x01."s), std::int64_t{1} << 32);
  EXPECT_EQ(root_of<double>("G\x3f\xf8\x00\x00\x00\x00\x00\x00."s), 1.5);
  EXPECT_EQ(root_of<std::string>("X\x03\x00\x00\x00"
                                 "abc."s),
            "abc");
  EXPECT_EQ(root_of<std::string>("U\x02"
                                 "ab."s),
            "ab");
  EXPECT_TRUE(root_of<bool>("\x88."s));
}

TEST(Pickle, TellsWhereItEnds) { EXPECT_EQ(parse_pickle("K\x01.more"s).bytes, 3U); }

TEST(Pickle, FillsCollectionsAndRemembers) {
  const Pickle pickle = parse_pickle(
      "}q\x00(K\x01](K\x02K\x03"
      "eK\x04h\x00u."s);  // d = {1: [2, 3], 4: d}
  const auto* dict = pickle.as<PickleDict>(pickle.root);
  ASSERT_NE(dict, nullptr);
  ASSERT_EQ(dict->entries.size(), 2U);
  ASSERT_NE(pickle.as<PickleList>(dict->entries[0].second), nullptr);
  EXPECT_EQ(pickle.as<PickleList>(dict->entries[0].second)->items.size(), 2U);
  EXPECT_EQ(dict->entries[1].second, pickle.root);  // it contains itself
}

TEST(Pickle, AnOrderedDictIsADict) {
  EXPECT_EQ(root_of<PickleDict>("ccollections\nOrderedDict\n)RK\x01K\x02s."s).entries.size(), 1U);
  // As Python 2 wrote it, and with a module's metadata set on it.
  EXPECT_EQ(root_of<PickleDict>("ccollections\nOrderedDict\n](](K\x01K\x02"
                                "ee\x85R}b."s)
                .entries.size(),
            1U);
}

TEST(Pickle, CallsAreNotedAndNotMade) {
  const Pickle pickle = parse_pickle("cos\nsystem\nX\x02\x00\x00\x00ls\x85R."s);
  const auto* call = pickle.as<PickleCall>(pickle.root);
  ASSERT_NE(call, nullptr);
  EXPECT_EQ(pickle.as<PickleGlobal>(call->callee)->name, "os.system");
}

TEST(Pickle, OtherOperationsAreRefused) {
  expect_refused("ios\nsystem\n."s, "no need of");                              // INST
  expect_refused("\x80\x04\x8c\x02os\x8c\x06system\x93."s, "another version");  // STACK_GLOBAL
  expect_refused("\x93."s, "no need of");
  expect_refused("\x82\x01."s, "no need of");  // EXT1
  expect_refused("P1\n."s, "no need of");      // PERSID
}

TEST(Pickle, MalformedOnesAreRefused) {
  for (const std::string& bytes : {"."s, "R."s,
                                   "K\x01\x85"
                                   "R."s,
                                   "h\x01."s, "K\x01s."s, "}K\x01s."s, "}(K\x01u."s, "t."s, "e."s,
                                   "K\x01K\x02"
                                   "b."s,
                                   "K\x01(\x85."s, "q\x01."s,
                                   "\x8a\x09"
                                   "123456789."s,
                                   "ccollections\nOrderedDict\nK\x01\x85R."s}) {
    EXPECT_THROW(parse_pickle(bytes), Error) << bytes;
  }
  for (const std::string& bytes : {""s, "K"s,
                                   "X\xff\xff\xff\xff"
                                   "abc."s,
                                   "cos\nsys"s, "cos"s,
                                   "\x8a\xff"
                                   "12"s,
                                   "G123"s}) {
    expect_refused(bytes, "");
  }
}

TEST(Pickle, TooManyValuesAreRefused) {
  expect_refused(std::string(3'000'000, 'N') + ".", "more values");
  expect_refused(std::string(max_pickle_bytes, '(') + "N.", "longer than it may be");
}

}  // namespace
}  // namespace nst
