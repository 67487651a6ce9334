// SPDX-License-Identifier: GPL-3.0-or-later
//
// A text as a file, whole or not at all.
#pragma once

#include "core/atomic-file.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace nst::cli {

/// Makes `text` the content of `path`. Throws Error, and leaves what was there, if that fails.
inline void write_text(const std::filesystem::path& path, std::string_view text) {
  write_file(path, std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace nst::cli
