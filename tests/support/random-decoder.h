// SPDX-License-Identifier: GPL-3.0-or-later
//
// A network that paints in one pass, for tests that need some, but not a good one.
#pragma once

#include "core/nets/decoder.h"

#include <array>
#include <filesystem>

namespace nst::test {

/// The tensors of a small decoder of the features of write_random_encoder() with `widths`. Its weights are random,
/// those of the style's network too, so that styles differ.
std::map<std::string, at::Tensor> random_decoder(const std::array<int, 5>& widths = {4, 4, 8, 8, 8},
                                                 const DecoderShape& shape = {
                                                     .widths = {8, 8, 6, 4}, .blocks = {1, 1, 1, 0}, .style_width = 6});

/// Writes it to `path`.
void write_random_decoder(const std::filesystem::path& path, const std::array<int, 5>& widths = {4, 4, 8, 8, 8});

}  // namespace nst::test
