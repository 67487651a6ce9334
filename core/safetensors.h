// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads and writes safetensors, the one file format of all weights. Used by the nets and by the training programs.
//
// The format (huggingface/safetensors): 8 bytes little-endian header length N, N bytes of JSON
// {"name": {"dtype", "shape", "data_offsets"}, …, "__metadata__": {string: string}}, then the tensors' bytes.
// A file comes from anywhere, so every byte of the header is checked before anything is allocated or read.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace nst {

struct TensorFile {
  std::map<std::string, std::string> metadata;
  std::map<std::string, at::Tensor> tensors;
};

/// Reads a whole file. The tensors keep their dtype (F32, F16, BF16 or I64) and own their memory.
/// Throws Error, naming the file and what is wrong with it, for anything but a well-formed file: missing, shorter or
/// longer than its header says, a header over 16 MiB or nested deeper than the format, unknown dtypes, shapes that do
/// not match their bytes, overlapping or gapped offsets, doubled names.
TensorFile read_safetensors(const std::filesystem::path& path);

/// Writes `file` whole or not at all (core/atomic-file.h). Throws Error if that fails.
void write_safetensors(const std::filesystem::path& path, const TensorFile& file);

}  // namespace nst
