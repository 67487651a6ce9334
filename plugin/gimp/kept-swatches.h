// SPDX-License-Identifier: GPL-3.0-or-later
//
// The swatches that the user keeps, by their words, in a file in GIMP's folder of the user. Used by the page that
// chooses styles.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

class KeptSwatches {
 public:
  /// Where they are written: one word a line.
  explicit KeptSwatches(std::filesystem::path file);

  /// The one that was kept last comes first.
  const std::vector<std::string>& words() const { return words_; }
  bool has(const std::string& word) const;
  /// Keeps one, or no longer, and calls those who follow. The file is read again first: another GIMP may have changed
  /// it. Throws Error, and changes nothing, if it cannot be written.
  void keep(const std::string& word, bool kept);
  void on_change(std::function<void()> follow) { followers_.push_back(std::move(follow)); }

 private:
  void read();

  std::filesystem::path file_;
  std::vector<std::string> words_;
  std::vector<std::function<void()>> followers_;
};

/// The file in the user's folder of GIMP.
std::filesystem::path kept_swatches_file();

}  // namespace nst::gimp
