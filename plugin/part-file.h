// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file that grows over several calls, under a name of its own until it is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace nst {

class PartFile {
 public:
  /// Opens `target` + ".part" with what is in it, or makes it, and the folder. Throws Error if that is not possible or
  /// another process writes it.
  explicit PartFile(const std::filesystem::path& target);
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::uint64_t size() const { return size_; }

  /// Throws Error if it cannot be written, as on a full disk.
  void append(std::span<const std::byte> bytes);

  /// Makes it empty.
  void clear();

  /// Deletes it.
  void remove();

  /// Gives it the target's name.
  void finish();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace nst
