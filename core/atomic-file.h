// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed over it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace nst {

/// Throws Error with a sentence for the user if a file at `path` could not be written: the folder is missing or not
/// writable, or what is there is no file. Nothing is left behind. Says nothing about the space on the disk.
void require_writable_file(const std::filesystem::path& path);

/// Makes `bytes` the content of `path`. Throws Error, and leaves what was there, if that fails.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

}  // namespace nst
