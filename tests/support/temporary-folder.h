// SPDX-License-Identifier: GPL-3.0-or-later
//
// A folder of its own for a test that needs files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace nst::test {

/// A new, empty folder that disappears, with everything in it, at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Makes `text` the content of the file `path`.
void write_text(const std::filesystem::path& path, std::string_view text);

/// The whole content of the file `path`.
std::string read_text(const std::filesystem::path& path);

}  // namespace nst::test
