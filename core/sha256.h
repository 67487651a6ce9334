// SPDX-License-Identifier: GPL-3.0-or-later
//
// SHA-256 of files and of what is fed piece by piece, by libcrypto.
#pragma once

#include "core/progress.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace nst {

class Sha256 {
 public:
  Sha256();
  void add(std::span<const std::byte> bytes);
  void add(const void* bytes, std::size_t count) { add(std::span(static_cast<const std::byte*>(bytes), count)); }
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
  /// The sum of all that was added, as 64 hexadecimal digits in lower case. To be called once, at the end.
  std::string hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// The sum of a whole file. Throws Error if it cannot be read, Cancelled if `progress` says so.
std::string sha256_of_file(const std::filesystem::path& path, const Progress& progress);

/// The beginning of a sum that `text` gives, in lower case as hex() has it; nothing unless that is 8 to 64 hexadecimal
/// digits.
std::optional<std::string> sha256_beginning(std::string_view text);

}  // namespace nst
