// SPDX-License-Identifier: GPL-3.0-or-later
//
// Picture files to tensors of bytes and back, through libvips. The only place of the training programs that knows files
// of pictures.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <optional>

namespace nst::train {

/// Starts the picture library; broken pictures are counted by who reads them, not told one by one. Throws Error.
void start_pictures(const char* program);

/// The picture as (3, H, W) bytes, upright, in sRGB, transparent parts on white. With `shorter_side` above 0 a larger
/// one is reduced until its shorter side has that many px, while it is read, so that a photograph of any size is cheap.
/// Nothing if the file is no picture, broken, or has a side below `smallest_side` px.
std::optional<at::Tensor> read_picture(const std::filesystem::path& path, int smallest_side, int shorter_side = 0);

/// Writes picture, (3, H, W) floats in [0, 1], as PNG, whole or not at all. Throws Error.
void write_picture(const std::filesystem::path& path, const at::Tensor& picture);

}  // namespace nst::train
