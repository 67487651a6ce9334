// SPDX-License-Identifier: GPL-3.0-or-later
//
// A ZIP archive of uncompressed files, as torch.save writes it: libzip, owned and with the project's errors. Used by
// core/import/pth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

struct zip;

namespace nst {

class ZipArchive {
 public:
  /// Throws Error with the reason alone, for the caller to put into a sentence, as all functions here do.
  explicit ZipArchive(const std::filesystem::path& path);

  /// The folder, "name/", of the one file called `file` in it (at any depth). Throws if there is none or more than one.
  std::string folder_of(const std::string& file) const;

  bool contains(const std::string& file) const;

  /// Bytes of the file. Throws if it is missing or compressed: what a small file may unfold to is not asked for.
  std::uint64_t size(const std::string& file) const;

  /// Fills `bytes` with the file, which has that size. Throws if its checksum is wrong.
  void read(const std::string& file, std::span<std::byte> bytes) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_;
};

}  // namespace nst
