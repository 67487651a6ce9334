// SPDX-License-Identifier: GPL-3.0-or-later
//
// An encoder for tests that need some network, but not a good one.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

namespace nst::test {

/// Writes an encoder of VGG-19's layers up to conv5_1 to `path`, with `widths` channels in its five blocks. Its weights
/// are random (He et al. 2015, so that no layer dies or explodes); the same `seed` gives the same file.
void write_random_encoder(const std::filesystem::path& path, const std::array<int, 5>& widths = {4, 4, 8, 8, 8},
                          std::uint64_t seed = 0);

}  // namespace nst::test
