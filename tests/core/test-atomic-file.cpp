// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/atomic-file.h"
#include "core/error.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <iterator>
#include <string>

namespace nst {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view text) { write_file(path, std::as_bytes(std::span(text))); }

long entries(const fs::path& folder) { return std::distance(fs::directory_iterator(folder), fs::directory_iterator()); }

TEST(AtomicFile, WritesAndReplaces) {
  const test::TemporaryFolder folder;
  write(folder / "file", "old");
  write(folder / "file", "new");
  EXPECT_EQ(test::read_text(folder / "file"), "new");
  EXPECT_EQ(entries(folder.path()), 1);
}

TEST(AtomicFile, WritesInTheCurrentFolder) {
  const test::TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  write("file", "text");
  fs::current_path(before);
  EXPECT_EQ(test::read_text(folder / "file"), "text");
}

TEST(AtomicFile, FollowsALink) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "file", "old");
  fs::create_symlink("file", folder / "link");
  write(folder / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(test::read_text(folder / "file"), "new");
}

TEST(AtomicFile, AskingLeavesNothingBehind) {
  const test::TemporaryFolder folder;
  require_writable_file(folder / "file");
  EXPECT_EQ(entries(folder.path()), 0);
}

TEST(AtomicFile, RefusesAFolderThatIsNotThere) {
  const test::TemporaryFolder folder;
  EXPECT_THROW(require_writable_file(folder / "none/file"), Error);
  test::write_text(folder / "file", "x");
  EXPECT_THROW(require_writable_file(folder / "file/below"), Error);
}

TEST(AtomicFile, RefusesWhatIsNoFile) {
  const test::TemporaryFolder folder;
  fs::create_directory(folder / "folder");
  EXPECT_THROW(require_writable_file(folder / "folder"), Error);
  EXPECT_THROW(require_writable_file("/dev/null"), Error);
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(AtomicFile, RefusesAFolderWithoutRoomForFiles) { EXPECT_THROW(require_writable_file("/proc/self/file"), Error); }

// A limit on the size of files stands for the full disk: both end a write in the middle.
TEST(AtomicFile, KeepsTheOldContentWhenAWriteFails) {
  const test::TemporaryFolder folder;
  write(folder / "file", "old");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{1000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(write(folder / "file", std::string(5000, 'x')), Error);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(test::read_text(folder / "file"), "old");
  EXPECT_EQ(entries(folder.path()), 1);
}

}  // namespace
}  // namespace nst
