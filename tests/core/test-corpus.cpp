// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files that fuzzing found interesting (tests/fuzz), once more: each ends in tensors or an Error.
#include "core/error.h"
#include "core/import/pickle.h"
#include "core/import/pth.h"
#include "core/import/state-dict.h"
#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "core/safetensors.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace nst {
namespace {

/// Does `read` with every file of the corpus `name`. Gives how many it read without an Error.
template <typename Read>
int read_all(const char* name, const Read& read) {
  int files = 0;
  int well_formed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(NST_CORPUS_DIR) / name)) {
    ++files;
    try {
      read(entry.path());
      ++well_formed;
    } catch (const Error&) {
    }
  }
  EXPECT_GT(files, 10);
  return well_formed;
}

TEST(Corpus, Safetensors) { EXPECT_GT(read_all("safetensors", read_safetensors), 0); }

TEST(Corpus, NoneIsAGeneratorOrAnUpscaler) {
  EXPECT_EQ(read_all("safetensors", load_generator), 0);
  EXPECT_EQ(read_all("safetensors", Upscaler::load), 0);
}

TEST(Corpus, Pth) {
  const auto read = [](const std::filesystem::path& path) {
    read_pth(path, [](c10::IntArrayRef shape) { return shape.size() != 2; });
  };
  EXPECT_GT(read_all("pth", read), 0);
}

TEST(Corpus, Pickles) {
  const auto read = [](const std::filesystem::path& path) { state_dict_from(parse_pickle(test::read_text(path))); };
  EXPECT_GT(read_all("pth", read), 0);
}

}  // namespace
}  // namespace nst
