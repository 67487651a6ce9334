// SPDX-License-Identifier: GPL-3.0-or-later
//
// The weights file of a trained style: a decoder's, and the pictures "picture0", "picture1", … it was trained on,
// (1, 3, H, W) in [0, 1], with their weights and brush sizes in the metadata. Private to the core.
#pragma once

#include "core/nets/decoder.h"
#include "core/stylist.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nst {

struct StyleFile {
  DecoderDescription description;
  std::map<std::string, at::Tensor> weights;  ///< of the decoder
  std::vector<Style> styles;                  ///< without masks
};

/// Throws Error, naming the file, if it is not usable. The decoder's tensors are checked by Decoder.
StyleFile read_style_file(const std::filesystem::path& path);

/// Writes it whole or not at all; weights and pictures as float16. Throws Error.
void write_style_file(const std::filesystem::path& path, const StyleFile& file);

}  // namespace nst
