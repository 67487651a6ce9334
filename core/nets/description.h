// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the description of a network, the metadata of its weights file, value by value. A file comes from anywhere:
// what cannot be used is refused in one sentence. Private to the core.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nst {

class DescriptionReader {
 public:
  /// `refusal` is the translated sentence for a file that is refused, with {} for its path and {} for the reason.
  DescriptionReader(const std::map<std::string, std::string>& metadata, std::filesystem::path path,
                    const char* refusal);

  /// Throws Error: the file is refused because of `reason`.
  [[noreturn]] void refuse(const std::string& reason) const;

  /// Throws Error unless the file is of `kind`, say "generator/1".
  void require_kind(const std::string& kind) const;

  /// The value of `key`. All throw Error if it is not there.
  std::string text(const std::string& key) const;

  /// The same as a number in [from, to]. Throws Error if it is none.
  int integer(const std::string& key, int from, int to) const;
  double real(const std::string& key, double from, double to) const;

  /// The same as one to `most` whole numbers in [from, to] with spaces between them.
  std::vector<int> integers(const std::string& key, int from, int to, std::size_t most) const;

  bool has(const std::string& key) const { return metadata_.contains(key); }

 private:
  const std::map<std::string, std::string>& metadata_;
  std::filesystem::path path_;
  const char* refusal_;
};

}  // namespace nst
