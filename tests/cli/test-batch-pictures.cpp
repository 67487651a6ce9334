// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/cli/batch-pictures.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

using Names = std::vector<std::string>;

/// A folder with `files` in it, which are empty: only names count.
struct Folder {
  test::TemporaryFolder folder;
  BatchArguments batch;

  explicit Folder(const Names& files) {
    for (const std::string& file : files) {
      add(file);
    }
    batch.pictures = {folder.path()};
    batch.suffix = "-painted";
  }

  void add(const std::string& file) const {
    fs::create_directories((folder / file).parent_path());
    test::write_text(folder / file, "");
  }

  /// The files to paint, or what is made of them, relative to the folder.
  Names names(fs::path BatchPicture::* member = &BatchPicture::content) const {
    Names names;
    for (const BatchPicture& picture : pictures_of(batch)) {
      names.push_back((picture.*member).lexically_relative(folder.path()).string());
    }
    return names;
  }

  std::string refusal() const {
    try {
      pictures_of(batch);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
};

TEST(BatchPictures, AreThoseThatEndAsPicturesInTheOrderOfTheirNames) {
  const Folder files({"c.PNG", "a.jpg", "b.tiff", "notes.txt", ".hidden.jpg", "sub/d.jpg", "none"});
  EXPECT_EQ(files.names(), (Names{"a.jpg", "b.tiff", "c.PNG"}));
  EXPECT_EQ(files.names(&BatchPicture::output), (Names{"a-painted.png", "b-painted.png", "c-painted.png"}));
}

TEST(BatchPictures, KeepTheFoldersWithinFolders) {
  Folder files({"a.jpg", "sub/a.jpg", "sub/deep/b.webp", ".git/c.jpg", "out/sub/a.png"});
  files.batch.recursive = true;
  files.batch.output = files.folder / "out";
  files.batch.suffix = "";
  EXPECT_EQ(files.names(), (Names{"a.jpg", "sub/a.jpg", "sub/deep/b.webp"}));
  EXPECT_EQ(files.names(&BatchPicture::output), (Names{"out/a.png", "out/sub/a.png", "out/sub/deep/b.png"}));
  files.batch.output.clear();
  files.batch.suffix = "-x";
  EXPECT_EQ(files.names(&BatchPicture::output),
            (Names{"a-x.png", "out/sub/a-x.png", "sub/a-x.png", "sub/deep/b-x.png"}));
}

TEST(BatchPictures, AreNoResults) {
  Folder files({"a.jpg", "a-painted.png", "b-painted.jpg"});
  EXPECT_EQ(files.names(), (Names{"a.jpg"}));
  files.batch.pictures.push_back(files.folder / "b-painted.jpg");  // by its name
  EXPECT_EQ(files.names(), (Names{"a.jpg", "b-painted.jpg"}));
  files.batch.pictures.pop_back();
  files.batch.output = files.folder / "out";  // beside which those of another call lie
  files.batch.suffix = "";
  EXPECT_EQ(files.names(), (Names{"a.jpg"}));
  files.batch.suffix = "-x";
  EXPECT_EQ(files.names(), (Names{"a-painted.png", "a.jpg", "b-painted.jpg"}));
}

TEST(BatchPictures, AreTakenOnceHoweverTheyAreNamed) {
  Folder files({"a.jpg", "sub/b.jpg"});
  files.batch.pictures = {files.folder / "sub/../a.jpg", files.folder.path(), files.folder / "a.jpg",
                          files.folder / "none.xyz"};
  EXPECT_EQ(files.names().size(), 2U);  // what is named need not be there, nor end as a picture: its reader will say
}

TEST(BatchPictures, DoNotOverwriteEachOther) {
  Folder files({"a.jpg", "a.png", "b.jpg"});
  auto pictures = pictures_of(files.batch);
  ASSERT_EQ(pictures.size(), 3U);
  EXPECT_EQ(pictures[0].problem, "");
  EXPECT_NE(pictures[1].problem.find("a.jpg"), std::string::npos);
  EXPECT_EQ(pictures[2].problem, "");
  // Nor themselves, nor what is to be painted later.
  files.batch.pictures = {files.folder / "a.jpg", files.folder / "a.png"};
  files.batch.output = files.folder.path();
  files.batch.suffix = "";
  pictures = pictures_of(files.batch);
  ASSERT_EQ(pictures.size(), 2U);
  EXPECT_NE(pictures[0].problem.find("--suffix"), std::string::npos);
  EXPECT_NE(pictures[1].problem.find("--suffix"), std::string::npos);
}

TEST(BatchPictures, AreRefusedAsAFolderOfResults) {
  Folder files({"a.jpg"});
  files.batch.output = files.folder / "../" / files.folder.path().filename();
  EXPECT_NE(files.refusal().find("--output"), std::string::npos);
}

TEST(BatchPictures, HaveToBeThere) {
  const Folder files({"sub/a.jpg", "notes.txt"});
  EXPECT_NE(files.refusal().find("--recursive"), std::string::npos);
}

TEST(BatchPictures, AreSharedOutWithoutRest) {
  Folder files({"a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"});
  Names together;
  for (std::size_t number = 1; number <= 3; ++number) {
    files.batch.shard = {number, 3};
    const Names names = files.names();
    together.insert(together.end(), names.begin(), names.end());
    files.add(std::string(1, static_cast<char>('a' + number)) + "-painted.png");  // what the others do meanwhile
  }
  std::ranges::sort(together);
  EXPECT_EQ(together, (Names{"a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"}));
  files.batch.shard = {9, 9};
  EXPECT_EQ(files.names(), Names());
}

}  // namespace
}  // namespace nst::cli
