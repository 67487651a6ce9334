// SPDX-License-Identifier: GPL-3.0-or-later
//
// Downloads a large file over HTTPS so that nothing is lost or mistaken: it goes on where it ended, and the file has
// its name only when it is whole and the right one.
#pragma once

#include "core/progress.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace nst {

struct Download {
  std::string address;              ///< https://…; http:// to this very computer as well
  std::filesystem::path target;     ///< with ".part" behind its name until it is whole
  std::string sha256;               ///< the beginning of its sum
  std::uint64_t most_bytes = 0;     ///< a longer file is refused
  std::chrono::seconds patience{};  ///< without a byte, after which the connection counts as broken
};

/// Gets the file; nothing is done if it is there. What came before the connection broke or the user stopped it stays as
/// the ".part", from which this call, and after some failures the next one, goes on. Redirections lead to https only.
/// Throws Error with a sentence for the user, Cancelled if `progress` says so.
void download(const Download& download, const Progress& progress);

}  // namespace nst
