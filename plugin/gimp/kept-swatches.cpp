// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/kept-swatches.h"

#include "core/atomic-file.h"
#include "plugin/generated-style.h"

#include <libgimp/gimp.h>

#include <algorithm>
#include <fstream>
#include <span>
#include <system_error>
#include <utility>

namespace nst::gimp {
namespace {

// More than anybody looks through; each is a line.
constexpr std::size_t most_kept = 10'000;

}  // namespace

std::filesystem::path kept_swatches_file() { return std::filesystem::path(gimp_directory()) / "neural-style-kept"; }

KeptSwatches::KeptSwatches(std::filesystem::path file) : file_(std::move(file)) { read(); }

void KeptSwatches::read() {
  words_.clear();
  std::ifstream lines(file_);
  for (std::string line; words_.size() < most_kept && std::getline(lines, line);) {
    // What is no word is none of ours: a line that was written by hand, or by a later version.
    if (is_generated_style(line) && !has(line)) {
      words_.push_back(line);
    }
  }
}

bool KeptSwatches::has(const std::string& word) const { return std::ranges::find(words_, word) != words_.end(); }

void KeptSwatches::keep(const std::string& word, bool kept) {
  read();
  std::vector<std::string> words = words_;
  std::erase(words, word);
  if (kept) {
    words.insert(words.begin(), word);
  }
  std::string text;
  for (const std::string& each : words) {
    text += each + "\n";
  }
  std::error_code error;  // writing says what is wrong
  std::filesystem::create_directories(file_.parent_path(), error);
  write_file(file_, std::as_bytes(std::span(text)));
  words_ = std::move(words);
  for (const auto& follow : followers_) {
    follow();
  }
}

}  // namespace nst::gimp
