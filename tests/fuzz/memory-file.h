// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes as a file with a path, without a disk: the readers take paths, and a fuzzer tries thousands of files a second.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace nst::test {

class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* bytes, std::size_t size);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::filesystem::path path() const;

 private:
  int descriptor_;
};

}  // namespace nst::test
